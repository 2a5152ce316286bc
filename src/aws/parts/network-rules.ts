import type { NetworkAclEntry as AclRaw, IpPermission, Route as RouteRaw } from '@aws-sdk/client-ec2'
import type { NetworkAclEntry, Route, SecurityGroupRule } from '../../posture/inventory/network.ts'
import { required } from '../call.ts'
import { present } from '../fields.ts'

/** Routes with one destination and one target each. */
export function routesOf(raw: readonly RouteRaw[]): readonly Route[] {
  return raw.map((route) =>
    present({
      destination: required(
        route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId,
        'destination',
      ),
      target: targetOf(route),
      state: route.State as string | undefined,
    }),
  )
}

function targetOf(route: RouteRaw): string {
  return (
    route.GatewayId ??
    route.NatGatewayId ??
    route.EgressOnlyInternetGatewayId ??
    route.TransitGatewayId ??
    route.VpcPeeringConnectionId ??
    route.LocalGatewayId ??
    route.CarrierGatewayId ??
    route.CoreNetworkArn ??
    route.OdbNetworkArn ??
    route.NetworkInterfaceId ??
    route.InstanceId ??
    'unknown'
  )
}

/** Rules of a network ACL; IPv4 and IPv6 alike. */
export function aclEntriesOf(raw: readonly AclRaw[]): readonly NetworkAclEntry[] {
  return raw.map((entry) =>
    present({
      ruleNumber: required(entry.RuleNumber, 'RuleNumber'),
      egress: entry.Egress === true,
      action: entry.RuleAction === 'allow' ? ('allow' as const) : ('deny' as const),
      protocol: entry.Protocol ?? '-1',
      cidr: required(entry.CidrBlock ?? entry.Ipv6CidrBlock, 'CidrBlock'),
      fromPort: entry.PortRange?.From,
      toPort: entry.PortRange?.To,
    }),
  )
}

/** One rule per source of a permission. */
export function rulesOf(raw: readonly IpPermission[] | undefined): readonly SecurityGroupRule[] {
  return (raw ?? []).flatMap((permission) => {
    const common = present({
      protocol: required(permission.IpProtocol, 'IpProtocol'),
      fromPort: permission.FromPort,
      toPort: permission.ToPort,
    })
    const sources = [
      ...(permission.IpRanges ?? []).map(({ CidrIp }) => ({ cidr: required(CidrIp, 'CidrIp') })),
      ...(permission.Ipv6Ranges ?? []).map(({ CidrIpv6 }) => ({ cidr: required(CidrIpv6, 'CidrIpv6') })),
      ...(permission.UserIdGroupPairs ?? []).map(({ GroupId }) => ({
        groupId: required(GroupId, 'GroupId'),
      })),
      ...(permission.PrefixListIds ?? []).map(({ PrefixListId }) => ({
        prefixListId: required(PrefixListId, 'PrefixListId'),
      })),
    ]
    return sources.map((source) => ({ ...common, ...source }))
  })
}
