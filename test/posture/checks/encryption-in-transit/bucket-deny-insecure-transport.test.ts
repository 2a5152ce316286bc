import { describe, expect, it } from 'vitest'
import { bucketDenyInsecureTransport as check } from '../../../../src/posture/checks/encryption-in-transit/bucket-deny-insecure-transport.ts'
import { aBucket } from '../../../support/buckets.ts'
import { allow, deny, HIDDEN, UNSEEN_IAM } from '../../../support/iam.ts'
import { ACCOUNT, policy, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'

const judge = (...statements: Record<string, unknown>[]) =>
  verdicts(check, snapshotOf({ buckets: [aBucket({ policy: seen(policy(...statements)) })] }))[0]
const BOTH = ['arn:aws:s3:::data', 'arn:aws:s3:::data/*']
const INSECURE = { Bool: { 'aws:SecureTransport': 'false' } }
const guard = (over: Record<string, unknown> = {}) => ({
  ...deny('s3:*', BOTH, INSECURE),
  Principal: '*',
  ...over,
})
const REFUSED = 'data pass: Its policy denies plain HTTP to everybody, on bucket and objects'
const NOT_ALL = 'data fail: Its policy does not deny every action over plain HTTP'

describe('plain HTTP', () => {
  it.each([
    ['is refused to everybody', [guard()], REFUSED],
    [
      'is refused beside other statements',
      [{ ...allow('s3:GetObject', BOTH), Principal: { AWS: ACCOUNT } }, guard({ Principal: { AWS: '*' } })],
      REFUSED,
    ],
    ['is refused everywhere', [guard({ Resource: '*', Action: '*' })], REFUSED],
    ['is refused in two statements', [guard({ Resource: BOTH[0] }), guard({ Resource: BOTH[1] })], REFUSED],
    [
      'is refused on objects only',
      [guard({ Resource: BOTH[1] })],
      'data fail: Its policy denies plain HTTP only on objects',
    ],
    [
      'is refused on the bucket only',
      [guard({ Resource: BOTH[0] })],
      'data fail: Its policy denies plain HTTP only on the bucket',
    ],
    ['is refused for one action', [guard({ Action: 's3:GetObject' })], NOT_ALL],
    ['is refused to one account', [guard({ Principal: { AWS: ACCOUNT } })], NOT_ALL],
    [
      'is refused at times',
      [guard({ Condition: { ...INSECURE, StringEquals: { 'aws:SourceVpc': 'vpc-1' } } })],
      NOT_ALL,
    ],
    [
      'is refused the wrong way round',
      [guard({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
      NOT_ALL,
    ],
    [
      'is only not allowed',
      [{ ...allow('s3:*', BOTH, { Bool: { 'aws:SecureTransport': 'true' } }), Principal: { AWS: ACCOUNT } }],
      NOT_ALL,
    ],
  ])('%s', (_how, statements, verdict) => {
    expect(judge(...statements)).toBe(verdict)
  })

  it('is not refused without a policy; a foreign bucket is not judged; a hidden policy is unknown', () => {
    const of = (bucket: Parameters<typeof aBucket>[0]) =>
      verdicts(check, snapshotOf({ buckets: [aBucket(bucket)] }))
    expect(of({})).toEqual(['data fail: It has no bucket policy, so plain HTTP is not refused'])
    expect(of({ account: '444455556666' })).toEqual([
      'data not-applicable: Another account owns this bucket.',
    ])
    expect(of({ policy: HIDDEN })).toEqual([`data ${UNSEEN_IAM}`])
  })
})
