import { expect, it } from 'vitest'
import { cloudtrailBucketAccessLogging } from '../../../../src/posture/checks/logging/cloudtrail-bucket-access-logging.ts'
import type { Bucket } from '../../../../src/posture/inventory/storage.ts'
import { aGap, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aBucket } from '../../../support/samples.ts'

it.each<[Partial<Bucket>, string]>([
  [{ logging: seen({ target: 'access-logs' }) }, 'pass: Access is logged to access-logs.'],
  [{ logging: seen(null) }, 'fail: It logs no access.'],
  [{ purposes: ['data'], logging: seen(null) }, 'not-applicable: No trail writes to it.'],
  [
    { logging: { gap: aGap({ kind: 'buckets' }) } },
    'unknown: Could not be seen: DescribeSample was denied (needs sagemaker:DescribeSample).',
  ],
])('%j: %s', (fields, expected) => {
  const buckets = [aBucket({ purposes: ['trail'], ...fields })]
  expect(verdicts(cloudtrailBucketAccessLogging, snapshotOf({ buckets }))).toEqual([`ml-output ${expected}`])
})
