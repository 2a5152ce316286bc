import { describe, expect, it } from 'vitest'
import { workloadInterContainerEncryptionChecks } from '../../../../src/posture/checks/encryption-in-transit/workload-inter-container-encryption.ts'
import type { WorkloadPart } from '../../../../src/posture/inventory/workloads.ts'
import { snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aPart, aWorkload, named } from '../../../support/samples.ts'

const CHECKS = workloadInterContainerEncryptionChecks

describe.each([
  ['data-quality-inter-container-encryption', 'dataQualityDefinitions'],
  ['model-bias-inter-container-encryption', 'modelBiasDefinitions'],
  ['model-explainability-inter-container-encryption', 'modelExplainabilityDefinitions'],
  ['model-quality-inter-container-encryption', 'modelQualityDefinitions'],
  ['monitoring-schedule-inter-container-encryption', 'monitoringSchedules'],
  ['pipeline-steps-inter-container-encryption', 'pipelines'],
  ['processing-inter-container-encryption', 'processingJobs'],
  ['training-inter-container-encryption', 'trainingJobs'],
  ['tuning-inter-container-encryption', 'tuningJobs'],
] as const)('%s', (id, kind) => {
  const check = named(CHECKS, id)

  it.each<[string, Partial<WorkloadPart>, string]>([
    [
      'passes where traffic is encrypted',
      { interContainerEncryption: true },
      'pass: Inter-container traffic is encrypted',
    ],
    ['passes one instance, which talks to nobody', { instanceCount: 1 }, 'pass: Runs on one instance'],
    [
      'fails two instances in clear text',
      { instanceCount: 2 },
      'fail: Inter-container traffic is not encrypted between 2 instances',
    ],
    [
      'says nothing where SageMaker chooses the instances',
      { instanceCount: 0, instanceTypes: [] },
      'not-applicable: SageMaker chooses the instances of this job.',
    ],
  ])('%s', (_, part, expected) => {
    const snapshot = snapshotOf({ [kind]: [aWorkload(kind, [aPart(part)])] })
    expect(verdicts(check, snapshot)).toEqual([`sample ${expected}`])
  })
})

it('a tuning job fails for any definition on several instances', () => {
  const parts = [aPart({ name: 'one', instanceCount: 1 }), aPart({ name: 'two', instanceCount: 4 })]
  const snapshot = snapshotOf({ tuningJobs: [aWorkload('tuningJobs', parts)] })
  expect(verdicts(named(CHECKS, 'tuning-inter-container-encryption'), snapshot)).toEqual([
    'sample fail: two: Inter-container traffic is not encrypted between 4 instances',
  ])
})

it('a schedule that names a definition is judged there', () => {
  const schedules = [aWorkload('monitoringSchedules', [], { definitionName: 'drift' })]
  const check = named(CHECKS, 'monitoring-schedule-inter-container-encryption')
  expect(verdicts(check, snapshotOf({ monitoringSchedules: schedules }))).toEqual([
    'sample not-applicable: Its settings are those of the job definition drift.',
  ])
})

it.each<[string, Partial<WorkloadPart>, string]>([
  [
    'how many instances there are',
    { unresolved: ['instanceCount'] },
    'not-applicable: A pipeline parameter without default decides instanceCount.',
  ],
  [
    'whether traffic is encrypted',
    { unresolved: ['interContainerEncryption'] },
    'not-applicable: A pipeline parameter without default decides interContainerEncryption.',
  ],
  [
    'whether the traffic of nobody is encrypted',
    { unresolved: ['interContainerEncryption'], instanceCount: 1 },
    'pass: Runs on one instance',
  ],
  [
    'the count, though traffic is encrypted anyway',
    { unresolved: ['instanceCount'], interContainerEncryption: true },
    'pass: Inter-container traffic is encrypted',
  ],
  [
    'nothing that matters to a transform step',
    { type: 'transform' },
    'not-applicable: Its containers do not talk to each other.',
  ],
])('a pipeline parameter may decide %s', (_, part, expected) => {
  const snapshot = snapshotOf({ pipelines: [aWorkload('pipelines', [aPart(part)])] })
  expect(verdicts(named(CHECKS, 'pipeline-steps-inter-container-encryption'), snapshot)).toEqual([
    `sample ${expected}`,
  ])
})
