import { expect, it } from 'vitest'
import { notebookRootAccessDisabled } from '../../../../src/posture/checks/network-access/notebook-root-access-disabled.ts'
import { snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aNotebook } from '../../../support/resources.ts'

it.each([
  [true, 'fail: RootAccess is Enabled'],
  [false, 'pass: RootAccess is Disabled'],
])('root access %o: %s', (rootAccess, expected) => {
  const notebooks = [aNotebook({ rootAccess }), aNotebook({ name: 'stopped', rootAccess, status: 'Stopped' })]
  expect(verdicts(notebookRootAccessDisabled, snapshotOf({ notebooks }))).toEqual([
    `sample ${expected}`,
    `stopped ${expected}`,
  ])
})

it('does not promise a boundary that lifecycle scripts do not keep', () => {
  expect(notebookRootAccessDisabled.why).toContain('Lifecycle scripts still run as root')
})

it('says so where there are no notebook instances', () => {
  expect(verdicts(notebookRootAccessDisabled, snapshotOf({ notebooks: [] }))[0]).toContain('not-applicable')
})
