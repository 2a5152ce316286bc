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
const IGNORED = 'pass: Its policy is not public, and public ACLs are ignored.'

it.each<[string, Partial<Bucket>, string]>([
  ['is private', {}, IGNORED],
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
  [
    'has no block and a private ACL',
    { publicAccessBlock: seen(OFF), aclPublic: seen(false) },
    'pass: Neither its policy nor its ACL is public.',
  ],
  [
    'is blocked by the account',
    { publicAccessBlock: seen(OFF), accountPublicAccessBlock: seen({ ...OFF, ignorePublicAcls: true }) },
    IGNORED,
  ],
  [
    'has no block and an ACL that nobody read',
    { publicAccessBlock: seen(null) },
    'unknown: Its policy is not public, but public ACLs are not ignored, and its ACL was not read.',
  ],
  [
    'lies in another account that hides it',
    { policyPublic: hidden },
    'unknown: Could not be seen: DescribeSample was denied (needs sagemaker:DescribeSample).',
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
