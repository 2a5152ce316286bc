import type { Sight } from '../check.ts'
import type { Route, RouteTable, SecurityGroupRule, Subnet, Vpc, VpcEndpoint } from '../inventory/network.ts'
import { known } from '../snapshot.ts'
import { type AddressRange, parseCidr, wholeFamilies } from './cidr.ts'

/** The two ways to write everybody. */
export const EVERYBODY: Readonly<Record<4 | 6, string>> = { 4: '0.0.0.0/0', 6: '::/0' }

/**
 * The route table that a subnet uses: the one associated with it, else the main table of its VPC. `undefined` where
 * the VPC shows neither. Source: VPC User Guide, "Subnet route tables".
 */
export function effectiveRouteTable(
  subnet: Pick<Subnet, 'id' | 'vpcId'>,
  tables: Sight<RouteTable>,
): RouteTable | undefined {
  return (
    tables.find((table) => table.subnetIds.includes(subnet.id), subnet.id) ??
    tables.find((table) => table.main && table.vpcId === subnet.vpcId, subnet.vpcId)
  )
}

/** Routes that work and together take every address of a family out of the VPC, through targets that `through` accepts. */
export function defaultRoutes(
  table: RouteTable,
  through: (target: string) => boolean = (target) => target !== 'local',
): ReadonlyArray<{ readonly family: 4 | 6; readonly target: string }> {
  const live = table.routes.filter((route) => route.state !== 'blackhole' && through(route.target))
  const ranges = rangesOf(live.map((route) => route.destination))
  return wholeFamilies(ranges).map((family) => ({ family, target: widest(live, family).target }))
}

/** Rules that together let in, or out to, every address of a family on the same protocol and ports. */
export function openRules(rules: readonly SecurityGroupRule[]): readonly OpenRule[] {
  const plain = openAmong(rules, (rule) => (rule.cidr === undefined ? [] : [rule.cidr]))
  return plain.length > 0 ? plain : openAmong(rules, cidrsOf)
}

interface OpenRule {
  readonly family: 4 | 6
  readonly rule: SecurityGroupRule
}

function openAmong(
  rules: readonly SecurityGroupRule[],
  cidrs: (rule: SecurityGroupRule) => readonly string[],
): readonly OpenRule[] {
  const byPorts = Map.groupBy(rules, (rule) => `${rule.protocol} ${rule.fromPort} ${rule.toPort}`)
  return [...byPorts.values()].flatMap((alike) => {
    const [rule] = alike
    return rule ? wholeFamilies(rangesOf(alike.flatMap(cidrs))).map((family) => ({ family, rule })) : []
  })
}

/** `all ports`, `tcp 22`, `tcp 8000-8080` */
export function portsOf(rule: Pick<SecurityGroupRule, 'protocol' | 'fromPort' | 'toPort'>): string {
  if (rule.protocol === '-1') return 'all ports'
  if (rule.fromPort === undefined || rule.protocol.startsWith('icmp')) return rule.protocol
  const to = rule.toPort === undefined || rule.toPort === rule.fromPort ? '' : `-${rule.toPort}`
  return `${rule.protocol} ${rule.fromPort}${to}`
}

/** Whether an endpoint is for a service in its own Region, e.g. `sagemaker.api`. `-fips` names count as the same. */
export function isFor(endpoint: VpcEndpoint, service: string): boolean {
  const at = endpoint.serviceName.lastIndexOf(`.${endpoint.region}.`)
  if (at === -1) return false
  return endpoint.serviceName.slice(at + endpoint.region.length + 2).replace(/-fips$/, '') === service
}

/** Whether an endpoint takes traffic. EC2 writes the state in either case. */
export function isAvailable(endpoint: VpcEndpoint): boolean {
  return endpoint.state.toLowerCase() === 'available'
}

/** Where endpoints, and ways to those of other VPCs, are looked up. */
export interface EndpointView {
  readonly vpcEndpoints: Sight<VpcEndpoint>
  readonly routeTables: Sight<RouteTable>
}

/**
 * The transit gateway or peering through which a VPC could use the endpoints of another one, if it has any. Nobody
 * can tell from here whether it does.
 */
export function mayBeElsewhere(
  vpc: Pick<Vpc, 'id'>,
  see: Pick<EndpointView, 'routeTables'>,
): string | undefined {
  const leads = (route: Route) => /^(?:tgw|pcx)-/.test(route.target) && route.state !== 'blackhole'
  const table = see.routeTables.find((one) => one.vpcId === vpc.id && one.routes.some(leads), vpc.id)
  return table?.routes.find(leads)?.target
}

/** The addresses of those texts that are CIDRs; prefix list ids are left out. */
export function rangesOf(cidrs: readonly string[]): readonly AddressRange[] {
  return cidrs.map(parseCidr).filter((range) => range !== undefined)
}

function cidrsOf(rule: SecurityGroupRule): readonly string[] {
  if (rule.cidr !== undefined) return [rule.cidr]
  return rule.prefixListCidrs ? known(rule.prefixListCidrs) : []
}

/** The route of a family with the widest destination: the one worth showing. */
function widest(routes: readonly Route[], family: 4 | 6): Route {
  const size = (route: Route) => {
    const range = parseCidr(route.destination)
    return range?.family === family ? range.last - range.first : -1n
  }
  return routes.reduce((best, route) => (size(route) > size(best) ? route : best))
}
