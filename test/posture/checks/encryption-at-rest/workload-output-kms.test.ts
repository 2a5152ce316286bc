import { describe, expect, it } from 'vitest'
import { workloadOutputKmsChecks } from '../../../../src/posture/checks/encryption-at-rest/workload-output-kms.ts'
import type { WorkloadPart } from '../../../../src/posture/inventory/workloads.ts'
import { aGap, seen, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aBucket, aKey, aPart, aWorkload, named } from '../../../support/samples.ts'

const good = aBucket({ name: 'good', encryption: seen({ algorithm: 'aws:kms', kmsKeyId: 'key-1' }) })

describe.each([
  ['training-output-kms', 'trainingJobs'],
  ['processing-output-kms', 'processingJobs'],
  ['transform-output-kms', 'transformJobs'],
  ['tuning-output-kms', 'tuningJobs'],
] as const)('%s', (id, kind) => {
  const check = named(workloadOutputKmsChecks, id)

  it.each<[string, Partial<WorkloadPart>, string]>([
    [
      'passes a key of its own',
      { outputKmsKeyId: 'key-1' },
      'pass: Output key key-1 is an enabled customer-managed key',
    ],
    [
      'passes by the default key of the bucket',
      { outputs: ['s3://good/a'] },
      "pass: Bucket good's default key key-1 is an enabled customer-managed key",
    ],
    ['fails without any', {}, 'fail: No output key is set: bucket ml-output defaults to SSE-S3'],
    [
      'takes an empty key for none',
      { outputKmsKeyId: '' },
      'fail: No output key is set: bucket ml-output defaults to SSE-S3',
    ],
    [
      'fails where one of two buckets has none',
      { outputs: ['s3://good/a', 's3://ml-output/b'] },
      'fail: No output key is set: bucket ml-output defaults to SSE-S3',
    ],
    ['says nothing where nothing is written', { outputs: [] }, 'not-applicable: Nothing is written to S3.'],
  ])('%s', (_, part, expected) => {
    const snapshot = snapshotOf({
      [kind]: [aWorkload(kind, [aPart(part)])],
      buckets: [good, aBucket()],
      keys: [aKey()],
    })
    expect(verdicts(check, snapshot)).toEqual([`sample ${expected}`])
  })

  it.each([
    ['keys', { outputKmsKeyId: 'k' }],
    ['buckets', {}],
  ] as const)('is unknown where %s are hidden', (hidden, part) => {
    const snapshot = snapshotOf({ [kind]: [aWorkload(kind, [aPart(part)])] }, [aGap({ kind: hidden })])
    expect(statuses(check, snapshot)).toEqual(['unknown'])
  })
})
