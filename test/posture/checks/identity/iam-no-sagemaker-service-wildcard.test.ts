import { describe, expect, it } from 'vitest'
import { iamNoSagemakerServiceWildcard as check } from '../../../../src/posture/checks/identity/iam-no-sagemaker-service-wildcard.ts'
import { allow, aRole, aUser, deny, HIDDEN, UNLESS_MFA, UNSEEN_IAM } from '../../../support/iam.ts'
import { a, policy, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'

const aPolicy = (...statements: Record<string, unknown>[]) =>
  a('iamPolicies', {
    name: 'ml',
    region: 'global',
    attachmentCount: 1,
    document: seen(policy(...statements)),
  })
const judge = (...statements: Record<string, unknown>[]) =>
  verdicts(check, snapshotOf({ iamPolicies: [aPolicy(...statements)] }))[0]
const NARROW = 'ml pass: Policy ml allows no SageMaker wildcard on every resource without a condition'

describe('a policy that allows', () => {
  it.each([
    ['sagemaker:*', [allow('sagemaker:*')], 'ml fail: Policy ml, statement 1 allows sagemaker:* on *'],
    [
      'every creation',
      [allow('sagemaker:Create*')],
      'ml fail: Policy ml, statement 1 allows sagemaker:Create* on *',
    ],
    [
      'every update',
      [allow(['sagemaker:List*', 'sagemaker:Update*'])],
      'ml fail: Policy ml, statement 1 allows sagemaker:Update* on *',
    ],
    ['listed actions', [allow(['sagemaker:CreateTrainingJob', 'sagemaker:CreateModel'])], NARROW],
    ['every reading', [allow('sagemaker:Describe*')], NARROW],
    [
      'a wildcard on named resources',
      [allow('sagemaker:*', 'arn:aws:sagemaker:*:*:endpoint/team-*')],
      NARROW,
    ],
    [
      'a wildcard under a condition',
      [allow('sagemaker:*', '*', { StringEquals: { 'aws:ResourceTag/team': 'ml' } })],
      NARROW,
    ],
    ['a wildcard that it denies without MFA', [allow('sagemaker:*'), deny('*', '*', UNLESS_MFA)], NARROW],
    ['a wildcard that it denies again', [allow('sagemaker:*'), deny('sagemaker:*')], NARROW],
    ['something else', [allow('s3:*')], 'ml not-applicable: It does not mention SageMaker.'],
  ])('%s', (_what, statements, verdict) => {
    expect(judge(...statements)).toBe(verdict)
  })
})

it('is judged in users, roles and groups where it is inline, not where it is attached', () => {
  const wild = seen(policy(allow('sagemaker:*')))
  const attached = { name: 'ml', arn: 'arn:aws:iam::111122223333:policy/ml', document: wild }
  const inherited = { name: 'inline', group: 'data', document: wild }
  const snapshot = snapshotOf({
    iamUsers: [aUser({ also: { policies: [attached, inherited] } })],
    iamRoles: [
      aRole({ statements: [allow('sagemaker:*')] }),
      aRole({ name: 'Aws', also: { awsOwned: true } }),
    ],
    iamGroups: [a('iamGroups', { name: 'data', policies: [{ name: 'inline', document: wild }] })],
  })
  expect(verdicts(check, snapshot)).toEqual([
    'data fail: Policy inline, statement 1 allows sagemaker:* on *',
    'Train fail: Policy team, statement 1 allows sagemaker:* on *',
    'Aws not-applicable: AWS owns this role; nobody here can edit it.',
    'ana not-applicable: It holds no policy of its own.',
  ])
})

it('is unknown where its text is hidden', () => {
  const hidden = a('iamPolicies', { name: 'ml', region: 'global', attachmentCount: 1, document: HIDDEN })
  expect(verdicts(check, snapshotOf({ iamPolicies: [hidden] }))).toEqual([`ml ${UNSEEN_IAM}`])
})
