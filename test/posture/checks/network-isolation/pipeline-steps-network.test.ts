import { expect, it } from 'vitest'
import { pipelineStepsNetwork } from '../../../../src/posture/checks/network-isolation/pipeline-steps-network.ts'
import type { WorkloadPart } from '../../../../src/posture/inventory/workloads.ts'
import { snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aPart, aWorkload } from '../../../support/samples.ts'

const vpc = { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] }
const good = aPart({ name: 'train', vpc, networkIsolation: true })
const auto = aPart({ name: 'auto', type: 'automl', vpc })
const transform = aPart({ name: 'score', type: 'transform' })
const later = aPart({ name: 'later', networkIsolation: true, unresolved: ['vpc'] })

it.each<[string, readonly WorkloadPart[], string]>([
  [
    'passes where every step has both',
    [good, auto, transform],
    'pass: Runs in subnet-1; Network isolation is on',
  ],
  ['fails a step outside a VPC', [aPart({ networkIsolation: true })], 'fail: No VPC is set'],
  ['fails a step without isolation', [aPart({ vpc })], 'fail: Network isolation is off'],
  [
    'fails a model step like any other',
    [good, aPart({ name: 'model', type: 'model', vpc })],
    'fail: model: Network isolation is off',
  ],
  [
    'says nothing where a parameter decides',
    [good, later],
    'not-applicable: later: A pipeline parameter without default decides vpc.',
  ],
  [
    'fails for what is certain all the same',
    [later, aPart({ name: 'bad', vpc })],
    'fail: bad: Network isolation is off',
  ],
  [
    'says nothing of transform steps alone',
    [transform],
    'not-applicable: Transform steps use the network of their model.',
  ],
])('%s', (_, parts, expected) => {
  const pipelines = [aWorkload('pipelines', parts)]
  expect(verdicts(pipelineStepsNetwork, snapshotOf({ pipelines }))).toEqual([`sample ${expected}`])
})

it('says nothing of a definition that cannot be read', () => {
  const pipelines = [aWorkload('pipelines', [], { definitionReadable: false })]
  expect(verdicts(pipelineStepsNetwork, snapshotOf({ pipelines }))).toEqual([
    'sample not-applicable: The pipeline definition could not be read.',
  ])
})
