import { describe, expect, it } from 'vitest'
import type { IamRole, IamUser } from '../../../src/posture/inventory/iam.ts'
import { permission } from '../../../src/posture/permissions/effective-permission.ts'
import { assumedWithoutMfa, WITH_MFA, withoutMfa } from '../../../src/posture/permissions/mfa.ts'
import { allow, aRole, aUser, deny, MFA_REQUIRED, trusts, UNLESS_MFA } from '../../support/iam.ts'
import { ACCOUNT, NOW, REGION } from '../../support/inventory.ts'

const moment = { now: NOW, regions: [REGION] }
const call = { action: 's3:GetObject', resource: 'arn:aws:s3:::data/x' }
const truthOf = (principal: IamUser | IamRole) =>
  withoutMfa(principal, (keys) => permission(principal, { ...call, keys }, NOW), moment).truth
const ofPeople = [trusts({ AWS: ACCOUNT })]
const falseOnly = { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }

describe('without MFA', () => {
  it.each([
    ['a user where nothing asks for it', aUser({ statements: [allow('*')] }), 'yes'],
    ['a user under an Allow with MFA', aUser({ statements: [allow('*', '*', MFA_REQUIRED)] }), 'no'],
    [
      'a user under a Deny without MFA',
      aUser({ statements: [allow('*'), deny('*', '*', UNLESS_MFA)] }),
      'no',
    ],
    [
      'a user whose long-term keys escape',
      aUser({ statements: [allow('*'), deny('*', '*', falseOnly)] }),
      'yes',
    ],
    [
      'a session, which carries the key',
      aRole({ trust: ofPeople, statements: [allow('*'), deny('*', '*', falseOnly)] }),
      'no',
    ],
    [
      'a role that anybody of the account may assume',
      aRole({ trust: ofPeople, statements: [allow('*')] }),
      'yes',
    ],
    [
      'a role that asks for MFA at the door',
      aRole({ trust: [trusts({ AWS: ACCOUNT }, MFA_REQUIRED)], statements: [allow('*')] }),
      'no',
    ],
  ])('%s: %3$s', (_what, principal, truth) => {
    expect(truthOf(principal)).toBe(truth)
  })

  it('nobody assumes a role that trusts no people', () => {
    expect(assumedWithoutMfa(aRole(), moment).truth).toBe('no')
  })

  it('is not what somebody with MFA does', () => {
    const recent = { NumericLessThan: { 'aws:MultiFactorAuthAge': '300' } }
    const user = aUser({ statements: [allow('*', '*', { ...MFA_REQUIRED, ...recent })] })
    expect(permission(user, { ...call, keys: WITH_MFA }, NOW).truth).toBe('yes')
  })
})
