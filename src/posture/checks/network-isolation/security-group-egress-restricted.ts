import { defineCheck, fail, notApplicable, pass, type Sight } from '../../check.ts'
import type { RouteTable, SecurityGroup, Subnet } from '../../inventory/network.ts'
import { defaultRoutes, EVERYBODY, effectiveRouteTable, openRules } from '../../network/network.ts'

interface NetworkView {
  readonly subnets: Sight<Subnet>
  readonly routeTables: Sight<RouteTable>
}

export const securityGroupEgressRestricted = defineCheck({
  id: 'security-group-egress-restricted',
  title: 'Security groups that SageMaker uses should not let everything out to everywhere',
  practice: 'network-isolation',
  severity: 'medium',
  tier: 'core',
  controls: {},
  why: 'Open egress together with a way out is how data leaves. Every new group has open egress; where no route leads out of the VPC it does no harm.',
  fix: {
    summary: 'Replace the open rule by rules for the endpoints and networks that the workloads need.',
    console: 'VPC console › Security groups › the group › Outbound rules › Edit outbound rules.',
    cli: 'aws ec2 revoke-security-group-egress --group-id GROUP --security-group-rule-ids RULE\naws ec2 authorize-security-group-egress --group-id GROUP --ip-permissions IpProtocol=tcp,FromPort=443,ToPort=443,PrefixListIds=[{PrefixListId=PREFIX_LIST}]',
    effect: 'in-place',
  },
  of: 'securityGroups',
  with: ['subnets', 'routeTables'],
  evaluate: (group, see) => {
    if (!group.inUse) return notApplicable('No SageMaker resource uses this group.')
    const everywhere = openRules(group.egress.filter((rule) => rule.protocol === '-1'))
    if (everywhere.length === 0) return pass('No outbound rule lets everything out to everywhere')
    const families = new Set(everywhere.map(({ family }) => family))
    const shown = [...families].map((family) => EVERYBODY[family]).join(' and ')
    return leadsOut(group, families, see)
      ? fail(`Lets everything out to ${shown}, and a default route leads out of ${group.vpcId}`)
      : pass(`Lets everything out to ${shown}, but no default route leads out of ${group.vpcId}`)
  },
})

/** Whether a subnet that SageMaker uses in the VPC of the group has a default route for one of these families. */
function leadsOut(group: SecurityGroup, families: ReadonlySet<4 | 6>, see: NetworkView): boolean {
  return see.subnets.some((subnet) => {
    if (subnet.vpcId !== group.vpcId) return false
    const table = effectiveRouteTable(subnet, see.routeTables)
    return table !== undefined && defaultRoutes(table).some((route) => families.has(route.family))
  })
}
