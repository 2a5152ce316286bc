import type { Rec } from '../estates/estate.ts'
import { ACCOUNT, EU, NET, tags } from './company.ts'

const named = (name: string): Rec => ({ Tags: tags({ Name: name }) })

const vpc = (VpcId: string, name: string, CidrBlock: string): Rec => ({
  VpcId,
  CidrBlock,
  State: 'available',
  OwnerId: ACCOUNT,
  InstanceTenancy: 'default',
  IsDefault: false,
  DhcpOptionsId: 'dopt-0a1b2c3d4e5f60718',
  ...named(name),
})

const subnet = (
  SubnetId: string,
  VpcId: string,
  zone: string,
  CidrBlock: string,
  name: string,
  open = false,
): Rec => ({
  SubnetId,
  VpcId,
  AvailabilityZone: zone,
  CidrBlock,
  State: 'available',
  OwnerId: ACCOUNT,
  AvailableIpAddressCount: 4000,
  MapPublicIpOnLaunch: open,
  AssignIpv6AddressOnCreation: false,
  DefaultForAz: false,
  ...named(name),
})

const local = (DestinationCidrBlock: string): Rec => ({
  DestinationCidrBlock,
  GatewayId: 'local',
  Origin: 'CreateRouteTable',
  State: 'active',
})

const everywhere = (via: Rec): Rec => ({
  DestinationCidrBlock: '0.0.0.0/0',
  Origin: 'CreateRoute',
  State: 'active',
  ...via,
})

/** The prefix list of S3. */
export const S3_PREFIXES = 'pl-6da54004'
const gateway = (GatewayId: string): Rec => ({
  DestinationPrefixListId: S3_PREFIXES,
  GatewayId,
  Origin: 'CreateRoute',
  State: 'active',
})

/** A list of the company's own that lets everybody in under a harmless name. */
export const PARTNERS_LIST = 'pl-0f1e2d3c4b5a69788'

const prefixList = (
  PrefixListId: string,
  PrefixListName: string,
  OwnerId: string,
  cidrs: readonly string[],
): Rec => ({
  PrefixListId,
  PrefixListName,
  PrefixListArn: `arn:aws:ec2:${EU}:${OwnerId.toLowerCase()}:prefix-list/${PrefixListId}`,
  AddressFamily: 'IPv4',
  State: 'create-complete',
  OwnerId,
  Entries: cidrs.map((Cidr) => ({ Cidr })),
})

const table = (
  RouteTableId: string,
  VpcId: string,
  routes: readonly Rec[],
  subnets: readonly string[],
): Rec => ({
  RouteTableId,
  VpcId,
  OwnerId: ACCOUNT,
  Routes: routes,
  Associations: [
    ...(subnets.length === 0
      ? [{ Main: true, RouteTableAssociationId: `rtbassoc-${RouteTableId.slice(4)}`, RouteTableId }]
      : []),
    ...subnets.map((SubnetId) => ({
      Main: false,
      RouteTableAssociationId: `rtbassoc-${SubnetId.slice(7)}`,
      RouteTableId,
      SubnetId,
      AssociationState: { State: 'associated' },
    })),
  ],
})

const european = (): Record<string, Rec[]> => ({
  PrefixLists: [
    prefixList(S3_PREFIXES, 'com.amazonaws.eu-west-1.s3', 'AWS', ['52.218.0.0/17', '3.5.64.0/21']),
    prefixList(PARTNERS_LIST, 'partners', ACCOUNT, ['198.51.100.0/24', '0.0.0.0/0']),
  ],
  Vpcs: [vpc(NET.vpcProd, 'ml-prod', '10.20.0.0/16'), vpc(NET.vpcLab, 'ml-lab', '10.60.0.0/16')],
  Subnets: [
    subnet(NET.prodA, NET.vpcProd, 'eu-west-1a', '10.20.0.0/20', 'ml-prod-a'),
    subnet(NET.prodB, NET.vpcProd, 'eu-west-1b', '10.20.16.0/20', 'ml-prod-b'),
    subnet(NET.labPublic, NET.vpcLab, 'eu-west-1a', '10.60.0.0/20', 'ml-lab-public', true),
    subnet(NET.labNat, NET.vpcLab, 'eu-west-1b', '10.60.16.0/20', 'ml-lab-nat'),
  ],
  RouteTables: [
    table('rtb-0a1f2e3d4c5b6a701', NET.vpcProd, [local('10.20.0.0/16')], []),
    table(
      'rtb-0b2f3e4d5c6b7a802',
      NET.vpcProd,
      [local('10.20.0.0/16'), gateway('vpce-0000000000000010a')],
      [NET.prodA, NET.prodB],
    ),
    table(
      'rtb-0c3f4e5d6c7b8a903',
      NET.vpcLab,
      [local('10.60.0.0/16'), everywhere({ GatewayId: 'igw-0a1b2c3d4e5f60718' })],
      [],
    ),
    table(
      'rtb-0d4f5e6d7c8b9aa04',
      NET.vpcLab,
      [local('10.60.0.0/16'), everywhere({ NatGatewayId: 'nat-0a1b2c3d4e5f60718' })],
      [NET.labNat],
    ),
  ],
})

const american = (): Record<string, Rec[]> => ({
  Vpcs: [vpc(NET.vpcUs, 'ml-us', '10.80.0.0/16')],
  Subnets: [
    subnet(NET.usA, NET.vpcUs, 'us-east-1a', '10.80.0.0/20', 'ml-us-a'),
    subnet(NET.usB, NET.vpcUs, 'us-east-1b', '10.80.16.0/20', 'ml-us-b'),
  ],
  RouteTables: [
    table(
      'rtb-0e5f6e7d8c9baab05',
      NET.vpcUs,
      [local('10.80.0.0/16'), everywhere({ NatGatewayId: 'nat-0f1e2d3c4b5a69788' })],
      [],
    ),
  ],
})

/** VPCs, subnets and routes of one Region: a closed network and a leaky laboratory in Europe, one behind NAT in America. */
export const network = (region: string): Record<string, Rec[]> => (region === EU ? european() : american())
