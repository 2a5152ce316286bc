import { expect, it } from 'vitest'
import { endpointAsyncOutputKms } from '../../../../src/posture/checks/encryption-at-rest/endpoint-async-output-kms.ts'
import type { AsyncInference } from '../../../../src/posture/inventory/models.ts'
import { aGap, seen, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aBucket, aConfig, aKey } from '../../../support/samples.ts'

const output: AsyncInference = {
  outputS3Uri: 's3://good/out',
  failureS3Uri: 's3://ml-output/err',
  topics: [],
}
const good = aBucket({ name: 'good', encryption: seen({ algorithm: 'aws:kms', kmsKeyId: 'key-1' }) })

it.each<[string, AsyncInference | undefined, string]>([
  [
    'passes a key of its own',
    { ...output, kmsKeyId: 'key-1' },
    'pass: Output key key-1 is an enabled customer-managed key',
  ],
  [
    'passes by the default key of the bucket',
    { outputS3Uri: 's3://good/out', topics: [] },
    "pass: Bucket good's default key key-1 is an enabled customer-managed key",
  ],
  [
    'fails where the failures go to a bucket without one',
    output,
    'fail: No output key is set: bucket ml-output defaults to SSE-S3',
  ],
  ['says nothing of other endpoints', undefined, 'not-applicable: This is no asynchronous endpoint.'],
])('%s', (_, asyncInference, expected) => {
  const endpointConfigs = [aConfig(asyncInference && { asyncInference })]
  const snapshot = snapshotOf({ endpointConfigs, buckets: [good, aBucket()], keys: [aKey()] })
  expect(verdicts(endpointAsyncOutputKms, snapshot)).toEqual([`config ${expected}`])
})

it.each([
  ['keys', { ...output, kmsKeyId: 'k' }],
  ['buckets', output],
] as const)('is unknown where %s are hidden', (kind, asyncInference) => {
  const snapshot = snapshotOf({ endpointConfigs: [aConfig({ asyncInference })] }, [aGap({ kind })])
  expect(statuses(endpointAsyncOutputKms, snapshot)).toEqual(['unknown'])
})
