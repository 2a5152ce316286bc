import { describe, expect, it } from 'vitest'
import { iamNoFullAdminPolicies as check } from '../../../../src/posture/checks/identity/iam-no-full-admin-policies.ts'
import { allow, deny, HIDDEN, UNSEEN_IAM } from '../../../support/iam.ts'
import { a, aGap, policy, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'

const judge = (statements: Record<string, unknown>[], attachmentCount = 1) =>
  verdicts(
    check,
    snapshotOf({
      iamPolicies: [
        a('iamPolicies', {
          name: 'ops',
          region: 'global',
          attachmentCount,
          document: seen(policy(...statements)),
        }),
      ],
    }),
  )[0]
const NARROW = 'ops pass: It does not allow every action on every resource'

describe('a customer policy', () => {
  it.each([
    ['everything', [allow('*')], 'ops fail: Policy ops, statement 1 allows * on *'],
    [
      'everything, among others',
      [allow('s3:*'), allow(['*:*'])],
      'ops fail: Policy ops, statement 2 allows *:* on *',
    ],
    ['everything but identities', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], NARROW],
    ['everything in one bucket', [allow('*', 'arn:aws:s3:::data/*')], NARROW],
    ['everything and denies it again', [allow('*'), deny('*')], NARROW],
    [
      'everything under a condition',
      [allow('*', '*', { StringEquals: { 'aws:SourceVpc': 'vpc-1' } })],
      NARROW,
    ],
    ['every action of a service', [allow('ec2:*')], NARROW],
  ])('allows %s', (_what, statements, verdict) => {
    expect(judge(statements)).toBe(verdict)
  })

  it('that is attached to nobody is not judged', () => {
    expect(judge([allow('*')], 0)).toBe('ops not-applicable: It is attached to nobody.')
  })

  it('is unknown where its text, or the list of policies, is hidden', () => {
    const hidden = a('iamPolicies', { name: 'ops', region: 'global', attachmentCount: 1, document: HIDDEN })
    expect(verdicts(check, snapshotOf({ iamPolicies: [hidden] }))).toEqual([`ops ${UNSEEN_IAM}`])
    const gapped = snapshotOf({}, [aGap({ kind: 'iamPolicies', region: 'global' })])
    expect(verdicts(check, gapped)[0]).toMatch(/^all IAM policies unknown/)
  })
})
