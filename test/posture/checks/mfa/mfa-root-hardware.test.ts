import { describe, expect, it } from 'vitest'
import { mfaRootHardware as check } from '../../../../src/posture/checks/mfa/mfa-root-hardware.ts'
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

describe('the device of the root user', () => {
  it.each([
    [{ rootMfaEnabled: true }, 'root pass: The root user has MFA and no virtual device'],
    [
      { rootMfaEnabled: true, rootMfaVirtual: seen(true) },
      'root fail: A virtual MFA device is assigned to the root user',
    ],
    [{ rootPassword: true }, 'root fail: The root user has no MFA at all'],
    [{ rootPassword: false }, 'root not-applicable: The root user has no credentials to sign in with.'],
    [{ rootMfaEnabled: true, rootMfaVirtual: HIDDEN }, `root ${UNSEEN_IAM}`],
    [{}, 'root unknown: IAM does not say whether the root user has a password.'],
  ])('with %j', (fields, verdict) => {
    expect(judge(fields)).toBe(verdict)
  })

  it('is unknown where the summary was denied', () => {
    const gap = aGap({ kind: 'accountSummary', region: 'global' })
    expect(verdicts(check, snapshotOf({}, [gap]))[0]).toMatch(/unknown: Could not be seen/)
  })
})
