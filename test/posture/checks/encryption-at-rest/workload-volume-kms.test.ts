import { describe, expect, it } from 'vitest'
import { workloadVolumeKmsChecks } from '../../../../src/posture/checks/encryption-at-rest/workload-volume-kms.ts'
import type { WorkloadPart } from '../../../../src/posture/inventory/workloads.ts'
import { aGap, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aKey, aPart, aWorkload, named, refOf } from '../../../support/samples.ts'

const tuning = named(workloadVolumeKmsChecks, 'tuning-volume-kms')
const training = named(workloadVolumeKmsChecks, 'training-volume-kms')

describe.each([
  ['training-volume-kms', 'trainingJobs'],
  ['processing-volume-kms', 'processingJobs'],
  ['transform-volume-kms', 'transformJobs'],
  ['tuning-volume-kms', 'tuningJobs'],
] as const)('%s', (id, kind) => {
  const check = named(workloadVolumeKmsChecks, id)

  it.each<[string, Partial<WorkloadPart>, string]>([
    [
      'passes an enabled customer-managed key',
      { volumeKmsKeyId: 'key-1' },
      'pass: Volume key key-1 is an enabled customer-managed key',
    ],
    ['fails without a key', {}, 'fail: No customer-managed volume key is set'],
    ['fails an empty key', { volumeKmsKeyId: '' }, 'fail: No customer-managed volume key is set'],
    [
      'says nothing of instances that cannot take one',
      { instanceTypes: ['ml.g5.xlarge'] },
      'not-applicable: Instances with local NVMe storage take no volume key.',
    ],
    [
      'says nothing of a mixed cluster with such an instance',
      { instanceTypes: ['ml.m5.large', 'ml.p4d.24xlarge'] },
      'not-applicable: Instances with local NVMe storage take no volume key.',
    ],
    [
      'says nothing of serverless jobs',
      { instanceTypes: [], instanceCount: 0 },
      'not-applicable: A serverless job has no volume of its own.',
    ],
  ])('%s', (_, part, expected) => {
    const snapshot = snapshotOf({ [kind]: [aWorkload(kind, [aPart(part)])], keys: [aKey()] })
    expect(verdicts(check, snapshot)).toEqual([`sample ${expected}`])
  })

  it('is unknown where the key is hidden', () => {
    const snapshot = snapshotOf({ [kind]: [aWorkload(kind, [aPart({ volumeKmsKeyId: 'k' })])] }, [
      aGap({ kind: 'keys' }),
    ])
    expect(statuses(check, snapshot)).toEqual(['unknown'])
  })
})

it('a tuning job fails for one definition without a key, even where the key of another is hidden', () => {
  const parts = [aPart({ name: 'one', volumeKmsKeyId: 'hidden' }), aPart({ name: 'two' })]
  const gap = aGap({ kind: 'keys', resources: [refOf('keys', 'hidden')] })
  expect(
    verdicts(tuning, snapshotOf({ tuningJobs: [aWorkload('tuningJobs', parts)], keys: [] }, [gap])),
  ).toContain('sample fail: two: No customer-managed volume key is set')
})

it('the training jobs of a tuning job are not judged besides it', () => {
  const launchedBy = 'arn:aws:sagemaker:eu-west-1:111122223333:hyper-parameter-tuning-job/hpo-1'
  expect(
    verdicts(training, snapshotOf({ trainingJobs: [aWorkload('trainingJobs', [aPart()], { launchedBy })] })),
  ).toEqual(['sample not-applicable: Launched by hpo-1, which is judged instead.'])
})

it('the processing jobs of a monitoring schedule are not judged besides it', () => {
  const launchedBy = 'arn:aws:sagemaker:eu-west-1:111122223333:monitoring-schedule/hourly'
  const check = named(workloadVolumeKmsChecks, 'processing-volume-kms')
  const jobs = [aWorkload('processingJobs', [aPart()], { launchedBy })]
  expect(statuses(check, snapshotOf({ processingJobs: jobs }))).toEqual(['not-applicable'])
})
