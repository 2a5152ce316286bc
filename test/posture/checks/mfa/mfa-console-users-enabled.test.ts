import { describe, expect, it } from 'vitest'
import { mfaConsoleUsersEnabled as check } from '../../../../src/posture/checks/mfa/mfa-console-users-enabled.ts'
import { aCredential } from '../../../support/credentials.ts'
import { aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'

describe('a user of the console', () => {
  it.each([
    [{}, 'ana pass: The user has an MFA device'],
    [{ mfaActive: false }, 'ana fail: The user has a password and no MFA device'],
    [
      { mfaActive: false, passwordEnabled: false },
      'ana not-applicable: The user has no password for the console.',
    ],
    [{ root: true, mfaActive: false }, 'ana not-applicable: The root user is judged by mfa-root-enabled.'],
  ])('with %j', (fields, verdict) => {
    expect(verdicts(check, snapshotOf({ credentials: [aCredential(fields)] }))).toEqual([verdict])
  })

  it('is unknown where the report was denied', () => {
    const gap = aGap({ kind: 'credentials', region: 'global' })
    expect(verdicts(check, snapshotOf({}, [gap]))[0]).toMatch(/unknown: Could not be seen/)
  })
})
