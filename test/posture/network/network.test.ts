import { describe, expect, it } from 'vitest'
import { defineCheck, pass } from '../../../src/posture/check.ts'
import type { RouteTable, SecurityGroupRule } from '../../../src/posture/inventory/network.ts'
import {
  defaultRoutes,
  effectiveRouteTable,
  isAvailable,
  isFor,
  mayBeElsewhere,
  openRules,
  portsOf,
} from '../../../src/posture/network/network.ts'
import type { Gap } from '../../../src/posture/snapshot.ts'
import { Unseen } from '../../../src/posture/snapshot.ts'
import { aCheck } from '../../support/checks.ts'
import { aGap, REGION, seen, snapshotOf, verdicts } from '../../support/inventory.ts'
import { anEndpoint, aSubnet, aTable } from '../../support/samples.ts'

const tcp = (cidr: string): SecurityGroupRule => ({ protocol: 'tcp', fromPort: 22, toPort: 22, cidr })

describe('the route table of a subnet', () => {
  const check = defineCheck({
    ...aCheck({ of: 'subnets' }),
    of: 'subnets',
    with: ['routeTables'],
    evaluate: (subnet, see) => pass(effectiveRouteTable(subnet, see.routeTables)?.id ?? 'none'),
  })
  const main = aTable([])
  const own = aTable([], { name: 'rtb-own', main: false, subnetIds: ['subnet-1'] })
  const foreign = aTable([], { name: 'rtb-foreign', vpcId: 'vpc-2' })

  it.each<[string, readonly RouteTable[], readonly Gap[], string]>([
    ['is the one associated with it', [main, own], [], 'pass: own'],
    ['is else the main table of its VPC', [foreign, main], [], 'pass: main'],
    ['is not the main table of another VPC', [foreign], [], 'pass: none'],
    ['is seen though others are hidden', [own], [aGap({ kind: 'routeTables' })], 'pass: own'],
    ['is unseen where one of its own could be hidden', [main], [aGap({ kind: 'routeTables' })], 'unknown'],
  ])('%s', (_, routeTables, gaps, expected) => {
    const [line] = verdicts(check, snapshotOf({ subnets: [aSubnet()], routeTables }, gaps))
    expect(line?.replace('rtb-', '')).toContain(`subnet-1 ${expected}`)
  })
})

describe('default routes', () => {
  it.each([
    [['0.0.0.0/0 igw-1'], [{ family: 4, target: 'igw-1' }]],
    [['::/0 eigw-1'], [{ family: 6, target: 'eigw-1' }]],
    [['0.0.0.0/1 nat-1', '128.0.0.0/1 nat-1'], [{ family: 4, target: 'nat-1' }]],
    [['0.0.0.0/0 nat-1 blackhole'], []],
    [['10.1.0.0/16 tgw-1', 'pl-1 vpce-1'], []],
  ])('of %j are %j', (routes, expected) => {
    expect(defaultRoutes(aTable(routes))).toEqual(expected)
  })

  it('can be asked for one sort of target', () => {
    const table = aTable(['0.0.0.0/0 nat-1', '::/0 igw-1'])
    expect(defaultRoutes(table, (target) => target.startsWith('igw-'))).toEqual([
      { family: 6, target: 'igw-1' },
    ])
  })
})

describe('open rules', () => {
  it.each<[string, readonly SecurityGroupRule[], ReadonlyArray<4 | 6>]>([
    ['hold everybody', [tcp('0.0.0.0/0')], [4]],
    ['hold everybody in IPv6', [tcp('::/0')], [6]],
    ['can be two halves', [tcp('0.0.0.0/1'), tcp('128.0.0.0/1')], [4]],
    ['are not two halves on different ports', [tcp('0.0.0.0/1'), { ...tcp('128.0.0.0/1'), toPort: 23 }], []],
    ['are not a network', [tcp('10.0.0.0/8')], []],
    ['are not another group', [{ protocol: '-1', groupId: 'sg-2' }], []],
    ['are not a list of AWS', [{ protocol: '-1', prefixListId: 'pl-aws' }], []],
    [
      'can be a list of one’s own',
      [{ protocol: '-1', prefixListId: 'pl-1', prefixListCidrs: seen(['0.0.0.0/0']) }],
      [4],
    ],
  ])('%s', (_, rules, families) => {
    expect(openRules(rules).map(({ family }) => family)).toEqual(families)
  })

  it('are unseen where a list is hidden, unless another rule is open', () => {
    const hidden = {
      protocol: '-1',
      prefixListId: 'pl-1',
      prefixListCidrs: { gap: aGap({ kind: 'securityGroups' }) },
    }
    expect(() => openRules([hidden])).toThrow(Unseen)
    expect(openRules([hidden, tcp('0.0.0.0/0')])).toHaveLength(1)
  })
})

it.each([
  [{ protocol: '-1' }, 'all ports'],
  [{ protocol: 'tcp', fromPort: 22, toPort: 22 }, 'tcp 22'],
  [{ protocol: 'udp', fromPort: 1, toPort: 9 }, 'udp 1-9'],
  [{ protocol: 'icmp', fromPort: -1, toPort: -1 }, 'icmp'],
])('the ports of %j are called %s', (rule, words) => {
  expect(portsOf(rule)).toBe(words)
})

it.each([
  ['com.amazonaws.eu-west-1.sagemaker.api', 'sagemaker.api', true],
  ['com.amazonaws.eu-west-1.sagemaker.api-fips', 'sagemaker.api', true],
  ['com.amazonaws.eu-west-1.sagemaker.runtime', 'sagemaker.api', false],
  ['com.amazonaws.eu-west-1.ecr.api', 'api', false],
  ['aws.sagemaker.eu-west-1.studio', 'studio', true],
  ['com.amazonaws.us-east-1.sagemaker.api', 'sagemaker.api', false],
  ['com.amazonaws.vpce.eu-west-1.vpce-svc-1', 'sagemaker.api', false],
])('an endpoint for %s is for %s: %o', (serviceName, service, expected) => {
  expect(isFor(anEndpoint({ serviceName }), service)).toBe(expected)
})

it.each([
  ['available', true],
  ['Available', true],
  ['pending', false],
  ['failed', false],
])('an endpoint in the state %s works: %o', (state, expected) => {
  expect(isAvailable(anEndpoint({ state }))).toBe(expected)
})

it.each([
  [['10.9.0.0/16 tgw-1'], 'tgw-1'],
  [['10.9.0.0/16 pcx-1'], 'pcx-1'],
  [['10.9.0.0/16 tgw-1 blackhole'], 'nowhere'],
  [['0.0.0.0/0 nat-1'], 'nowhere'],
])('a VPC with the routes %j may use the endpoints of others through %s', (routes, expected) => {
  const check = defineCheck({
    ...aCheck({ of: 'regions' }),
    of: 'regions',
    with: ['routeTables'],
    evaluate: (_region, see) => pass(mayBeElsewhere({ id: 'vpc-1' }, see) ?? 'nowhere'),
  })
  expect(verdicts(check, snapshotOf({ routeTables: [aTable(routes)] }))).toEqual([
    `${REGION} pass: ${expected}`,
  ])
})
