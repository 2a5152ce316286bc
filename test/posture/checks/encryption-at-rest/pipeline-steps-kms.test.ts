import { expect, it } from 'vitest'
import { pipelineStepsKms } from '../../../../src/posture/checks/encryption-at-rest/pipeline-steps-kms.ts'
import type { WorkloadPart } from '../../../../src/posture/inventory/workloads.ts'
import { aGap, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aBucket, aKey, aPart, aWorkload } from '../../../support/samples.ts'

const good = aPart({ name: 'train', volumeKmsKeyId: 'key-1', outputKmsKeyId: 'key-1' })
const bad = aPart({ name: 'prepare', type: 'processing', outputKmsKeyId: 'key-1' })
const later = aPart({ name: 'later', outputKmsKeyId: 'key-1', unresolved: ['volumeKmsKeyId'] })
const nobodyKnows = aPart({ name: 'later', outputKmsKeyId: 'key-1', unresolved: ['instanceTypes'] })
const model = aPart({ name: 'register', type: 'model', outputs: [] })

it.each<[string, readonly WorkloadPart[], string]>([
  [
    'passes where every step has both keys',
    [good, model],
    'pass: Volume key key-1 is an enabled customer-managed key; Output key key-1 is an enabled customer-managed key',
  ],
  ['fails where one step lacks one', [good, bad], 'fail: prepare: No customer-managed volume key is set'],
  [
    'fails for what is certain, though a parameter decides another step',
    [later, bad],
    'fail: prepare: No customer-managed volume key is set',
  ],
  [
    'says nothing where a parameter decides the key',
    [good, later],
    'not-applicable: later: A pipeline parameter without default decides volumeKmsKeyId.',
  ],
  [
    'says nothing where a parameter decides whether a key is possible',
    [nobodyKnows],
    'not-applicable: A pipeline parameter without default decides instanceTypes.',
  ],
  ['says nothing of a pipeline without compute', [], 'not-applicable: It has no part that runs compute.'],
])('%s', (_, parts, expected) => {
  const snapshot = snapshotOf({
    pipelines: [aWorkload('pipelines', parts)],
    buckets: [aBucket()],
    keys: [aKey()],
  })
  expect(verdicts(pipelineStepsKms, snapshot)).toEqual([`sample ${expected}`])
})

it('says nothing of a definition that cannot be read', () => {
  const pipelines = [aWorkload('pipelines', [], { definitionReadable: false })]
  expect(verdicts(pipelineStepsKms, snapshotOf({ pipelines }))).toEqual([
    'sample not-applicable: The pipeline definition could not be read.',
  ])
})

it.each([
  ['keys', good],
  ['buckets', aPart({ instanceTypes: ['ml.g5.xlarge'] })],
] as const)('is unknown where %s are hidden', (kind, part) => {
  const snapshot = snapshotOf({ pipelines: [aWorkload('pipelines', [part])] }, [aGap({ kind })])
  expect(statuses(pipelineStepsKms, snapshot)).toEqual(['unknown'])
})
