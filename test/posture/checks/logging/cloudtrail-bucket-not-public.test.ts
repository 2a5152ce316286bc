import { expect, it } from 'vitest'
import { cloudtrailBucketNotPublic } from '../../../../src/posture/checks/logging/cloudtrail-bucket-not-public.ts'
import type { Bucket, PublicAccessBlock } from '../../../../src/posture/inventory/storage.ts'
import { aGap, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aBucket } from '../../../support/samples.ts'

const OFF: PublicAccessBlock = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
}
const hidden = { gap: aGap({ kind: 'buckets' }) }
const PRIVATE = 'pass: Neither its policy nor its ACL makes it public.'
const UNSEEN = 'unknown: Could not be seen: DescribeSample was denied (needs sagemaker:DescribeSample).'

it.each<[string, Partial<Bucket>, string]>([
  ['is private', {}, PRIVATE],
  ['has a public policy', { policyPublic: seen(true) }, 'fail: Its policy makes it public.'],
  [
    'has a public policy and hides its block',
    { policyPublic: seen(true), publicAccessBlock: hidden },
    'fail: Its policy makes it public.',
  ],
  [
    'has a public ACL',
    { publicAccessBlock: seen(null), aclPublic: seen(true) },
    'fail: Its ACL makes it public.',
  ],
  ['has no block and a private ACL', { publicAccessBlock: seen(OFF), aclPublic: seen(false) }, PRIVATE],
  [
    'is blocked by the account',
    { publicAccessBlock: seen(OFF), accountPublicAccessBlock: seen({ ...OFF, ignorePublicAcls: true }) },
    PRIVATE,
  ],
  [
    'has no block and an ACL that nobody read',
    { publicAccessBlock: seen(null) },
    'unknown: Its policy is not public, but public ACLs are not ignored, and its ACL was not read.',
  ],
  ['lies in another account that hides it', { policyPublic: hidden }, UNSEEN],
  ['is blocked itself, whatever the account hides', { accountPublicAccessBlock: hidden }, PRIVATE],
  [
    'has no block, a hidden one of the account and a private ACL',
    { publicAccessBlock: seen(OFF), accountPublicAccessBlock: hidden, aclPublic: seen(false) },
    PRIVATE,
  ],
  [
    'has no block, a hidden one of the account and a public ACL',
    { publicAccessBlock: seen(OFF), accountPublicAccessBlock: hidden, aclPublic: seen(true) },
    UNSEEN,
  ],
  [
    'has no block and a hidden ACL',
    { publicAccessBlock: seen(OFF), accountPublicAccessBlock: seen(null), aclPublic: hidden },
    UNSEEN,
  ],
  [
    'keeps no trail',
    { purposes: ['data'], policyPublic: seen(true) },
    'not-applicable: No trail writes to it.',
  ],
])('a bucket that %s', (_what, fields, expected) => {
  const buckets = [aBucket({ purposes: ['trail'], ...fields })]
  expect(verdicts(cloudtrailBucketNotPublic, snapshotOf({ buckets }))).toEqual([`ml-output ${expected}`])
})
