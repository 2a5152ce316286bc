import { expect, it } from 'vitest'
import { logGroupKms } from '../../../../src/posture/checks/logging/log-group-kms.ts'
import { a, aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aKey } from '../../../support/samples.ts'

const NAME = '/aws/sagemaker/TrainingJobs'
const keyed = a('logGroups', { name: NAME, kmsKeyId: 'key-1' })

it.each([
  ['a key', { logGroups: [keyed], keys: [aKey()] }, `${NAME} pass`],
  [
    'a key that is to be deleted',
    { logGroups: [keyed], keys: [aKey({ state: 'PendingDeletion' })] },
    `${NAME} fail`,
  ],
  [
    'no key',
    { logGroups: [a('logGroups', { name: NAME })], keys: [] },
    `${NAME} fail: No customer-managed log group key is set`,
  ],
  [
    'no part in SageMaker',
    { logGroups: [a('logGroups', { name: 'trail' })], keys: [] },
    'trail not-applicable',
  ],
])('a log group with %s', (_what, world, expected) => {
  expect(verdicts(logGroupKms, snapshotOf(world))).toEqual([expect.stringContaining(expected)])
})

it('is unknown where the key is hidden', () => {
  expect(verdicts(logGroupKms, snapshotOf({ logGroups: [keyed] }, [aGap({ kind: 'keys' })]))).toEqual([
    expect.stringContaining('unknown'),
  ])
})

it('does not call a log without a key of its own unencrypted', () => {
  expect(logGroupKms.why).toContain('CloudWatch encrypts every log anyway')
})
