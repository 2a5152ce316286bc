import { describe, expect, it } from 'vitest'
import { monitoringKmsChecks } from '../../../../src/posture/checks/encryption-at-rest/monitoring-kms.ts'
import type { WorkloadPart } from '../../../../src/posture/inventory/workloads.ts'
import { aGap, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aBucket, aKey, aPart, aWorkload, named } from '../../../support/samples.ts'

const both = { volumeKmsKeyId: 'key-1', outputKmsKeyId: 'key-1' }

describe.each([
  ['data-quality-definition-kms', 'dataQualityDefinitions'],
  ['model-quality-definition-kms', 'modelQualityDefinitions'],
  ['model-bias-definition-kms', 'modelBiasDefinitions'],
  ['model-explainability-definition-kms', 'modelExplainabilityDefinitions'],
  ['monitoring-schedule-kms', 'monitoringSchedules'],
] as const)('%s', (id, kind) => {
  const check = named(monitoringKmsChecks, id)

  it.each<[string, Partial<WorkloadPart>, string]>([
    ['passes where both keys are set', both, 'pass'],
    [
      'fails without a volume key',
      { outputKmsKeyId: 'key-1' },
      'fail: No customer-managed volume key is set',
    ],
    [
      'fails without an output key',
      { volumeKmsKeyId: 'key-1' },
      'fail: No output key is set: bucket ml-output defaults to SSE-S3',
    ],
    [
      'asks only for the output key on NVMe instances',
      { outputKmsKeyId: 'key-1', instanceTypes: ['ml.g5.xlarge'] },
      'pass',
    ],
  ])('%s', (_, part, expected) => {
    const item = aWorkload(kind, [aPart({ type: 'monitoring', ...part })])
    const snapshot = snapshotOf({ [kind]: [item], buckets: [aBucket()], keys: [aKey()] })
    expect(verdicts(check, snapshot)[0]).toContain(`sample ${expected}`)
  })

  it.each([
    ['keys', both],
    ['buckets', { instanceTypes: ['ml.g5.xlarge'] }],
  ] as const)('is unknown where %s are hidden', (hidden, part) => {
    const snapshot = snapshotOf({ [kind]: [aWorkload(kind, [aPart(part)])] }, [aGap({ kind: hidden })])
    expect(statuses(check, snapshot)).toEqual(['unknown'])
  })
})

it('a schedule that names a definition is not judged', () => {
  const schedule = aWorkload('monitoringSchedules', [], { definitionName: 'drift' })
  const check = named(monitoringKmsChecks, 'monitoring-schedule-kms')
  expect(verdicts(check, snapshotOf({ monitoringSchedules: [schedule] }))).toEqual([
    'sample not-applicable: Its settings are those of the job definition drift.',
  ])
})
