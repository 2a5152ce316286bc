import { describe, expect, it } from 'vitest'
import { workloadNetworkIsolationChecks } from '../../../../src/posture/checks/network-isolation/workload-network-isolation.ts'
import { snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aPart, aWorkload, named } from '../../../support/samples.ts'

const good = { networkIsolation: true }

describe.each([
  ['data-quality-network-isolation', 'dataQualityDefinitions'],
  ['model-bias-network-isolation', 'modelBiasDefinitions'],
  ['model-explainability-network-isolation', 'modelExplainabilityDefinitions'],
  ['model-quality-network-isolation', 'modelQualityDefinitions'],
  ['monitoring-schedule-network-isolation', 'monitoringSchedules'],
  ['processing-network-isolation', 'processingJobs'],
  ['training-network-isolation', 'trainingJobs'],
  ['tuning-network-isolation', 'tuningJobs'],
] as const)('%s', (id, kind) => {
  const check = named(workloadNetworkIsolationChecks, id)

  it.each([
    ['passes', [aPart(good)], 'pass: Network isolation is on'],
    ['fails', [aPart()], 'fail: Network isolation is off'],
    [
      'fails where one of two lacks it',
      [aPart(good), aPart({ name: 'two' })],
      'fail: two: Network isolation is off',
    ],
  ])('%s', (_, parts, expected) => {
    expect(verdicts(check, snapshotOf({ [kind]: [aWorkload(kind, parts)] }))).toEqual([`sample ${expected}`])
  })

  it('says so where there are none', () => {
    expect(verdicts(check, snapshotOf({ [kind]: [] }))[0]).toContain('not-applicable: There are no ')
  })
})

it('a schedule that names a definition is judged there', () => {
  const monitoringSchedules = [aWorkload('monitoringSchedules', [], { definitionName: 'drift' })]
  const check = named(workloadNetworkIsolationChecks, 'monitoring-schedule-network-isolation')
  expect(verdicts(check, snapshotOf({ monitoringSchedules }))).toEqual([
    'sample not-applicable: Its settings are those of the job definition drift.',
  ])
})

it('tells that isolation breaks code that needs the network', () => {
  for (const check of workloadNetworkIsolationChecks) expect(check.why).toContain('waive those with a reason')
})
