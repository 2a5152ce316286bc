import type { Rec } from '../estates/estate.ts'
import { ACCOUNT, EU, NET, policy, roleArn, type Times, US } from './company.ts'

const BOUNDED = JSON.stringify(
  policy({
    Effect: 'Allow',
    Principal: '*',
    Action: '*',
    Resource: '*',
    Condition: {
      StringEquals: { 'aws:PrincipalOrgID': 'o-acme1234567', 'aws:ResourceOrgID': 'o-acme1234567' },
    },
  }),
)
const UNBOUNDED = JSON.stringify({
  Statement: [{ Action: '*', Effect: 'Allow', Principal: '*', Resource: '*' }],
})

const endpoint = (id: number, region: string, VpcId: string, service: string, t: Times, over: Rec): Rec => ({
  VpcEndpointId: `vpce-${id.toString(16).padStart(17, '0')}`,
  VpcEndpointType: 'Interface',
  VpcId,
  ServiceName: service.startsWith('aws.') ? service : `com.amazonaws.${region}.${service}`,
  State: 'available',
  OwnerId: ACCOUNT,
  PolicyDocument: BOUNDED,
  PrivateDnsEnabled: true,
  SubnetIds: [NET.prodA, NET.prodB],
  RouteTableIds: [],
  Groups: [{ GroupId: NET.sgEndpoints, GroupName: 'endpoints' }],
  CreationTimestamp: t.days(500),
  ...over,
})

const flowLog = (id: number, ResourceId: string, t: Times, over: Rec): Rec => ({
  FlowLogId: `fl-${id.toString(16).padStart(17, '0')}`,
  ResourceId,
  FlowLogStatus: 'ACTIVE',
  DeliverLogsStatus: 'SUCCESS',
  DeliverLogsPermissionArn: roleArn('vpc-flow-logs-delivery', '/'),
  TrafficType: 'ALL',
  LogDestinationType: 'cloud-watch-logs',
  LogGroupName: '/acme/vpc-flow-logs',
  MaxAggregationInterval: 600,
  CreationTime: t.days(500),
  ...over,
})

const PRIVATE = ['sagemaker.api', 'sagemaker.runtime', 'sts', 'logs', 'ecr.api', 'ecr.dkr', 'kms']

const european = (t: Times): Record<string, Rec[]> => ({
  VpcEndpoints: [
    ...PRIVATE.map((service, i) => endpoint(0x100 + i, EU, NET.vpcProd, service, t, {})),
    endpoint(0x10a, EU, NET.vpcProd, 's3', t, {
      VpcEndpointType: 'Gateway',
      PrivateDnsEnabled: false,
      SubnetIds: [],
      Groups: [],
      RouteTableIds: ['rtb-0b2f3e4d5c6b7a802'],
    }),
    endpoint(0x10b, EU, NET.vpcLab, 'sagemaker.api', t, {
      PolicyDocument: UNBOUNDED,
      PrivateDnsEnabled: false,
      SubnetIds: [NET.labNat],
      Groups: [{ GroupId: NET.sgLabEgress, GroupName: 'ml-lab-egress' }],
    }),
    endpoint(0x10c, EU, NET.vpcLab, 'sagemaker.runtime', t, {
      State: 'rejected',
      PolicyDocument: UNBOUNDED,
      SubnetIds: [NET.labNat],
      Groups: [{ GroupId: NET.sgLabEgress, GroupName: 'ml-lab-egress' }],
    }),
  ],
  FlowLogs: [flowLog(1, NET.vpcProd, t, {}), flowLog(2, NET.vpcLab, t, { TrafficType: 'ACCEPT' })],
})

const american = (t: Times): Record<string, Rec[]> => ({
  VpcEndpoints: [
    endpoint(0x200, US, NET.vpcUs, 'sts', t, {
      SubnetIds: [NET.usA, NET.usB],
      Groups: [{ GroupId: NET.sgUs, GroupName: 'ml-us' }],
    }),
  ],
  FlowLogs: [
    flowLog(21, NET.vpcUs, t, { DeliverLogsStatus: 'FAILED', DeliverLogsErrorMessage: 'Access error' }),
  ],
})

/** VPC endpoints and flow logs of one Region. */
export const vpcEndpoints = (region: string, t: Times): Record<string, Rec[]> =>
  region === EU ? european(t) : american(t)
