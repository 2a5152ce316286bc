import { expect, it } from 'vitest'
import { vpcEndpointS3 } from '../../../../src/posture/checks/network-isolation/vpc-endpoint-s3.ts'
import type { VpcEndpoint } from '../../../../src/posture/inventory/network.ts'
import { aGap, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { anEndpoint, aSubnet, aTable, aVpc } from '../../../support/samples.ts'

const s3 = anEndpoint({ serviceName: 'com.amazonaws.eu-west-1.s3' })
const gateway = { ...s3, type: 'Gateway', routeTableIds: ['rtb-main'] }
const missing = 'fail: No endpoint for s3 is available in vpc-1'

it.each<[string, readonly VpcEndpoint[], readonly string[], string]>([
  ['passes an interface endpoint', [s3], [], 'pass: An interface endpoint for s3 is available'],
  [
    'passes a gateway that the subnets use',
    [gateway],
    [],
    'pass: The gateway endpoint for s3 serves the SageMaker subnets',
  ],
  [
    'fails a gateway that a subnet does not use',
    [{ ...gateway, routeTableIds: ['rtb-x'] }],
    [],
    'fail: The gateway endpoint for s3 does not serve subnet-1',
  ],
  [
    'counts the tables of two gateways together',
    [{ ...gateway, routeTableIds: [] }, gateway],
    [],
    'pass: The gateway endpoint for s3 serves the SageMaker subnets',
  ],
  ['fails without any', [], [], missing],
  ['fails one that is not ready', [{ ...gateway, state: 'deleting' }], [], missing],
  ['fails one in another VPC', [{ ...gateway, vpcId: 'vpc-2' }], [], missing],
  [
    'fails one for S3 on Outposts',
    [{ ...s3, serviceName: 'com.amazonaws.eu-west-1.s3-outposts' }],
    [],
    missing,
  ],
  [
    'cannot tell where a central VPC may have it',
    [],
    ['10.9.0.0/16 pcx-1'],
    'unknown: s3 may be reached through pcx-1.',
  ],
])('%s', (_, vpcEndpoints, routes, expected) => {
  const snapshot = snapshotOf({
    vpcs: [aVpc()],
    vpcEndpoints,
    subnets: [aSubnet()],
    routeTables: [aTable(routes)],
  })
  expect(verdicts(vpcEndpointS3, snapshot)).toEqual([`vpc-1 ${expected}`])
})

it.each([
  ['vpcEndpoints', []],
  ['subnets', [gateway]],
  ['routeTables', [gateway]],
] as const)('is unknown where %s are hidden', (kind, vpcEndpoints) => {
  const subnets = kind === 'subnets' ? [] : [aSubnet()]
  expect(
    statuses(vpcEndpointS3, snapshotOf({ vpcs: [aVpc()], vpcEndpoints, subnets }, [aGap({ kind })])),
  ).toEqual(['unknown'])
})

it('says nothing of a VPC that nobody uses', () => {
  expect(statuses(vpcEndpointS3, snapshotOf({ vpcs: [aVpc({ usedBy: [] })] }))).toEqual(['not-applicable'])
})
