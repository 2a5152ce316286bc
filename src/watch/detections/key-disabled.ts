import { defineDetection } from '../detection.ts'
import { text } from '../event.ts'

/** A KMS key is about to be of no use any more. */
export const keyDisabled = defineDetection({
  id: 'key-disabled',
  title: 'A KMS key was disabled or is scheduled for deletion',
  severity: 'high',
  why: 'Without its key, encrypted data is lost: a mistake, or somebody who holds models and data to ransom. A deletion can be cancelled for seven days at least.',
  respond:
    'Cancel the deletion (aws kms cancel-key-deletion) and enable the key again, then ask whoever did it.',
  practice: 'encryption-at-rest',
  audit: 'kms-key-usable',
  of: {
    sources: ['kms.amazonaws.com'],
    names: ['ScheduleKeyDeletion', 'DisableKey', 'DeleteImportedKeyMaterial'],
  },
  detect: ({ errorCode, asked, name }) => {
    if (errorCode !== null) return undefined
    const key = text(asked.keyId) ?? 'unnamed key'
    // A key is named by its id or by its ARN; the ARN ends with the id.
    return { subject: key.slice(key.lastIndexOf('/') + 1), more: name }
  },
})
