import { expect, it } from 'vitest'
import { notebookImdsv2Required } from '../../../../src/posture/checks/network-isolation/notebook-imdsv2-required.ts'
import { snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aNotebook } from '../../../support/resources.ts'

it.each([
  ['2', 'pass: The minimum metadata service version is 2'],
  ['1', 'fail: The minimum metadata service version is 1'],
  ['', 'fail: The minimum metadata service version is '],
])('version %o: %s', (imdsVersion, expected) => {
  expect(verdicts(notebookImdsv2Required, snapshotOf({ notebooks: [aNotebook({ imdsVersion })] }))).toEqual([
    `sample ${expected}`,
  ])
})

it('says so where there are no notebook instances', () => {
  expect(statuses(notebookImdsv2Required, snapshotOf({ notebooks: [] }))).toEqual(['not-applicable'])
})
