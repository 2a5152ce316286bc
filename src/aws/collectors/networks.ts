import { parsePolicy } from '../../base/policy/document.ts'
import { required } from '../call.ts'
import { defineCollector } from '../collector.ts'
import { filtered, networkArn } from '../ec2/filtered.ts'
import { instant, present } from '../fields.ts'
import { NAMING, namings, subnetUsers, Users } from '../names.ts'
import { aclEntriesOf, routesOf } from '../parts/network-rules.ts'

/** The subnets that SageMaker resources name. */
export const subnets = defineCollector({
  kind: 'subnets',
  actions: ['ec2:DescribeSubnets'],
  uses: NAMING.networks,
  regional: true,
  async collect(reading) {
    const users = subnetUsers(await namings(reading, NAMING.networks))
    return filtered(reading, 'DescribeSubnets', 'subnet-id', users.keys(), {
      items: (page) => page.Subnets,
      map: (raw) => {
        const id = required(raw.SubnetId, 'SubnetId')
        return {
          ...reading.identity(id, networkArn(reading, 'subnet', id)),
          id,
          vpcId: required(raw.VpcId, 'VpcId'),
          autoPublicIp: raw.MapPublicIpOnLaunch === true || raw.AssignIpv6AddressOnCreation === true,
          usedBy: users.of(id),
        }
      },
    })
  },
})

/** The VPCs of those subnets and of Studio domains: known without a call of their own. */
export const vpcs = defineCollector({
  kind: 'vpcs',
  actions: [],
  uses: ['subnets', 'domains'],
  regional: true,
  async collect(reading) {
    const users = new Map<string, Set<string>>()
    const use = (id: string, by: readonly string[]) =>
      users.set(id, new Set([...(users.get(id) ?? []), ...by].slice(0, 5)))
    for (const subnet of await reading.seen('subnets')) use(subnet.vpcId, subnet.usedBy)
    for (const domain of await reading.seen('domains'))
      if (domain.vpcId !== undefined) use(domain.vpcId, [`Studio domain ${domain.name}`])
    return [...users].map(([id, usedBy]) => ({
      ...reading.identity(id, networkArn(reading, 'vpc', id)),
      id,
      usedBy: [...usedBy],
    }))
  },
})

/** The route tables of those VPCs. */
export const routeTables = defineCollector({
  kind: 'routeTables',
  actions: ['ec2:DescribeRouteTables'],
  uses: ['vpcs'],
  regional: true,
  async collect(reading) {
    const ids = (await reading.seen('vpcs')).map((vpc) => vpc.id)
    return filtered(reading, 'DescribeRouteTables', 'vpc-id', ids, {
      items: (page) => page.RouteTables,
      map: (raw) => {
        const id = required(raw.RouteTableId, 'RouteTableId')
        const associations = raw.Associations ?? []
        return {
          ...reading.identity(id, networkArn(reading, 'route-table', id)),
          id,
          vpcId: required(raw.VpcId, 'VpcId'),
          main: associations.some((one) => one.Main === true),
          subnetIds: associations.flatMap((one) => one.SubnetId ?? []),
          routes: routesOf(raw.Routes ?? []),
        }
      },
    })
  },
})

/** The network ACLs of those VPCs. */
export const networkAcls = defineCollector({
  kind: 'networkAcls',
  actions: ['ec2:DescribeNetworkAcls'],
  uses: ['vpcs'],
  regional: true,
  async collect(reading) {
    const ids = (await reading.seen('vpcs')).map((vpc) => vpc.id)
    return filtered(reading, 'DescribeNetworkAcls', 'vpc-id', ids, {
      items: (page) => page.NetworkAcls,
      map: (raw) => {
        const id = required(raw.NetworkAclId, 'NetworkAclId')
        return {
          ...reading.identity(id, networkArn(reading, 'network-acl', id)),
          id,
          vpcId: required(raw.VpcId, 'VpcId'),
          subnetIds: (raw.Associations ?? []).flatMap((one) => one.SubnetId ?? []),
          entries: aclEntriesOf(raw.Entries ?? []),
        }
      },
    })
  },
})

/** The VPC endpoints of those VPCs, policies included. */
export const vpcEndpoints = defineCollector({
  kind: 'vpcEndpoints',
  actions: ['ec2:DescribeVpcEndpoints'],
  uses: ['vpcs'],
  regional: true,
  async collect(reading) {
    const ids = (await reading.seen('vpcs')).map((vpc) => vpc.id)
    return filtered(reading, 'DescribeVpcEndpoints', 'vpc-id', ids, {
      items: (page) => page.VpcEndpoints,
      map: (raw) => {
        const id = required(raw.VpcEndpointId, 'VpcEndpointId')
        const policy = raw.PolicyDocument
        return present({
          ...reading.identity(id, networkArn(reading, 'vpc-endpoint', id), raw.CreationTimestamp),
          id,
          vpcId: required(raw.VpcId, 'VpcId'),
          serviceName: required(raw.ServiceName, 'ServiceName'),
          type: raw.VpcEndpointType ?? 'Gateway',
          // The API answers in either case, `available` and `Available`.
          state: (raw.State ?? 'unknown').toLowerCase(),
          privateDns: raw.PrivateDnsEnabled === true,
          policy: policy === undefined ? undefined : required(parsePolicy(policy), 'readable policy'),
          subnetIds: raw.SubnetIds ?? [],
          routeTableIds: raw.RouteTableIds ?? [],
          securityGroupIds: (raw.Groups ?? []).flatMap((group) => group.GroupId ?? []),
        })
      },
    })
  },
})

/** The flow logs of those VPCs and subnets. */
export const flowLogs = defineCollector({
  kind: 'flowLogs',
  actions: ['ec2:DescribeFlowLogs'],
  uses: ['vpcs', 'subnets'],
  regional: true,
  async collect(reading) {
    const owners = new Users()
    for (const vpc of await reading.seen('vpcs')) owners.add(vpc.id, vpc)
    for (const subnet of await reading.seen('subnets')) owners.add(subnet.id, subnet)
    return filtered(reading, 'DescribeFlowLogs', 'resource-id', owners.keys(), {
      items: (page) => page.FlowLogs,
      map: (raw) => {
        const id = required(raw.FlowLogId, 'FlowLogId')
        return present({
          ...reading.identity(id, networkArn(reading, 'vpc-flow-log', id)),
          createdAt: instant(raw.CreationTime),
          resourceId: required(raw.ResourceId, 'ResourceId'),
          trafficType: raw.TrafficType ?? 'ALL',
          active: raw.FlowLogStatus === 'ACTIVE',
          delivery: raw.DeliverLogsStatus,
        })
      },
    })
  },
})
