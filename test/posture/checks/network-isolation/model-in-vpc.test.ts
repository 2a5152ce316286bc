import { expect, it } from 'vitest'
import { modelInVpc } from '../../../../src/posture/checks/network-isolation/model-in-vpc.ts'
import { a, aGap, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aConfig, aModel } from '../../../support/samples.ts'

const live = a('endpoints', { name: 'live', status: 'InService', configName: 'config' })

it.each([
  [
    'passes',
    { vpc: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] } },
    [live],
    'pass: Runs in subnet-1',
  ],
  ['fails a live model', {}, [live], 'fail: No VPC is set'],
  [
    'says nothing of models that were left behind',
    {},
    [],
    'not-applicable: No live endpoint or recent transform job uses this model.',
  ],
])('%s', (_, fields, endpoints, expected) => {
  const models = [aModel(fields)]
  const snapshot = snapshotOf({ models, endpoints, endpointConfigs: [aConfig()], transformJobs: [] })
  expect(verdicts(modelInVpc, snapshot)).toEqual([`churn ${expected}`])
})

it.each(['endpoints', 'endpointConfigs', 'transformJobs'] as const)(
  'is unknown where %s are hidden',
  (kind) => {
    const endpointConfigs = kind === 'endpointConfigs' ? [] : [aConfig()]
    const snapshot = snapshotOf({ models: [aModel()], endpointConfigs }, [aGap({ kind })])
    expect(statuses(modelInVpc, snapshot)).toEqual(['unknown'])
  },
)

it('passes without looking at what is hidden', () => {
  const models = [aModel({ vpc: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] } })]
  expect(statuses(modelInVpc, snapshotOf({ models }, [aGap({ kind: 'endpoints' })]))).toEqual(['pass'])
})
