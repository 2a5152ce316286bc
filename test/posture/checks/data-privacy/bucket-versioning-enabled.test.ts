import { expect, it } from 'vitest'
import { bucketVersioningEnabled } from '../../../../src/posture/checks/data-privacy/bucket-versioning-enabled.ts'
import type { Bucket } from '../../../../src/posture/inventory/storage.ts'
import { aGap, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aBucket } from '../../../support/samples.ts'

it.each<[Partial<Bucket>, string]>([
  [{ purposes: ['data'], versioning: seen('Enabled') }, 'pass: Versioning is enabled.'],
  [{ purposes: ['model', 'output'], versioning: seen('Suspended') }, 'fail: Versioning is suspended.'],
  [{ purposes: ['data'], versioning: seen('Off') }, 'fail: Versioning is off.'],
  [
    { purposes: ['output'], versioning: seen('Off') },
    'not-applicable: It holds neither training data nor models.',
  ],
  [
    { purposes: ['data'], versioning: { gap: aGap({ kind: 'buckets' }) } },
    'unknown: Could not be seen: DescribeSample was denied (needs sagemaker:DescribeSample).',
  ],
])('%j: %s', (fields, expected) => {
  expect(verdicts(bucketVersioningEnabled, snapshotOf({ buckets: [aBucket(fields)] }))).toEqual([
    `ml-output ${expected}`,
  ])
})

it('tells that old versions must expire too', () => {
  expect(bucketVersioningEnabled.why).toContain('Old versions need an expiry of their own')
})
