/**
 * The part of EC2's API that is read, in the notation of the SDK's schemas (Smithy): enough for the SDK's own EC2
 * protocol to write requests and read answers. A test compares each shape with the SDK's EC2 client.
 */

const NAMESPACE = 'com.amazonaws.ec2'

/** The SDK's numbers for simple shapes. */
const TEXT = 0
const NUMBER = 1
const FLAG = 2
const TIME = 4

type Shape = number | readonly unknown[]

/** A member and the XML element that carries it; without one, the member's name in lower camel case. */
interface Named {
  readonly shape: Shape
  readonly element: string
}

type Members = Readonly<Record<string, Shape | Named>>

const at = (element: string, shape: Shape): Named => ({ shape, element })

const isNamed = (member: Shape | Named): member is Named => typeof member === 'object' && 'element' in member

/** A structure of an answer. Members that nobody reads are left out, and the SDK leaves them unread. */
function struct(name: string, members: Members): Shape {
  const refs = Object.entries(members).map(([member, given]) => {
    const element = isNamed(given) ? given.element : member.charAt(0).toLowerCase() + member.slice(1)
    return [isNamed(given) ? given.shape : given, { xmlName: element }]
  })
  return [3, NAMESPACE, name, 0, Object.keys(members), refs]
}

const list = (shape: Shape): Shape => [1, NAMESPACE, 'List', 0, [shape, { xmlName: 'item' }]]

const FILTER: Shape = [
  3,
  NAMESPACE,
  'Filter',
  0,
  ['Name', 'Values'],
  [TEXT, [list(TEXT), { xmlName: 'Value' }]],
]
const FILTERS: Shape = [1, NAMESPACE, 'FilterList', 0, [FILTER, { xmlName: 'Filter' }]]

const paged = (name: string, member: string, shape: Shape): Shape => [
  3,
  NAMESPACE,
  `${name}Request`,
  0,
  [member, 'MaxResults', 'NextToken'],
  [shape, NUMBER, TEXT],
]

const PERMISSION = struct('IpPermission', {
  IpProtocol: TEXT,
  FromPort: NUMBER,
  ToPort: NUMBER,
  UserIdGroupPairs: at('groups', list(struct('UserIdGroupPair', { GroupId: TEXT }))),
  IpRanges: list(struct('IpRange', { CidrIp: TEXT })),
  Ipv6Ranges: list(struct('Ipv6Range', { CidrIpv6: TEXT })),
  PrefixListIds: list(struct('PrefixListId', { PrefixListId: TEXT })),
})

