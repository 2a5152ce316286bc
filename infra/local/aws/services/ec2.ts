import { type Json, type Rec, rowsOf } from '../estates/estate.ts'
import { AwsError } from '../wire/error.ts'
import { isRec } from '../wire/json.ts'
import { pageOf } from './page.ts'
import type { Handler, Service } from './service.ts'

/** How EC2 lists one kind of resource. */
interface Listing {
  readonly table: string
  readonly id: string
  /** The request member that names ids. */
  readonly ids: string
  /** The answer's member, where it is not named like the table. */
  readonly items?: string
  /** Error for an id that does not exist. */
  readonly missing: string
  /** Filter name → path in the record; names not listed are turned from kebab-case. */
  readonly filters: Readonly<Record<string, string>>
  readonly view?: (record: Rec, rules: readonly Rec[]) => Rec
}

const listOf = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [])

/** Every value that a dotted path reaches, lists included. */
const reach = (value: Json, path: readonly string[]): Json[] => {
  if (Array.isArray(value)) return value.flatMap((item: Json) => reach(item, path))
  const [first, ...rest] = path
  if (first === undefined) return value === undefined ? [] : [value]
  return isRec(value) ? reach(value[first], rest) : []
}

const pascal = (name: string): string =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

const escaped = (text: string): string => text.replace(/[.+^${}()|[\]\\]/g, '\\$&')

const like = (pattern: Json): RegExp =>
  new RegExp(`^${escaped(String(pattern)).replaceAll('*', '.*').replaceAll('?', '.')}$`)

const tagged = (record: Rec, key: string): Json[] =>
  listOf(record.Tags)
    .filter(isRec)
    .filter((tag) => tag.Key === key)
    .map((tag) => tag.Value)

const passes = (listing: Listing, record: Rec, filter: Rec): boolean => {
  const name = String(filter.Name)
  const wanted = listOf(filter.Values).map(like)
  const actual = name.startsWith('tag:')
    ? tagged(record, name.slice('tag:'.length))
    : reach(record, (listing.filters[name] ?? pascal(name)).split('.'))
  return actual.some((value) => wanted.some((pattern) => pattern.test(String(value))))
}

const permission = (rule: Rec): Rec => ({
  IpProtocol: rule.IpProtocol,
  ...(rule.IpProtocol === '-1' ? {} : { FromPort: rule.FromPort, ToPort: rule.ToPort }),
  IpRanges: rule.CidrIpv4 ? [{ CidrIp: rule.CidrIpv4, Description: rule.Description }] : [],
  Ipv6Ranges: rule.CidrIpv6 ? [{ CidrIpv6: rule.CidrIpv6, Description: rule.Description }] : [],
  PrefixListIds: rule.PrefixListId ? [{ PrefixListId: rule.PrefixListId }] : [],
  UserIdGroupPairs: isRec(rule.ReferencedGroupInfo)
    ? [{ GroupId: rule.ReferencedGroupInfo.GroupId, UserId: rule.ReferencedGroupInfo.UserId }]
    : [],
})

const withPermissions = (group: Rec, rules: readonly Rec[]): Rec => {
  const own = rules.filter((rule) => rule.GroupId === group.GroupId)
  return {
    ...group,
    IpPermissions: own.filter((rule) => rule.IsEgress !== true).map(permission),
    IpPermissionsEgress: own.filter((rule) => rule.IsEgress === true).map(permission),
  }
}

const badToken = (): AwsError => new AwsError('InvalidParameterValue', 'Invalid value for NextToken')

const sizeOf = (asked: Json): number => {
  if (asked === undefined) return 1000
  const size = Number(asked)
  if (size >= 5 && size <= 1000) return size
  throw new AwsError(
    'InvalidParameterValue',
    `Value ( ${asked} ) for parameter maxResults is invalid. Expecting a value between 5 and 1000.`,
  )
}

const describe =
  (listing: Listing): Handler =>
  (input, { here }) => {
    const ids = listOf(input[listing.ids])
    const filters = listOf(input.Filters ?? input.Filter).filter(isRec)
    const rows = rowsOf(here.ec2, listing.table)
    const unknown = ids.filter((id) => !rows.some((row) => row[listing.id] === id))
    if (unknown.length > 0)
      throw new AwsError(listing.missing, `The ID '${unknown.join(', ')}' does not exist`)
    const found = rows.filter(
      (row) =>
        (ids.length === 0 || ids.includes(row[listing.id])) &&
        filters.every((filter) => passes(listing, row, filter)),
    )
    const page = pageOf(found, listing.table, sizeOf(input.MaxResults), input.NextToken, badToken)
    const rules = listing.view ? rowsOf(here.ec2, 'SecurityGroupRules') : []
    return {
      [listing.items ?? listing.table]: page.items.map((row) => listing.view?.(row, rules) ?? row),
      NextToken: page.next,
    }
  }

