import { expect, it } from 'vitest'
import { notebookNoDirectInternet } from '../../../../src/posture/checks/network-isolation/notebook-no-direct-internet.ts'
import { a, aGap, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aNotebook } from '../../../support/resources.ts'
import { refOf } from '../../../support/samples.ts'

it.each([
  ['passes where it is off', { directInternet: false }, 'pass: DirectInternetAccess is Disabled'],
  [
    'fails where it is on besides a VPC',
    { directInternet: true },
    'fail: DirectInternetAccess is Enabled, besides the VPC',
  ],
  [
    'fails a stopped notebook, which keeps the setting',
    { directInternet: true, status: 'Stopped' },
    'fail: DirectInternetAccess is Enabled, besides the VPC',
  ],
  [
    'does not take root access for internet access',
    { directInternet: false, rootAccess: true },
    'pass: DirectInternetAccess is Disabled',
  ],
])('%s', (_, fields, expected) => {
  expect(verdicts(notebookNoDirectInternet, snapshotOf({ notebooks: [aNotebook(fields)] }))).toEqual([
    `sample ${expected}`,
  ])
})

it('fails a notebook as the defaults of the API make it', () => {
  const notebook = a('notebooks', {
    status: 'InService',
    directInternet: true,
    rootAccess: true,
    imdsVersion: '1',
  })
  expect(verdicts(notebookNoDirectInternet, snapshotOf({ notebooks: [notebook] }))).toEqual([
    'sample fail: DirectInternetAccess is Enabled',
  ])
})

it('is unknown where the notebook cannot be described, for the list does not carry the setting', () => {
  const gap = aGap({ kind: 'notebooks', resources: [refOf('notebooks', 'hidden')] })
  expect(statuses(notebookNoDirectInternet, snapshotOf({ notebooks: [] }, [gap]))).toEqual(['unknown'])
})

it('says so where there are no notebook instances', () => {
  expect(statuses(notebookNoDirectInternet, snapshotOf({ notebooks: [] }))).toEqual(['not-applicable'])
})
