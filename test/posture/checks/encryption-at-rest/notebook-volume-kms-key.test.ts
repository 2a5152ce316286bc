import { expect, it } from 'vitest'
import { notebookVolumeKmsKey } from '../../../../src/posture/checks/encryption-at-rest/notebook-volume-kms-key.ts'
import { aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aNotebook } from '../../../support/resources.ts'
import { aKey, refOf } from '../../../support/samples.ts'

it.each([
  ['passes any enabled key', 'key-1', {}, 'pass: Volume key key-1 is an enabled customer-managed key'],
  [
    'passes a key of AWS',
    'key-1',
    { manager: 'AWS' },
    'pass: Volume key key-1 is an enabled AWS managed key',
  ],
  ['fails a disabled key', 'key-1', { state: 'Disabled' }, 'fail: Volume key key-1 is disabled'],
  [
    'fails without a key, which is not the same as unencrypted',
    '',
    {},
    'fail: No customer-managed volume key is set',
  ],
] as const)('%s', (_, kmsKeyId, key, expected) => {
  const snapshot = snapshotOf({ notebooks: [aNotebook({ kmsKeyId })], keys: [aKey(key)] })
  expect(verdicts(notebookVolumeKmsKey, snapshot)).toEqual([`sample ${expected}`])
})

it('is unknown where the key may not be described, and only there', () => {
  const gap = aGap({ kind: 'keys', resources: [refOf('keys', 'alias/ml')] })
  const notebooks = [
    aNotebook(),
    aNotebook({ name: 'none', kmsKeyId: '' }),
    aNotebook({ name: 'ok', kmsKeyId: 'key-1' }),
  ]
  expect(verdicts(notebookVolumeKmsKey, snapshotOf({ notebooks, keys: [aKey()] }, [gap]))).toEqual([
    'sample unknown: Could not be seen: DescribeSample was denied (needs sagemaker:DescribeSample).',
    'none fail: No customer-managed volume key is set',
    'ok pass: Volume key key-1 is an enabled customer-managed key',
  ])
})

it('says so where there are no notebook instances', () => {
  expect(verdicts(notebookVolumeKmsKey, snapshotOf({ notebooks: [] }))).toEqual([
    '111122223333 not-applicable: There are no notebook instances to judge.',
  ])
})
