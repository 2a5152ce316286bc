import { expect, it } from 'vitest'
import { modelNetworkIsolation } from '../../../../src/posture/checks/network-isolation/model-network-isolation.ts'
import { a, aGap, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aConfig, aModel } from '../../../support/samples.ts'

const live = a('endpoints', { name: 'live', status: 'InService', configName: 'config' })

it.each([
  ['passes', { networkIsolation: true }, [live], 'pass: Network isolation is on'],
  ['fails a live model', {}, [live], 'fail: Network isolation is off'],
  [
    'says nothing of models that were left behind',
    {},
    [],
    'not-applicable: No live endpoint or recent transform job uses this model.',
  ],
])('%s', (_, fields, endpoints, expected) => {
  const models = [aModel(fields)]
  const snapshot = snapshotOf({ models, endpoints, endpointConfigs: [aConfig()], transformJobs: [] })
  expect(verdicts(modelNetworkIsolation, snapshot)).toEqual([`churn ${expected}`])
})

it.each(['endpoints', 'endpointConfigs', 'transformJobs'] as const)(
  'is unknown where %s are hidden',
  (kind) => {
    const endpointConfigs = kind === 'endpointConfigs' ? [] : [aConfig()]
    const snapshot = snapshotOf({ models: [aModel()], endpointConfigs }, [aGap({ kind })])
    expect(statuses(modelNetworkIsolation, snapshot)).toEqual(['unknown'])
  },
)

it('passes without looking at what is hidden', () => {
  const models = [aModel({ networkIsolation: true })]
  expect(statuses(modelNetworkIsolation, snapshotOf({ models }, [aGap({ kind: 'endpoints' })]))).toEqual([
    'pass',
  ])
})
