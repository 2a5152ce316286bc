import { expect, it } from 'vitest'
import { cloudtrailKmsEncryption } from '../../../../src/posture/checks/logging/cloudtrail-kms-encryption.ts'
import { aTrail } from '../../../support/heard.ts'
import { aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aKey } from '../../../support/samples.ts'

const trails = [aTrail({ kmsKeyId: 'key-1' })]

it.each([
  ['an enabled key', { trails, keys: [aKey()] }, 'main pass'],
  [
    'a disabled key',
    { trails, keys: [aKey({ state: 'Disabled' })] },
    'main fail: Trail key key-1 is disabled',
  ],
  ['a key that is gone', { trails, keys: [] }, 'main fail: Trail key key-1 was not found in KMS'],
  ['no key', { trails: [aTrail()], keys: [] }, 'main fail: No customer-managed trail key is set'],
  ['no trail', { trails: [], keys: [] }, 'not-applicable'],
])('%s', (_what, world, expected) => {
  expect(verdicts(cloudtrailKmsEncryption, snapshotOf(world))).toEqual([expect.stringContaining(expected)])
})

it('is unknown where the key is hidden', () => {
  expect(verdicts(cloudtrailKmsEncryption, snapshotOf({ trails }, [aGap({ kind: 'keys' })]))).toEqual([
    expect.stringContaining('main unknown'),
  ])
})
