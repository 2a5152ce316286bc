import { expect, it } from 'vitest'
import { workforceSourceIpRestricted } from '../../../../src/posture/checks/network-access/workforce-source-ip-restricted.ts'
import { a, snapshotOf, verdicts } from '../../../support/inventory.ts'

it.each([
  ['passes an allow-list', { cidrs: ['203.0.113.0/24'] }, 'pass: The portal admits 203.0.113.0/24'],
  ['passes a portal inside a VPC', { vpcId: 'vpc-1' }, 'pass: The portal is confined to vpc-1'],
  ['fails without a list, the default', {}, 'fail: The portal has no IP allow-list'],
  ['fails an empty list', { cidrs: [] }, 'fail: The portal has no IP allow-list'],
])('%s', (_, fields, expected) => {
  const workforces = [a('workforces', { name: 'w', ...fields })]
  expect(verdicts(workforceSourceIpRestricted, snapshotOf({ workforces }))).toEqual([`w ${expected}`])
})

it('says so where there is no private workforce', () => {
  expect(verdicts(workforceSourceIpRestricted, snapshotOf({ workforces: [] }))[0]).toContain('not-applicable')
})
