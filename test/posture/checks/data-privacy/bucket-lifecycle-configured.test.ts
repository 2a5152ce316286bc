import { expect, it } from 'vitest'
import { bucketLifecycleConfigured } from '../../../../src/posture/checks/data-privacy/bucket-lifecycle-configured.ts'
import type { Bucket } from '../../../../src/posture/inventory/storage.ts'
import { aGap, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aBucket } from '../../../support/samples.ts'

const rule = { enabled: true, prefix: '', expires: false, expiresNoncurrent: false }

it.each<[string, Partial<Bucket>, string]>([
  [
    'an expiry',
    { lifecycle: seen([{ ...rule, expires: true }]) },
    'pass: Enabled rules that expire or archive objects: 1.',
  ],
  [
    'a transition',
    { lifecycle: seen([{ ...rule, transitions: true }]) },
    'pass: Enabled rules that expire or archive objects: 1.',
  ],
  [
    'a rule that only aborts uploads',
    { lifecycle: seen([rule]) },
    'fail: No enabled lifecycle rule expires or archives objects.',
  ],
  [
    'an expiry that is off',
    { lifecycle: seen([{ ...rule, expires: true, enabled: false }]) },
    'fail: No enabled lifecycle rule expires or archives objects.',
  ],
  ['no rule', { lifecycle: seen([]) }, 'fail: It has no lifecycle rule.'],
  [
    'only trail logs',
    { purposes: ['trail'], lifecycle: seen([]) },
    'not-applicable: It keeps the logs of a trail, not data of SageMaker.',
  ],
  [
    'hidden rules',
    {
      lifecycle: {
        gap: aGap({
          kind: 'buckets',
          call: 'GetBucketLifecycleConfiguration',
          action: 's3:GetLifecycleConfiguration',
        }),
      },
    },
    'unknown: Could not be seen: GetBucketLifecycleConfiguration was denied (needs s3:GetLifecycleConfiguration).',
  ],
])('a bucket with %s', (_what, fields, expected) => {
  expect(verdicts(bucketLifecycleConfigured, snapshotOf({ buckets: [aBucket(fields)] }))).toEqual([
    `ml-output ${expected}`,
  ])
})
