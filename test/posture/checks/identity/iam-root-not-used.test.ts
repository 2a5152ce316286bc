import { describe, expect, it } from 'vitest'
import { DAY_S, HOUR_S } from '../../../../src/base/time.ts'
import { iamRootNotUsed as check } from '../../../../src/posture/checks/identity/iam-root-not-used.ts'
import { ACCOUNT, a, aGap, NOW, snapshotOf, verdicts } from '../../../support/inventory.ts'

const root = (fields: { passwordLastUsedAt?: number; keyUsedAt?: number }) =>
  a('credentials', {
    name: '<root_account>',
    region: 'global',
    root: true,
    passwordEnabled: true,
    mfaActive: true,
    accessKeys: fields.keyUsedAt ? [{ active: false, lastUsedAt: fields.keyUsedAt }] : [],
    reportedAt: NOW - HOUR_S,
    ...(fields.passwordLastUsedAt && { passwordLastUsedAt: fields.passwordLastUsedAt }),
  })
const judge = (fields: Parameters<typeof root>[0], rootUnusedDays = 30) =>
  verdicts(check, snapshotOf({ credentials: [root(fields)] }), { rootUnusedDays })
const REPORT = 'the report is of 2026-11-23T08:00:00Z'

describe('the root user', () => {
  it.each([
    [
      { passwordLastUsedAt: NOW - 3 * DAY_S },
      `fail: The root user was last used 3 days ago; ${REPORT}; 30 days are asked for`,
    ],
    [
      { keyUsedAt: NOW - 2 * HOUR_S },
      `fail: The root user was last used 2 hours ago; ${REPORT}; 30 days are asked for`,
    ],
    [
      { passwordLastUsedAt: NOW - 400 * DAY_S, keyUsedAt: NOW - 29 * DAY_S },
      `fail: The root user was last used 29 days ago; ${REPORT}; 30 days are asked for`,
    ],
    [{ passwordLastUsedAt: NOW - 30 * DAY_S }, `pass: The root user was last used 30 days ago; ${REPORT}`],
    [{}, `pass: The root user was never used; ${REPORT}`],
  ])('used %j', (fields, verdict) => {
    expect(judge(fields)).toEqual([`${ACCOUNT} ${verdict}`])
  })

  it('is measured by the baseline', () => {
    expect(judge({ passwordLastUsedAt: NOW - 3 * DAY_S }, 1)[0]).toMatch(/pass/)
  })

  it('is unknown where the report is hidden or has no row for it', () => {
    const gap = aGap({ kind: 'credentials', region: 'global' })
    expect(verdicts(check, snapshotOf({}, [gap]))[0]).toMatch(/unknown: Could not be seen/)
    expect(verdicts(check, snapshotOf({}))).toEqual([
      `${ACCOUNT} unknown: The credential report has no row for the root user.`,
    ])
  })
})
