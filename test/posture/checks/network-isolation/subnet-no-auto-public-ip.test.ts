import { expect, it } from 'vitest'
import { subnetNoAutoPublicIp } from '../../../../src/posture/checks/network-isolation/subnet-no-auto-public-ip.ts'
import { snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aSubnet } from '../../../support/samples.ts'

it.each([
  [true, 'fail: New interfaces get a public address by themselves'],
  [false, 'pass: New interfaces get no public address by themselves'],
])('automatic public addresses %o: %s', (autoPublicIp, expected) => {
  const subnets = [aSubnet({ autoPublicIp })]
  expect(verdicts(subnetNoAutoPublicIp, snapshotOf({ subnets }))).toEqual([`subnet-1 ${expected}`])
})

it('says so where SageMaker uses no subnets', () => {
  expect(statuses(subnetNoAutoPublicIp, snapshotOf({ subnets: [] }))).toEqual(['not-applicable'])
})