const ANSWERS = {
  DescribeSubnets: {
    Subnets: at(
      'subnetSet',
      list(
        struct('Subnet', {
          SubnetId: TEXT,
          VpcId: TEXT,
          MapPublicIpOnLaunch: FLAG,
          AssignIpv6AddressOnCreation: FLAG,
        }),
      ),
    ),
  },
  DescribeRouteTables: {
    RouteTables: at(
      'routeTableSet',
      list(
        struct('RouteTable', {
          RouteTableId: TEXT,
          VpcId: TEXT,
          Associations: at(
            'associationSet',
            list(struct('RouteTableAssociation', { Main: FLAG, SubnetId: TEXT })),
          ),
          Routes: at(
            'routeSet',
            list(
              struct('Route', {
                DestinationCidrBlock: TEXT,
                DestinationIpv6CidrBlock: TEXT,
                DestinationPrefixListId: TEXT,
                GatewayId: TEXT,
                NatGatewayId: TEXT,
                EgressOnlyInternetGatewayId: TEXT,
                TransitGatewayId: TEXT,
                VpcPeeringConnectionId: TEXT,
                LocalGatewayId: TEXT,
                CarrierGatewayId: TEXT,
                CoreNetworkArn: TEXT,
                OdbNetworkArn: TEXT,
                NetworkInterfaceId: TEXT,
                InstanceId: TEXT,
                State: TEXT,
              }),
            ),
          ),
        }),
      ),
    ),
  },
  DescribeNetworkAcls: {
    NetworkAcls: at(
      'networkAclSet',
      list(
        struct('NetworkAcl', {
          NetworkAclId: TEXT,
          VpcId: TEXT,
          Associations: at('associationSet', list(struct('NetworkAclAssociation', { SubnetId: TEXT }))),
          Entries: at(
            'entrySet',
            list(
              struct('NetworkAclEntry', {
                RuleNumber: NUMBER,
                Egress: FLAG,
                RuleAction: TEXT,
                Protocol: TEXT,
                CidrBlock: TEXT,
                Ipv6CidrBlock: TEXT,
                PortRange: struct('PortRange', { From: NUMBER, To: NUMBER }),
              }),
            ),
          ),
        }),
      ),
    ),
  },
  DescribeVpcEndpoints: {
    VpcEndpoints: at(
      'vpcEndpointSet',
      list(
        struct('VpcEndpoint', {
          VpcEndpointId: TEXT,
          VpcEndpointType: TEXT,
          VpcId: TEXT,
          ServiceName: TEXT,
          State: TEXT,
          PolicyDocument: TEXT,
          PrivateDnsEnabled: FLAG,
          CreationTimestamp: TIME,
          RouteTableIds: at('routeTableIdSet', list(TEXT)),
          SubnetIds: at('subnetIdSet', list(TEXT)),
          Groups: at('groupSet', list(struct('SecurityGroupIdentifier', { GroupId: TEXT }))),
        }),
      ),
    ),
  },
  DescribeFlowLogs: {
    FlowLogs: at(
      'flowLogSet',
      list(
        struct('FlowLog', {
          FlowLogId: TEXT,
          ResourceId: TEXT,
          TrafficType: TEXT,
          FlowLogStatus: TEXT,
          DeliverLogsStatus: TEXT,
          CreationTime: TIME,
        }),
      ),
    ),
  },
  DescribeSecurityGroups: {
    SecurityGroups: at(
      'securityGroupInfo',
      list(
        struct('SecurityGroup', {
          GroupId: TEXT,
          GroupName: TEXT,
          VpcId: TEXT,
          IpPermissions: list(PERMISSION),
          IpPermissionsEgress: list(PERMISSION),
        }),
      ),
    ),
  },
  DescribeManagedPrefixLists: {
    PrefixLists: at(
      'prefixListSet',
      list(struct('ManagedPrefixList', { PrefixListId: TEXT, OwnerId: TEXT })),
    ),
  },
  GetManagedPrefixListEntries: {
    Entries: at('entrySet', list(struct('PrefixListEntry', { Cidr: TEXT }))),
  },
} satisfies Readonly<Record<string, Members>>

/** The operations of EC2 that are called. */
export type Ec2Operation = keyof typeof ANSWERS

/** The filters' member and element: DescribeFlowLogs alone spells it in the singular. */
function asked(operation: Ec2Operation): Shape {
  if (operation === 'GetManagedPrefixListEntries') return paged(operation, 'PrefixListId', TEXT)
  if (operation === 'DescribeFlowLogs') return paged(operation, 'Filter', FILTERS)
  return [
    3,
    NAMESPACE,
    `${operation}Request`,
    0,
    ['Filters', 'MaxResults', 'NextToken'],
    [[FILTERS, { xmlName: 'Filter' }], NUMBER, TEXT],
  ]
}

/** The schema of an operation, as the SDK's commands carry it. */
export function schemaOf(operation: Ec2Operation): readonly unknown[] {
  const answer = struct(`${operation}Result`, { ...ANSWERS[operation], NextToken: TEXT })
  return [9, NAMESPACE, operation, 0, () => asked(operation), () => answer]
}

export const EC2_OPERATIONS = Object.keys(ANSWERS) as readonly Ec2Operation[]
