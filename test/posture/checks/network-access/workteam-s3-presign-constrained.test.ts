import { expect, it } from 'vitest'
import { workteamS3PresignConstrained } from '../../../../src/posture/checks/network-access/workteam-s3-presign-constrained.ts'
import { a, snapshotOf, verdicts } from '../../../support/inventory.ts'

it.each([
  [
    'passes the source address',
    { presignSourceIp: 'Enabled', presignVpcSourceIp: 'Disabled' },
    'pass: Links are bound to the source address',
  ],
  [
    'passes the address inside the VPC',
    { presignVpcSourceIp: 'Enabled' },
    'pass: Links are bound to the address inside the VPC',
  ],
  [
    'fails where both are off',
    { presignSourceIp: 'Disabled', presignVpcSourceIp: 'Disabled' },
    'fail: Links are bound to no address',
  ],
  ['fails where nothing is set', {}, 'fail: Links are bound to no address'],
])('%s', (_, fields, expected) => {
  const workteams = [a('workteams', { name: 't', ...fields })]
  expect(verdicts(workteamS3PresignConstrained, snapshotOf({ workteams }))).toEqual([`t ${expected}`])
})

it('says so where there are no work teams', () => {
  expect(verdicts(workteamS3PresignConstrained, snapshotOf({ workteams: [] }))[0]).toContain('not-applicable')
})
