import { type Check, defineCheck, fail, notApplicable, pass, type Verdict } from '../../check.ts'
import type { Vpc } from '../../inventory/network.ts'
import { type EndpointView, isAvailable, isFor, mayBeElsewhere } from '../../network/network.ts'
import type { Controls, Severity } from '../../practice.ts'
import { Undecided } from '../../snapshot.ts'
import { verdictOfAll } from '../../verdicts/verdict-of-all.ts'

interface Row {
  readonly id: string
  readonly services: readonly string[]
  /** What the service is for, as it stands in the title. */
  readonly purpose: string
  readonly severity: Severity
  readonly controls: Controls
}

const ROWS: readonly Row[] = [
  {
    id: 'vpc-endpoint-ecr-api-ecr-dkr',
    services: ['ecr.api', 'ecr.dkr'],
    purpose: 'endpoints for ecr.api and ecr.dkr (image pulls)',
    severity: 'low',
    controls: {},
  },
  {
    id: 'vpc-endpoint-logs',
    services: ['logs'],
    purpose: 'an endpoint for logs (job and app logs)',
    severity: 'low',
    controls: {},
  },
  {
    id: 'vpc-endpoint-sagemaker-api',
    services: ['sagemaker.api'],
    purpose: 'an endpoint for sagemaker.api (control plane)',
    severity: 'medium',
    controls: {},
  },
  {
    id: 'vpc-endpoint-sagemaker-runtime',
    services: ['sagemaker.runtime'],
    purpose: 'an endpoint for sagemaker.runtime (inference calls)',
    severity: 'medium',
    controls: {},
  },
  {
    id: 'vpc-endpoint-sts',
    services: ['sts'],
    purpose: 'an endpoint for sts (role sessions)',
    severity: 'low',
    controls: {},
  },
]

export const vpcEndpointPresentChecks: readonly Check[] = ROWS.map((row) =>
  defineCheck({
    id: row.id,
    title: `VPCs that SageMaker uses must have ${row.purpose}`,
    practice: 'network-isolation',
    severity: row.severity,
    tier: 'core',
    controls: row.controls,
    why: 'With a NAT gateway, calls without an endpoint leave by the internet path, where no endpoint policy applies. Without one they fail.',
    fix: {
      summary: 'Create an interface endpoint with private DNS in the subnets that SageMaker uses.',
      console:
        'VPC console › Endpoints › Create endpoint › AWS services › choose the service, the VPC and its subnets.',
      cli: row.services
        .map(
          (service) =>
            `aws ec2 create-vpc-endpoint --vpc-id VPC --vpc-endpoint-type Interface --service-name com.amazonaws.REGION.${service} --subnet-ids SUBNET --security-group-ids GROUP --private-dns-enabled`,
        )
        .join('\n'),
      effect: 'in-place',
    },
    of: 'vpcs',
    with: ['vpcEndpoints', 'routeTables'],
    evaluate: (vpc, see) =>
      vpc.usedBy.length === 0
        ? notApplicable('No SageMaker resource uses this VPC.')
        : verdictOfAll(row.services.map((service) => () => endpointVerdict(vpc, service, see))),
  }),
)

function endpointVerdict(vpc: Vpc, service: string, see: EndpointView): Verdict {
  const available = see.vpcEndpoints.some(
    (endpoint) => endpoint.vpcId === vpc.id && isFor(endpoint, service) && isAvailable(endpoint),
  )
  if (available) return pass(`An endpoint for ${service} is available`)
  const elsewhere = mayBeElsewhere(vpc, see)
  if (elsewhere) throw new Undecided(`${service} may be reached through ${elsewhere}.`)
  return fail(`No endpoint for ${service} is available in ${vpc.id}`)
}
