import { expect, it } from 'vitest'
import { notebookInVpc } from '../../../../src/posture/checks/network-isolation/notebook-in-vpc.ts'
import { a, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aNotebook } from '../../../support/resources.ts'

const outside = a('notebooks', {
  status: 'InService',
  directInternet: true,
  rootAccess: true,
  imdsVersion: '1',
})

it.each([
  ['passes in a subnet', aNotebook(), 'pass: In subnet-1; DirectInternetAccess is Disabled'],
  [
    'shows the open door beside the VPC',
    aNotebook({ directInternet: true }),
    'pass: In subnet-1; DirectInternetAccess is Enabled',
  ],
  ['fails outside a VPC', outside, 'fail: In no subnet; DirectInternetAccess is Enabled'],
])('%s', (_, notebook, expected) => {
  expect(verdicts(notebookInVpc, snapshotOf({ notebooks: [notebook] }))).toEqual([`sample ${expected}`])
})

it('says so where there are no notebook instances', () => {
  expect(statuses(notebookInVpc, snapshotOf({ notebooks: [] }))).toEqual(['not-applicable'])
})
