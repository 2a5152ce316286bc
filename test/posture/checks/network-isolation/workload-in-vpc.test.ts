import { describe, expect, it } from 'vitest'
import { workloadInVpcChecks } from '../../../../src/posture/checks/network-isolation/workload-in-vpc.ts'
import { snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aPart, aWorkload, named } from '../../../support/samples.ts'

const good = { vpc: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] } }

describe.each([
  ['data-quality-in-vpc', 'dataQualityDefinitions'],
  ['model-bias-in-vpc', 'modelBiasDefinitions'],
  ['model-explainability-in-vpc', 'modelExplainabilityDefinitions'],
  ['model-quality-in-vpc', 'modelQualityDefinitions'],
  ['monitoring-schedule-in-vpc', 'monitoringSchedules'],
  ['processing-in-vpc', 'processingJobs'],
  ['training-in-vpc', 'trainingJobs'],
  ['tuning-in-vpc', 'tuningJobs'],
] as const)('%s', (id, kind) => {
  const check = named(workloadInVpcChecks, id)

  it.each([
    ['passes', [aPart(good)], 'pass: Runs in subnet-1'],
    ['fails', [aPart()], 'fail: No VPC is set'],
    ['fails where one of two lacks it', [aPart(good), aPart({ name: 'two' })], 'fail: two: No VPC is set'],
  ])('%s', (_, parts, expected) => {
    expect(verdicts(check, snapshotOf({ [kind]: [aWorkload(kind, parts)] }))).toEqual([`sample ${expected}`])
  })

  it('says so where there are none', () => {
    expect(verdicts(check, snapshotOf({ [kind]: [] }))[0]).toContain('not-applicable: There are no ')
  })
})

it('a schedule that names a definition is judged there', () => {
  const monitoringSchedules = [aWorkload('monitoringSchedules', [], { definitionName: 'drift' })]
  const check = named(workloadInVpcChecks, 'monitoring-schedule-in-vpc')
  expect(verdicts(check, snapshotOf({ monitoringSchedules }))).toEqual([
    'sample not-applicable: Its settings are those of the job definition drift.',
  ])
})

it('a VPC without subnets is none', () => {
  const trainingJobs = [
    aWorkload('trainingJobs', [aPart({ vpc: { subnetIds: [], securityGroupIds: ['sg-1'] } })]),
  ]
  expect(verdicts(named(workloadInVpcChecks, 'training-in-vpc'), snapshotOf({ trainingJobs }))).toEqual([
    'sample fail: No VPC is set',
  ])
})
