import { expect, it } from 'vitest'
import { featureGroupOfflineKms } from '../../../../src/posture/checks/encryption-at-rest/feature-group-offline-kms.ts'
import type { FeatureGroup } from '../../../../src/posture/inventory/models.ts'
import { a, aGap, seen, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aBucket, aKey } from '../../../support/samples.ts'

const good = aBucket({ name: 'good', encryption: seen({ algorithm: 'aws:kms', kmsKeyId: 'key-1' }) })
const aGroup = (offline?: FeatureGroup['offline']) =>
  a('featureGroups', { name: 'fg', ...(offline && { offline }) })

it.each<[string, FeatureGroup['offline'], string]>([
  [
    'passes a key of its own',
    { s3Uri: 's3://ml-output/fs', kmsKeyId: 'key-1' },
    'pass: Offline store key key-1 is an enabled customer-managed key',
  ],
  [
    'passes by the default key of the bucket',
    { s3Uri: 's3://good/fs' },
    "pass: Bucket good's default key key-1 is an enabled customer-managed key",
  ],
  [
    'fails without any',
    { s3Uri: 's3://ml-output/fs' },
    'fail: No offline store key is set: bucket ml-output defaults to SSE-S3',
  ],
  [
    'says nothing without an offline store',
    undefined,
    'not-applicable: The feature group has no offline store.',
  ],
])('%s', (_, offline, expected) => {
  const snapshot = snapshotOf({
    featureGroups: [aGroup(offline)],
    buckets: [good, aBucket()],
    keys: [aKey()],
  })
  expect(verdicts(featureGroupOfflineKms, snapshot)).toEqual([`fg ${expected}`])
})

it.each([
  ['keys', { kmsKeyId: 'k' }],
  ['buckets', { s3Uri: 's3://b/c' }],
] as const)('is unknown where %s are hidden', (kind, offline) => {
  expect(
    statuses(featureGroupOfflineKms, snapshotOf({ featureGroups: [aGroup(offline)] }, [aGap({ kind })])),
  ).toEqual(['unknown'])
})
