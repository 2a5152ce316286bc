import { describe, expect, it } from 'vitest'
import { mfaRootEnabled as check } from '../../../../src/posture/checks/mfa/mfa-root-enabled.ts'
import type { AccountSummary } from '../../../../src/posture/inventory/iam.ts'
import { HIDDEN, UNSEEN_IAM } from '../../../support/iam.ts'
import { a, aGap, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'

const judge = (fields: Partial<AccountSummary>) =>
  verdicts(
    check,
    snapshotOf({
      accountSummary: [
        a('accountSummary', {
          name: 'root',
          region: 'global',
          rootAccessKeys: false,
          rootMfaEnabled: false,
          rootMfaVirtual: seen(false),
          ...fields,
        }),
      ],
    }),
  )[0]

describe('the MFA of the root user', () => {
  it.each([
    [{ rootMfaEnabled: true, rootPassword: true }, 'root pass: The root user has MFA'],
    [{ rootPassword: true }, 'root fail: The root user has credentials and no MFA'],
    [{ rootAccessKeys: true, rootPassword: false }, 'root fail: The root user has credentials and no MFA'],
    [{ rootPassword: false }, 'root pass: The root user has no credentials to sign in with'],
    [{}, 'root unknown: IAM does not say whether the root user has a password.'],
  ])('with %j', (fields, verdict) => {
    expect(judge(fields)).toBe(verdict)
  })

  it('is unknown where the summary was denied, and does not apply where there is none', () => {
    const gap = aGap({ kind: 'accountSummary', region: 'global' })
    expect(verdicts(check, snapshotOf({}, [gap]))[0]).toMatch(/unknown: Could not be seen/)
    expect(verdicts(check, snapshotOf({}))[0]).toMatch(/not-applicable/)
    expect(judge({ rootMfaEnabled: true, rootMfaVirtual: HIDDEN })).not.toContain(UNSEEN_IAM)
  })
})
