import { expect, it } from 'vitest'
import { kmsKeyRotation } from '../../../../src/posture/checks/encryption-at-rest/kms-key-rotation.ts'
import type { Key } from '../../../../src/posture/inventory/storage.ts'
import { aGap, seen, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aKey } from '../../../support/samples.ts'

const off = { rotation: seen(false) }

it.each<[string, Partial<Key>, string]>([
  ['passes a key that rotates', {}, 'pass: Automatic rotation is on'],
  ['fails one that does not', off, 'fail: Automatic rotation is off'],
  [
    'says nothing of keys that AWS manages',
    { ...off, manager: 'AWS' },
    'not-applicable: AWS manages and rotates this key.',
  ],
  [
    'says nothing of asymmetric keys',
    { ...off, symmetric: false },
    'not-applicable: Asymmetric and HMAC keys cannot rotate by themselves.',
  ],
  [
    'says nothing of imported material',
    { ...off, origin: 'EXTERNAL' },
    'not-applicable: Key material of origin EXTERNAL cannot rotate by itself.',
  ],
  [
    'says nothing of custom key stores',
    { ...off, origin: 'AWS_CLOUDHSM' },
    'not-applicable: Key material of origin AWS_CLOUDHSM cannot rotate by itself.',
  ],
  [
    'says nothing of keys on their way out',
    { ...off, state: 'PendingDeletion' },
    'not-applicable: KMS rotates no key in the state PendingDeletion.',
  ],
])('%s', (_, key, expected) => {
  expect(verdicts(kmsKeyRotation, snapshotOf({ keys: [aKey(key)] }))).toEqual([`key-1 ${expected}`])
})

it('is unknown where the rotation status is hidden', () => {
  const keys = [aKey({ rotation: { gap: aGap({ kind: 'keys' }) } })]
  expect(statuses(kmsKeyRotation, snapshotOf({ keys }))).toEqual(['unknown'])
})
