import { expect, it } from 'vitest'
import { securityGroupEgressRestricted } from '../../../../src/posture/checks/network-isolation/security-group-egress-restricted.ts'
import type { SecurityGroup } from '../../../../src/posture/inventory/network.ts'
import { aGap, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aGroup, aSubnet, aTable } from '../../../support/samples.ts'

const open = { egress: [{ protocol: '-1', cidr: '0.0.0.0/0' }] }
const leadsOut = 'Lets everything out to 0.0.0.0/0, and a default route leads out of vpc-1'
const leadsNowhere = 'Lets everything out to 0.0.0.0/0, but no default route leads out of vpc-1'

it.each<[string, Partial<SecurityGroup>, readonly string[], string]>([
  ['fails behind a NAT gateway', open, ['0.0.0.0/0 nat-1'], `fail: ${leadsOut}`],
  ['fails behind an internet gateway', open, ['0.0.0.0/0 igw-1'], `fail: ${leadsOut}`],
  ['fails behind a transit gateway', open, ['0.0.0.0/0 tgw-1'], `fail: ${leadsOut}`],
  ['passes what every new group has, where no route leads out', open, [], `pass: ${leadsNowhere}`],
  ['does not mix the families', open, ['::/0 eigw-1'], `pass: ${leadsNowhere}`],
  [
    'passes one port to everywhere',
    { egress: [{ protocol: 'tcp', fromPort: 443, toPort: 443, cidr: '0.0.0.0/0' }] },
    ['0.0.0.0/0 nat-1'],
    'pass: No outbound rule lets everything out to everywhere',
  ],
  [
    'says nothing of a group that nobody uses',
    { ...open, inUse: false },
    ['0.0.0.0/0 nat-1'],
    'not-applicable: No SageMaker resource uses this group.',
  ],
])('%s', (_, fields, routes, expected) => {
  const snapshot = snapshotOf({
    securityGroups: [aGroup(fields)],
    subnets: [aSubnet()],
    routeTables: [aTable(routes)],
  })
  expect(verdicts(securityGroupEgressRestricted, snapshot)).toEqual([`sg-1 ${expected}`])
})

it('looks at the subnets of its own VPC alone', () => {
  const snapshot = snapshotOf({
    securityGroups: [aGroup(open)],
    subnets: [aSubnet({ vpcId: 'vpc-2' })],
    routeTables: [aTable(['0.0.0.0/0 nat-1'], { vpcId: 'vpc-2' })],
  })
  expect(statuses(securityGroupEgressRestricted, snapshot)).toEqual(['pass'])
})

it.each(['subnets', 'routeTables'] as const)(
  'is unknown where %s are hidden, unless it passes without them',
  (kind) => {
    const securityGroups = [aGroup(open), aGroup({ name: 'sg-2' })]
    const subnets = kind === 'subnets' ? [] : [aSubnet()]
    expect(
      statuses(securityGroupEgressRestricted, snapshotOf({ securityGroups, subnets }, [aGap({ kind })])),
    ).toEqual(['unknown', 'pass'])
  },
)
