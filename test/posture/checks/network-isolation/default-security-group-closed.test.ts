import { expect, it } from 'vitest'
import { defaultSecurityGroupClosed } from '../../../../src/posture/checks/network-isolation/default-security-group-closed.ts'
import type { SecurityGroup } from '../../../../src/posture/inventory/network.ts'
import { aGap, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aGroup, aVpc } from '../../../support/samples.ts'

const closed = { name: 'sg-default', isDefault: true, inUse: false }
const everything = { protocol: '-1', cidr: '0.0.0.0/0' }
const gone = 'unknown: The default group of vpc-1 is not shown to this account.'

it.each<[string, Partial<SecurityGroup>, string]>([
  ['passes without rules', closed, 'pass: The default group sg-default has no rules'],
  [
    'fails the rules that AWS puts there',
    { ...closed, ingress: [{ protocol: '-1', groupId: 'sg-default' }], egress: [everything] },
    'fail: The default group sg-default has 1 inbound rule and 1 outbound rule',
  ],
  [
    'fails any rule',
    { ...closed, egress: [everything] },
    'fail: The default group sg-default has 0 inbound rules and 1 outbound rule',
  ],
  ['does not judge another group', { egress: [everything] }, gone],
  ['does not judge the group of another VPC', { ...closed, vpcId: 'vpc-2' }, gone],
])('%s', (_, fields, expected) => {
  const snapshot = snapshotOf({ vpcs: [aVpc()], securityGroups: [aGroup(fields)] })
  expect(verdicts(defaultSecurityGroupClosed, snapshot)).toEqual([`vpc-1 ${expected}`])
})

it('is unknown where groups are hidden', () => {
  const snapshot = snapshotOf({ vpcs: [aVpc()] }, [aGap({ kind: 'securityGroups' })])
  expect(statuses(defaultSecurityGroupClosed, snapshot)).toEqual(['unknown'])
})