const listings: Readonly<Record<string, Listing>> = {
  DescribeVpcs: {
    table: 'Vpcs',
    id: 'VpcId',
    ids: 'VpcIds',
    missing: 'InvalidVpcID.NotFound',
    filters: { cidr: 'CidrBlock' },
  },
  DescribeSubnets: {
    table: 'Subnets',
    id: 'SubnetId',
    ids: 'SubnetIds',
    missing: 'InvalidSubnetID.NotFound',
    filters: { 'map-public-ip-on-launch': 'MapPublicIpOnLaunch', 'default-for-az': 'DefaultForAz' },
  },
  DescribeRouteTables: {
    table: 'RouteTables',
    id: 'RouteTableId',
    ids: 'RouteTableIds',
    missing: 'InvalidRouteTableID.NotFound',
    filters: {
      'association.subnet-id': 'Associations.SubnetId',
      'association.main': 'Associations.Main',
      'route.gateway-id': 'Routes.GatewayId',
      'route.destination-cidr-block': 'Routes.DestinationCidrBlock',
    },
  },
  DescribeSecurityGroups: {
    table: 'SecurityGroups',
    id: 'GroupId',
    ids: 'GroupIds',
    missing: 'InvalidGroup.NotFound',
    filters: {},
    view: withPermissions,
  },
  DescribeSecurityGroupRules: {
    table: 'SecurityGroupRules',
    id: 'SecurityGroupRuleId',
    ids: 'SecurityGroupRuleIds',
    missing: 'InvalidSecurityGroupRuleId.NotFound',
    filters: {},
  },
  DescribeNetworkAcls: {
    table: 'NetworkAcls',
    id: 'NetworkAclId',
    ids: 'NetworkAclIds',
    missing: 'InvalidNetworkAclID.NotFound',
    filters: { 'association.subnet-id': 'Associations.SubnetId', default: 'IsDefault' },
  },
  DescribeVpcEndpoints: {
    table: 'VpcEndpoints',
    id: 'VpcEndpointId',
    ids: 'VpcEndpointIds',
    missing: 'InvalidVpcEndpointId.NotFound',
    filters: { 'vpc-endpoint-state': 'State' },
  },
  DescribeManagedPrefixLists: {
    table: 'PrefixLists',
    id: 'PrefixListId',
    ids: 'PrefixListIds',
    missing: 'InvalidPrefixListID.NotFound',
    filters: {},
  },
  DescribeFlowLogs: {
    table: 'FlowLogs',
    id: 'FlowLogId',
    ids: 'FlowLogIds',
    missing: 'InvalidFlowLogId.NotFound',
    filters: {},
  },
}

const prefixListEntries: Handler = (input, { here }) => {
  const list = rowsOf(here.ec2, 'PrefixLists').find((one) => one.PrefixListId === input.PrefixListId)
  if (!list)
    throw new AwsError(
      'InvalidPrefixListID.NotFound',
      `The prefix list ID '${input.PrefixListId}' does not exist`,
    )
  const entries: readonly Json[] = listOf(list.Entries)
  const page = pageOf(
    entries,
    `entries/${list.PrefixListId}`,
    sizeOf(input.MaxResults),
    input.NextToken,
    badToken,
  )
  return { Entries: page.items, NextToken: page.next }
}

/** Amazon EC2, what can be read about networks. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/ */
export const ec2: Service = {
  signingName: 'ec2',
  actionPrefix: 'ec2',
  dialect: 'ec2',
  xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  denied: { code: 'UnauthorizedOperation', status: 403 },
  throttled: { code: 'RequestLimitExceeded', status: 503 },
  client: () => import('@aws-sdk/client-ec2'),
  operations: {
    ...Object.fromEntries(
      Object.entries(listings).map(([operation, listing]) => [operation, describe(listing)]),
    ),
    GetManagedPrefixListEntries: prefixListEntries,
  },
}
