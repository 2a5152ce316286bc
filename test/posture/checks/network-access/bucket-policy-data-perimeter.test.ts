import { describe, expect, it } from 'vitest'
import { bucketPolicyDataPerimeter as check } from '../../../../src/posture/checks/network-access/bucket-policy-data-perimeter.ts'
import { aBucket } from '../../../support/buckets.ts'
import { allow, deny, HIDDEN, UNSEEN_IAM } from '../../../support/iam.ts'
import { ACCOUNT, policy, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'

const OTHER = '444455556666'
const judge = (statements: Record<string, unknown>[], trustedAccounts: string[] = []) =>
  verdicts(check, snapshotOf({ buckets: [aBucket({ policy: seen(policy(...statements)) })] }), {
    trustedAccounts,
  })[0]
const grant = (Principal: unknown, Condition?: Record<string, unknown>) => ({
  ...allow('s3:GetObject', 'arn:aws:s3:::data/*', Condition),
  Principal,
})
const fence = (Condition: Record<string, unknown>) => ({
  ...deny('s3:*', ['arn:aws:s3:::data', 'arn:aws:s3:::data/*'], Condition),
  Principal: '*',
})
const CLOSED = 'data pass: Its policy lets no account in that is not trusted'
const org = { StringEquals: { 'aws:PrincipalOrgID': 'o-acme' } }
const notOrg = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-acme' } }

describe('the policy of a bucket', () => {
  it.each([
    [
      'lets another account in',
      [grant({ AWS: OTHER })],
      `data fail: Statement 1 of its policy lets account ${OTHER} in`,
    ],
    [
      'lets a role of another account in',
      [grant({ AWS: `arn:aws:iam::${OTHER}:role/Etl` })],
      `data fail: Statement 1 of its policy lets role Etl of account ${OTHER} in`,
    ],
    ['lets anybody in', [grant('*')], 'data fail: Statement 1 of its policy lets anybody in'],
    ['lets the organisation in', [grant('*', org)], CLOSED],
    [
      'lets anybody in from a network',
      [grant('*', { StringEquals: { 'aws:SourceVpce': 'vpce-1' } })],
      CLOSED,
    ],
    ['lets its own account in', [grant({ AWS: `arn:aws:iam::${ACCOUNT}:role/Train` })], CLOSED],
    ['lets a service in', [grant({ Service: 'cloudtrail.amazonaws.com' })], CLOSED],
    ['lets another account in, behind a fence', [grant({ AWS: OTHER }), fence(notOrg)], CLOSED],
    [
      'lets another account in, from its endpoints',
      [grant({ AWS: OTHER }), fence({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } })],
      CLOSED,
    ],
    [
      'lets another account in, behind a fence with a hole',
      [grant({ AWS: OTHER }), { ...fence(notOrg), Resource: 'arn:aws:s3:::data/secret/*' }],
      `data fail: Statement 1 of its policy lets account ${OTHER} in`,
    ],
    [
      'lets another account list what it says',
      [
        {
          ...allow('s3:ListBucket', 'arn:aws:s3:::data', { StringLike: { 's3:prefix': 'out/*' } }),
          Principal: { AWS: OTHER },
        },
      ],
      `data fail: Statement 1 of its policy lets account ${OTHER} in`,
    ],
    [
      'hangs on a tag of the session',
      [grant({ AWS: OTHER }, { StringEquals: { 'aws:TokenIssueTime': 'x' } })],
      expect.stringMatching(/^data unknown: It depends on the request/),
    ],
  ])('%s', (_what, statements, verdict) => {
    expect(judge(statements)).toEqual(verdict)
  })

  it('may let an account in that the organisation trusts', () => {
    expect(judge([grant({ AWS: OTHER })], [OTHER])).toBe(CLOSED)
  })

  it('may be missing, is not judged in another account, and is unknown where it is hidden', () => {
    const of = (bucket: Parameters<typeof aBucket>[0]) =>
      verdicts(check, snapshotOf({ buckets: [aBucket(bucket)] }))
    expect(of({})).toEqual(['data pass: It has no policy, so only its own account gets in'])
    expect(of({ account: OTHER })).toEqual(['data not-applicable: Another account owns this bucket.'])
    expect(of({ policy: HIDDEN })).toEqual([`data ${UNSEEN_IAM}`])
  })
})
