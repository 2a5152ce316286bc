import { describe, expect, it } from 'vitest'
import { kmsKeyPolicyRestricted as check } from '../../../../src/posture/checks/encryption-at-rest/kms-key-policy-restricted.ts'
import type { Key } from '../../../../src/posture/inventory/storage.ts'
import { allow, HIDDEN, UNSEEN_IAM } from '../../../support/iam.ts'
import { ACCOUNT, a, policy, REGION, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'

const OTHER = '444455556666'
const aKey = (fields: Partial<Key> = {}) =>
  a('keys', {
    name: 'ml',
    arn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/ml`,
    keyId: 'ml',
    references: ['ml'],
    manager: 'CUSTOMER',
    state: 'Enabled',
    symmetric: true,
    origin: 'AWS_KMS',
    usedBy: [],
    rotation: seen(true),
    policy: seen(policy(own)),
    ...fields,
  })
const grant = (Principal: unknown, Condition?: Record<string, unknown>) => ({
  ...allow('kms:*', '*', Condition),
  Principal,
})
const own = grant({ AWS: `arn:aws:iam::${ACCOUNT}:root` })
const judge = (statements: Record<string, unknown>[], trustedAccounts: string[] = []) =>
  verdicts(check, snapshotOf({ keys: [aKey({ policy: seen(policy(own, ...statements)) })] }), {
    trustedAccounts,
  })[0]
const CLOSED = 'ml pass: It is open to its own and to trusted accounts only'
const open = (whom: string) => `ml fail: Statement 2 of its policy lets ${whom} in`

describe('the policy of a key', () => {
  it.each([
    ['its own account', [], CLOSED],
    ['a role of its own account', [grant({ AWS: `arn:aws:iam::${ACCOUNT}:role/Train` })], CLOSED],
    ['a service', [grant({ Service: 'logs.eu-west-1.amazonaws.com' })], CLOSED],
    ['anybody', [grant('*')], open('anybody')],
    ['anybody of the account', [grant('*', { StringEquals: { 'kms:CallerAccount': ACCOUNT } })], CLOSED],
    [
      'anybody through a service',
      [grant('*', { StringEquals: { 'kms:ViaService': `s3.${REGION}.amazonaws.com` } })],
      CLOSED,
    ],
    [
      'anybody of the organisation',
      [grant({ AWS: '*' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-acme' } })],
      CLOSED,
    ],
    [
      'anybody for some data',
      [grant('*', { StringEquals: { 'kms:EncryptionContext:team': 'ml' } })],
      open('anybody'),
    ],
    ['another account', [grant({ AWS: OTHER })], open(`account ${OTHER}`)],
    [
      'a user of another account',
      [grant({ AWS: `arn:aws:iam::${OTHER}:user/bo` })],
      open(`user bo of account ${OTHER}`),
    ],
    [
      'anybody, depending on a tag',
      [grant('*', { StringEquals: { 'aws:RequestTag/x': 'y' } })],
      expect.stringMatching(/^ml unknown: It depends/),
    ],
  ])('names %s', (_whom, statements, verdict) => {
    expect(judge(statements)).toEqual(verdict)
  })

  it('may name an account that the organisation trusts', () => {
    expect(judge([grant({ AWS: OTHER })], [OTHER])).toBe(CLOSED)
  })
})

describe('the grants of a key', () => {
  const withGrant = (grantee: string) =>
    verdicts(check, snapshotOf({ keys: [aKey({ grants: seen([{ grantee, operations: ['Decrypt'] }]) })] }))

  it('to strangers stand out, those to services and to the account are meant', () => {
    expect(withGrant(`arn:aws:iam::${OTHER}:role/Etl`)).toEqual([
      `ml fail: A standing grant lets account ${OTHER} use it`,
    ])
    expect(withGrant('sagemaker.eu-west-1.amazonaws.com')).toEqual([CLOSED])
    expect(withGrant(`arn:aws:iam::${ACCOUNT}:role/Train`)).toEqual([CLOSED])
  })
})

it('is not judged for keys of AWS or of another account, and is unknown where it is hidden', () => {
  const of = (key: Partial<Key>) => verdicts(check, snapshotOf({ keys: [aKey(key)] }))
  expect(of({ manager: 'AWS' })).toEqual([
    'ml not-applicable: AWS manages this key; its policy cannot be changed.',
  ])
  expect(of({ arn: `arn:aws:kms:${REGION}:${OTHER}:key/x` })).toEqual([
    'ml not-applicable: Another account owns this key.',
  ])
  expect(of({ policy: HIDDEN })).toEqual([`ml ${UNSEEN_IAM}`])
  expect(of({ grants: HIDDEN })).toEqual([`ml ${UNSEEN_IAM}`])
})
