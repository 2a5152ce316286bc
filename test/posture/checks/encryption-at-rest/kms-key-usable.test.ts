import { expect, it } from 'vitest'
import { kmsKeyUsable } from '../../../../src/posture/checks/encryption-at-rest/kms-key-usable.ts'
import type { Key } from '../../../../src/posture/inventory/storage.ts'
import { snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aKey } from '../../../support/samples.ts'

it.each<[string, Partial<Key>, string]>([
  ['passes an enabled key', {}, 'pass: The key is in the state Enabled'],
  [
    'fails a disabled key and says who suffers',
    { state: 'Disabled', usedBy: ['notebook a', 'domain b', 'bucket c', 'bucket d'] },
    'fail: The key is disabled, and is used by notebook a, domain b, bucket c',
  ],
  [
    'fails a key that will be deleted',
    { state: 'PendingDeletion' },
    'fail: The key is scheduled for deletion',
  ],
  [
    'fails a replica that will be deleted',
    { state: 'PendingReplicaDeletion' },
    'fail: The key is scheduled for deletion',
  ],
  ['fails a key whose store is away', { state: 'Unavailable' }, 'fail: The key is unavailable'],
  ['fails a state that nobody knows', { state: 'Sleeping' }, 'fail: The key is in the state Sleeping'],
  ['says nothing of keys that AWS manages', { manager: 'AWS' }, 'not-applicable: AWS manages this key.'],
])('%s', (_, key, expected) => {
  expect(verdicts(kmsKeyUsable, snapshotOf({ keys: [aKey(key)] }))).toEqual([`key-1 ${expected}`])
})
