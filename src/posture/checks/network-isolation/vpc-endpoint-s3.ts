import { defineCheck, fail, notApplicable, pass, type Sight, type Verdict } from '../../check.ts'
import type { RouteTable, Subnet, Vpc, VpcEndpoint } from '../../inventory/network.ts'
import { effectiveRouteTable, isAvailable, isFor, mayBeElsewhere } from '../../network/network.ts'
import { Undecided } from '../../snapshot.ts'
import { verdictOfAll } from '../../verdicts/verdict-of-all.ts'

interface S3View {
  readonly subnets: Sight<Subnet>
  readonly routeTables: Sight<RouteTable>
}

export const vpcEndpointS3 = defineCheck({
  id: 'vpc-endpoint-s3',
  title: 'VPCs that SageMaker uses must have an endpoint for s3 (data and artifacts)',
  practice: 'network-isolation',
  severity: 'medium',
  tier: 'core',
  controls: {
    pciDss4: ['1.2.8', '1.3.1', '1.3.2', '1.4.2', '1.5.1', 'A1.1.3'],
    hipaa: [
      '§164.314(b)(1)',
      '§164.314(b)(2)',
      '§164.314(b)(2)(i)',
      '§164.314(b)(2)(ii)',
      '§164.314(b)(2)(iii)',
      '§164.314(b)(2)(iv)',
    ],
  },
  why: 'All data and models travel through S3. Without an endpoint they leave by the internet path, where no endpoint policy can keep them in the organisation, or do not travel at all.',
  fix: {
    summary:
      'Create a gateway endpoint and associate it with the route tables of the subnets that SageMaker uses.',
    console:
      'VPC console › Endpoints › Create endpoint › AWS services › s3 (Gateway) › choose the VPC and its route tables.',
    cli: 'aws ec2 create-vpc-endpoint --vpc-id VPC --vpc-endpoint-type Gateway --service-name com.amazonaws.REGION.s3 --route-table-ids TABLE\naws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --add-route-table-ids TABLE',
    effect: 'in-place',
  },
  of: 'vpcs',
  with: ['vpcEndpoints', 'subnets', 'routeTables'],
  evaluate: (vpc, see) => {
    if (vpc.usedBy.length === 0) return notApplicable('No SageMaker resource uses this VPC.')
    const serves = (endpoint: VpcEndpoint) =>
      endpoint.vpcId === vpc.id && isFor(endpoint, 's3') && isAvailable(endpoint)
    if (see.vpcEndpoints.some((endpoint) => serves(endpoint) && endpoint.type === 'Interface'))
      return pass('An interface endpoint for s3 is available')
    const gateways = see.vpcEndpoints.all().filter(serves)
    if (gateways.length > 0) return gatewayVerdict(vpc, gateways, see)
    const elsewhere = mayBeElsewhere(vpc, see)
    if (elsewhere) throw new Undecided(`s3 may be reached through ${elsewhere}.`)
    return fail(`No endpoint for s3 is available in ${vpc.id}`)
  },
})

/** A gateway endpoint serves only the subnets whose route table it is associated with. */
function gatewayVerdict(vpc: Vpc, gateways: readonly VpcEndpoint[], see: S3View): Verdict {
  const served = new Set(gateways.flatMap((gateway) => gateway.routeTableIds))
  const subnets = see.subnets.all().filter((subnet) => subnet.vpcId === vpc.id)
  if (subnets.length === 0) return pass('A gateway endpoint for s3 is available')
  return verdictOfAll(
    subnets.map((subnet) => () => {
      const table = effectiveRouteTable(subnet, see.routeTables)
      if (!table) throw new Undecided(`No route table of ${subnet.id} is shown to this account.`)
      return served.has(table.id)
        ? pass('The gateway endpoint for s3 serves the SageMaker subnets')
        : fail(`The gateway endpoint for s3 does not serve ${subnet.id}`)
    }),
  )
}
