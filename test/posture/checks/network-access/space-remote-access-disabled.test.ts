import { expect, it } from 'vitest'
import { spaceRemoteAccessDisabled } from '../../../../src/posture/checks/network-access/space-remote-access-disabled.ts'
import { a, snapshotOf, verdicts } from '../../../support/inventory.ts'

it.each([
  ['fails an open space', { remoteAccess: 'ENABLED' }, 'fail: RemoteAccess is ENABLED'],
  ['passes a closed one', { remoteAccess: 'DISABLED' }, 'pass: RemoteAccess is off'],
  ['passes where nothing is set, the default', {}, 'pass: RemoteAccess is off'],
])('%s', (_, fields, expected) => {
  const spaces = [a('spaces', { name: 's', domainId: 'd-1', status: 'InService', ...fields })]
  expect(verdicts(spaceRemoteAccessDisabled, snapshotOf({ spaces }))).toEqual([`s ${expected}`])
})

it('says so where there are no spaces', () => {
  expect(verdicts(spaceRemoteAccessDisabled, snapshotOf({ spaces: [] }))[0]).toContain('not-applicable')
})
