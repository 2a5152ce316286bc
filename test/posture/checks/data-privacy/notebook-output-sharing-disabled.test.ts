import { expect, it } from 'vitest'
import { notebookOutputSharingDisabled } from '../../../../src/posture/checks/data-privacy/notebook-output-sharing-disabled.ts'
import type { UserProfile } from '../../../../src/posture/inventory/studio.ts'
import { a, aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aDomain } from '../../../support/samples.ts'

const profile = (fields: Partial<UserProfile>) =>
  a('userProfiles', { name: 'ana', domainId: 'd-1', status: 'InService', securityGroupIds: [], ...fields })
const judged = (world: Parameters<typeof snapshotOf>[0]) =>
  verdicts(notebookOutputSharingDisabled, snapshotOf(world))

it.each([
  ['Allowed', 'fail: NotebookOutputOption is Allowed.'],
  ['Disabled', 'pass: NotebookOutputOption is Disabled.'],
])('sharing %s: %s', (option, expected) => {
  expect(judged({ domains: [aDomain({ notebookOutput: { option } })], userProfiles: [] })).toContain(
    `studio ${expected}`,
  )
  expect(judged({ domains: [], userProfiles: [profile({ notebookOutput: { option } })] })).toContain(
    `ana ${expected}`,
  )
})

it('leaves a profile that inherits to its domain', () => {
  expect(judged({ domains: [], userProfiles: [profile({})] })).toContain(
    'ana not-applicable: It inherits the setting of its domain.',
  )
})

it('is unknown where profiles are hidden', () => {
  const world = snapshotOf({ domains: [], userProfiles: [] }, [aGap({ kind: 'userProfiles' })])
  expect(verdicts(notebookOutputSharingDisabled, world)).toContainEqual(expect.stringContaining('unknown'))
})

it('does not apply without domains', () => {
  expect(judged({ domains: [], userProfiles: [] })).toEqual([expect.stringContaining('not-applicable')])
})
