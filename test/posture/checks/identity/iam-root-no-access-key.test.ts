import { expect, it } from 'vitest'
import { iamRootNoAccessKey as check } from '../../../../src/posture/checks/identity/iam-root-no-access-key.ts'
import { a, aGap, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'

const summary = (rootAccessKeys: boolean) =>
  a('accountSummary', {
    name: 'summary',
    region: 'global',
    rootAccessKeys,
    rootMfaEnabled: false,
    rootPassword: false,
    rootMfaVirtual: seen(false),
  })

it.each([
  [true, 'summary fail: The root user has an access key'],
  [false, 'summary pass: The root user has no access key'],
])('a root user with keys: %s', (keys, verdict) => {
  expect(verdicts(check, snapshotOf({ accountSummary: [summary(keys)] }))).toEqual([verdict])
})

it('is unknown where the summary was denied, and does not apply where there is none', () => {
  const gap = aGap({ kind: 'accountSummary', region: 'global' })
  expect(verdicts(check, snapshotOf({}, [gap]))[0]).toMatch(/unknown: Could not be seen/)
  expect(verdicts(check, snapshotOf({}))[0]).toMatch(/not-applicable: There are no account summaries/)
})
