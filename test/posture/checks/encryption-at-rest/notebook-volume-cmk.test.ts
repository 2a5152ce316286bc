import { expect, it } from 'vitest'
import { notebookVolumeCmk } from '../../../../src/posture/checks/encryption-at-rest/notebook-volume-cmk.ts'
import { aGap, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aNotebook } from '../../../support/resources.ts'
import { aKey } from '../../../support/samples.ts'

it.each([
  [
    'passes a key that is managed here',
    'key-1',
    'CUSTOMER',
    'pass: Volume key key-1 is an enabled customer-managed key',
  ],
  [
    'fails a key that AWS manages, whatever it is called',
    'key-1',
    'AWS',
    'fail: Volume key key-1 is an AWS managed key',
  ],
  [
    'says nothing without a key',
    '',
    'CUSTOMER',
    'not-applicable: No volume key is named; notebook-volume-kms-key judges that.',
  ],
])('%s', (_, kmsKeyId, manager, expected) => {
  const snapshot = snapshotOf({ notebooks: [aNotebook({ kmsKeyId })], keys: [aKey({ manager })] })
  expect(verdicts(notebookVolumeCmk, snapshot)).toEqual([`sample ${expected}`])
})

it('is unknown where keys cannot be described', () => {
  expect(
    statuses(notebookVolumeCmk, snapshotOf({ notebooks: [aNotebook()] }, [aGap({ kind: 'keys' })])),
  ).toEqual(['unknown'])
})
