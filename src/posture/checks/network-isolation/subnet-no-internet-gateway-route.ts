import { defineCheck, fail, pass } from '../../check.ts'
import { defaultRoutes, EVERYBODY, effectiveRouteTable } from '../../network/network.ts'
import { Undecided } from '../../snapshot.ts'

export const subnetNoInternetGatewayRoute = defineCheck({
  id: 'subnet-no-internet-gateway-route',
  title: 'Subnets that SageMaker uses must have no route to an internet gateway',
  practice: 'network-isolation',
  severity: 'high',
  tier: 'core',
  controls: {
    nist80053r5: ['AC-4(21)', 'CM-7(b)'],
    pciDss4: ['1.2.8', '1.3.1', '1.3.2', '1.4.1', '1.4.2', '1.4.4', '1.5.1', 'A1.1.3'],
    hipaa: ['§164.312(e)(1)'],
  },
  why: 'A subnet id alone proves nothing: in a public subnet the next resource with a public address stands on the internet, and nothing between filters what leaves.',
  fix: {
    summary:
      'Associate the subnet with a route table without internet gateway; use VPC endpoints or a NAT gateway for what must leave.',
    console:
      'VPC console › Subnets › the subnet › Route table › Edit route table association › choose a private table.',
    cli: 'aws ec2 replace-route-table-association --association-id ASSOCIATION --route-table-id PRIVATE_TABLE',
    effect: 'in-place',
  },
  of: 'subnets',
  with: ['routeTables'],
  evaluate: (subnet, see) => {
    const table = effectiveRouteTable(subnet, see.routeTables)
    if (!table) throw new Undecided(`No route table of ${subnet.id} is shown to this account.`)
    const [route] = defaultRoutes(table, (target) => target.startsWith('igw-'))
    const which = `${table.main ? 'The main table' : 'The table'} ${table.id}`
    return route
      ? fail(`${which} routes ${EVERYBODY[route.family]} to ${route.target}`)
      : pass(`${which} has no default route to an internet gateway`)
  },
})
