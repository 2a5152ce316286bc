import { expect, it } from 'vitest'
import { subnetNoInternetGatewayRoute } from '../../../../src/posture/checks/network-isolation/subnet-no-internet-gateway-route.ts'
import type { RouteTable } from '../../../../src/posture/inventory/network.ts'
import { aGap, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aSubnet, aTable } from '../../../support/samples.ts'

const own = (routes: readonly string[]) =>
  aTable(routes, { name: 'rtb-own', main: false, subnetIds: ['subnet-1'] })
const open = ['0.0.0.0/0 igw-1']

it.each<[string, readonly RouteTable[], string]>([
  [
    'passes behind a NAT gateway',
    [own(['0.0.0.0/0 nat-1'])],
    'pass: The table rtb-own has no default route to an internet gateway',
  ],
  ['fails a route to the gateway', [own(open)], 'fail: The table rtb-own routes 0.0.0.0/0 to igw-1'],
  ['fails one in IPv6', [own(['::/0 igw-1'])], 'fail: The table rtb-own routes ::/0 to igw-1'],
  [
    'passes an egress-only gateway',
    [own(['::/0 eigw-1'])],
    'pass: The table rtb-own has no default route to an internet gateway',
  ],
  [
    'fails two halves',
    [own(['0.0.0.0/1 igw-1', '128.0.0.0/1 igw-1'])],
    'fail: The table rtb-own routes 0.0.0.0/0 to igw-1',
  ],
  [
    'passes a route that leads nowhere',
    [own(['0.0.0.0/0 igw-1 blackhole'])],
    'pass: The table rtb-own has no default route to an internet gateway',
  ],
  ['falls back to the main table', [aTable(open)], 'fail: The main table rtb-main routes 0.0.0.0/0 to igw-1'],
  [
    'prefers the table of its own',
    [aTable(open), own([])],
    'pass: The table rtb-own has no default route to an internet gateway',
  ],
  ['cannot tell without a table', [], 'unknown: No route table of subnet-1 is shown to this account.'],
])('%s', (_, routeTables, expected) => {
  const snapshot = snapshotOf({ subnets: [aSubnet()], routeTables })
  expect(verdicts(subnetNoInternetGatewayRoute, snapshot)).toEqual([`subnet-1 ${expected}`])
})

it('is unknown where a table of its own could be hidden, though the main table is private', () => {
  const snapshot = snapshotOf({ subnets: [aSubnet()], routeTables: [aTable([])] }, [
    aGap({ kind: 'routeTables' }),
  ])
  expect(statuses(subnetNoInternetGatewayRoute, snapshot)).toEqual(['unknown'])
})

it('says so where SageMaker uses no subnets', () => {
  expect(statuses(subnetNoInternetGatewayRoute, snapshotOf({ subnets: [] }))).toEqual(['not-applicable'])
})
