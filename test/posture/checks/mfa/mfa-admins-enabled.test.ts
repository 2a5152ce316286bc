import { describe, expect, it } from 'vitest'
import { mfaAdminsEnabled as check } from '../../../../src/posture/checks/mfa/mfa-admins-enabled.ts'
import { aCredential } from '../../../support/credentials.ts'
import { allow, aUser, HIDDEN, MFA_REQUIRED, UNSEEN_IAM } from '../../../support/iam.ts'
import { snapshotOf, verdicts } from '../../../support/inventory.ts'

const judge = (user: Parameters<typeof aUser>[0], mfaActive: boolean) =>
  verdicts(check, snapshotOf({ iamUsers: [aUser(user)], credentials: [aCredential({ mfaActive })] }))[0]
const admin = { statements: [allow('*')] }

describe('an administrator', () => {
  it('needs a device', () => {
    expect(judge(admin, true)).toBe(
      'ana pass: The user has an MFA device. Policy team, statement 1 allows * on *',
    )
    expect(judge(admin, false)).toBe(
      'ana fail: The user has a password and no MFA device. Policy team, statement 1 allows * on *',
    )
    expect(judge({ statements: [allow('*', '*', MFA_REQUIRED)] }, false)).toMatch(/^ana fail/)
  })

  it('is one through a group, and not through a boundary', () => {
    const held = aUser(admin).policies.map((one) => ({ ...one, group: 'ops' }))
    expect(judge({ also: { policies: held } }, false)).toMatch(/Policy team of group ops, statement 1/)
    expect(judge({ ...admin, boundary: [allow('s3:*')] }, false)).toBe(
      'ana not-applicable: The user is no administrator.',
    )
  })

  it('is unknown where a policy is hidden', () => {
    expect(judge({ also: { policies: [{ name: 'x', document: HIDDEN }] } }, false)).toBe(`ana ${UNSEEN_IAM}`)
  })
})
