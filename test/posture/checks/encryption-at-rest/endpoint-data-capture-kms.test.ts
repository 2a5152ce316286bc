import { expect, it } from 'vitest'
import { endpointDataCaptureKms } from '../../../../src/posture/checks/encryption-at-rest/endpoint-data-capture-kms.ts'
import type { DataCapture } from '../../../../src/posture/inventory/models.ts'
import { aGap, seen, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aBucket, aConfig, aKey } from '../../../support/samples.ts'

const capture: DataCapture = { enabled: true, destinationS3Uri: 's3://ml-output/capture' }

it.each<[string, DataCapture | undefined, string]>([
  [
    'passes a key of its own',
    { ...capture, kmsKeyId: 'key-1' },
    'pass: Capture key key-1 is an enabled customer-managed key',
  ],
  ['fails without any', capture, 'fail: No capture key is set: bucket ml-output defaults to SSE-S3'],
  [
    'says nothing where capture is switched off',
    { ...capture, enabled: false },
    'not-applicable: Data capture is off.',
  ],
  ['says nothing where there is no capture', undefined, 'not-applicable: Data capture is off.'],
])('%s', (_, dataCapture, expected) => {
  const config = aConfig(dataCapture && { dataCapture })
  const snapshot = snapshotOf({ endpointConfigs: [config], buckets: [aBucket()], keys: [aKey()] })
  expect(verdicts(endpointDataCaptureKms, snapshot)).toEqual([`config ${expected}`])
})

it('passes by the default key of the bucket', () => {
  const buckets = [aBucket({ encryption: seen({ algorithm: 'aws:kms', kmsKeyId: 'key-1' }) })]
  const endpointConfigs = [aConfig({ dataCapture: capture })]
  expect(statuses(endpointDataCaptureKms, snapshotOf({ endpointConfigs, buckets, keys: [aKey()] }))).toEqual([
    'pass',
  ])
})

it.each([
  ['keys', { ...capture, kmsKeyId: 'k' }],
  ['buckets', capture],
] as const)('is unknown where %s are hidden', (kind, dataCapture) => {
  const snapshot = snapshotOf({ endpointConfigs: [aConfig({ dataCapture })] }, [aGap({ kind })])
  expect(statuses(endpointDataCaptureKms, snapshot)).toEqual(['unknown'])
})
