import { defaultRoutes, EVERYBODY } from '../../posture/network/network.ts'
import { routesOf } from '../parts/network-rules.ts'
import { allOf, type Look, type LookSpec, unless } from './look.ts'

export const subnetsPrivate: LookSpec = {
  actions: ['ec2:DescribeSubnets', 'ec2:DescribeRouteTables'],
  look: async (look, about) => {
    const ids = (look.parameters[about] ?? '').split(',')
    const subnets = await subnetsOf(look, ids)
    const tables = await tablesOf(look, [...new Set([...subnets.values()])])
    const problems = ids.flatMap((id) => {
      const vpc = subnets.get(id)
      if (vpc === undefined) return [`There is no subnet ${id}.`]
      const table =
        tables.find((one) => one.subnetIds.includes(id)) ??
        tables.find((one) => one.main && one.vpcId === vpc)
      if (!table) return [`No route table of ${id} is shown.`]
      const [route] = defaultRoutes(table, (target) => target.startsWith('igw-'))
      return route ? [`${id} routes ${EVERYBODY[route.family]} to ${route.target}.`] : []
    })
    return unless(problems, 'None of the subnets has a route to an internet gateway.')
  },
}

/** The VPC of each subnet that exists. By filter: an id that is not there would be an error for all. */
async function subnetsOf({ reading }: Look, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const listed = await reading.pages(
    'ec2',
    'DescribeSubnets',
    { Filters: [{ Name: 'subnet-id', Values: [...ids] }], MaxResults: 1000 },
    {
      items: (page) => page.Subnets,
      map: ({ SubnetId, VpcId }) => (SubnetId && VpcId ? ([SubnetId, VpcId] as const) : undefined),
    },
  )
  return new Map(allOf(listed))
}

async function tablesOf({ reading }: Look, vpcs: readonly string[]) {
  if (vpcs.length === 0) return []
  const listed = await reading.pages(
    'ec2',
    'DescribeRouteTables',
    { Filters: [{ Name: 'vpc-id', Values: [...vpcs] }], MaxResults: 100 },
    {
      items: (page) => page.RouteTables,
      map: (raw) => {
        const id = raw.RouteTableId ?? ''
        const associations = raw.Associations ?? []
        return {
          ...reading.identity(id, id),
          id,
          vpcId: raw.VpcId ?? '',
          main: associations.some((one) => one.Main === true),
          subnetIds: associations.flatMap((one) => one.SubnetId ?? []),
          routes: routesOf(raw.Routes ?? []),
        }
      },
    },
  )
  return allOf(listed)
}
