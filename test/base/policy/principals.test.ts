import { describe, expect, it } from 'vitest'
import { type Caller, principalMatch } from '../../../src/base/policy/principals.ts'
import { policy } from '../../support/inventory.ts'

const account = '111122223333'
const user: Caller = { type: 'AWS', arn: `arn:aws:iam::${account}:user/ana` }
const session: Caller = {
  type: 'AWS',
  arn: `arn:aws:sts::${account}:assumed-role/Train/job`,
  roleArn: `arn:aws:iam::${account}:role/team/Train`,
}
const service: Caller = { type: 'Service', id: 'sagemaker.amazonaws.com' }
const saml: Caller = { type: 'Federated', id: `arn:aws:iam::${account}:saml-provider/Corp` }
const anonymous: Caller = { type: 'anonymous' }

const matched = (element: Record<string, unknown>, caller: Caller) => {
  const [statement] = policy({ Effect: 'Allow', Action: '*', ...element }).statements
  if (!statement) throw new Error('no statement')
  const { truth, naming } = principalMatch(statement, caller)
  return truth === 'no' ? 'no' : `${truth} as ${naming}`
}

describe('a statement names', () => {
  it.each([
    ['*', user, 'yes as anyone'],
    ['*', anonymous, 'yes as anyone'],
    ['*', service, 'yes as anyone'],
    [{ AWS: '*' }, anonymous, 'yes as anyone'],
    [{ AWS: account }, user, 'yes as account'],
    [{ AWS: `arn:aws:iam::${account}:root` }, session, 'yes as account'],
    [{ AWS: '444455556666' }, user, 'no'],
    [{ AWS: account }, anonymous, 'no'],
    [{ AWS: `arn:aws:iam::${account}:user/ana` }, user, 'yes as itself'],
    [{ AWS: [account, `arn:aws:iam::${account}:user/ana`] }, user, 'yes as itself'],
    [{ AWS: `arn:aws:iam::${account}:role/team/Train` }, session, 'yes as role'],
    [{ AWS: `arn:aws:sts::${account}:assumed-role/Train/job` }, session, 'yes as itself'],
    [{ AWS: `arn:aws:sts::${account}:assumed-role/Train/other` }, session, 'no'],
    [{ AWS: 'AIDAEXAMPLEDELETED' }, user, 'no'],
    [{ Service: 'sagemaker.amazonaws.com' }, service, 'yes as other'],
    [{ Service: 'lambda.amazonaws.com' }, service, 'no'],
    [{ Service: 'sagemaker.amazonaws.com' }, user, 'no'],
    [{ Federated: `arn:aws:iam::${account}:saml-provider/Corp` }, saml, 'yes as other'],
    [{ CanonicalUser: '79a59df9' }, user, 'maybe as account'],
    [{}, user, 'no'],
  ])('%j: %o → %s', (Principal, caller, expected) => {
    expect(matched({ Principal }, caller)).toBe(expected)
  })

  it('everybody but those of NotPrincipal', () => {
    const NotPrincipal = { AWS: [`arn:aws:iam::${account}:user/ana`, account] }
    expect(matched({ NotPrincipal }, user)).toBe('no')
    expect(matched({ NotPrincipal }, anonymous)).toBe('yes as anyone')
    expect(matched({ NotPrincipal: { CanonicalUser: '79a59df9' } }, user)).toBe('maybe as anyone')
  })

  it('nobody where it has no principal', () => {
    expect(matched({}, user)).toBe('no')
  })
})
