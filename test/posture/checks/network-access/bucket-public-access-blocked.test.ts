import { expect, it } from 'vitest'
import { bucketPublicAccessBlocked } from '../../../../src/posture/checks/network-access/bucket-public-access-blocked.ts'
import type { Bucket, PublicAccessBlock } from '../../../../src/posture/inventory/storage.ts'
import { aGap, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aBucket } from '../../../support/samples.ts'

const all: PublicAccessBlock = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
}
const hidden = {
  gap: aGap({ kind: 'buckets', call: 'GetPublicAccessBlock', action: 's3:GetBucketPublicAccessBlock' }),
}
const accountHidden = {
  gap: aGap({ kind: 'buckets', call: 'GetPublicAccessBlock', action: 's3:GetAccountPublicAccessBlock' }),
}
const none = 'BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets are off'

it.each<[string, Partial<Bucket>, string]>([
  ['passes where all is blocked', {}, 'pass: The bucket policy is not public; All public access is blocked'],
  ['fails where there is no block', { publicAccessBlock: seen(null) }, `fail: ${none}`],
  [
    'fails where one setting is off',
    { publicAccessBlock: seen({ ...all, restrictPublicBuckets: false }) },
    'fail: RestrictPublicBuckets is off',
  ],
  [
    'fails a public policy, block or not',
    { policyPublic: seen(true) },
    'fail: The bucket policy makes it public',
  ],
  [
    'passes where the account blocks what the bucket does not',
    { publicAccessBlock: seen(null), accountPublicAccessBlock: seen(all) },
    'pass: The bucket policy is not public; All public access is blocked by the account',
  ],
  [
    'counts a setting wherever it is on',
    {
      publicAccessBlock: seen({ ...all, blockPublicAcls: false, ignorePublicAcls: false }),
      accountPublicAccessBlock: seen({ ...all, ignorePublicAcls: false, restrictPublicBuckets: false }),
    },
    'fail: IgnorePublicAcls is off',
  ],
  [
    'fails a public policy even where the block is hidden',
    { policyPublic: seen(true), publicAccessBlock: hidden },
    'fail: The bucket policy makes it public',
  ],
  [
    'fails a missing block even where the policy is hidden',
    { policyPublic: hidden, publicAccessBlock: seen(null) },
    `fail: ${none}`,
  ],
  [
    'is unknown where the block is hidden',
    { publicAccessBlock: hidden },
    'unknown: Could not be seen: GetPublicAccessBlock was denied (needs s3:GetBucketPublicAccessBlock).',
  ],
  [
    'is unknown where the account could block it and is hidden',
    { publicAccessBlock: seen(null), accountPublicAccessBlock: accountHidden },
    'unknown: Could not be seen: GetPublicAccessBlock was denied (needs s3:GetAccountPublicAccessBlock).',
  ],
  [
    'passes where the bucket blocks all itself, though the block of the account is hidden',
    { accountPublicAccessBlock: accountHidden },
    'pass: The bucket policy is not public; All public access is blocked',
  ],
  [
    'fails where neither has a block',
    { publicAccessBlock: seen(null), accountPublicAccessBlock: seen(null) },
    `fail: ${none}`,
  ],
])('%s', (_, fields, expected) => {
  const snapshot = snapshotOf({ buckets: [aBucket(fields)] })
  expect(verdicts(bucketPublicAccessBlocked, snapshot)).toEqual([`ml-output ${expected}`])
})
