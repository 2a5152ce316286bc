import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { isFor } from '../../network/network.ts'

/** Services whose SDK and browser names resolve to the public address without private DNS. */
const SERVICES = ['sagemaker.api', 'sagemaker.runtime', 'notebook', 'studio'] as const

export const vpcEndpointPrivateDns = defineCheck({
  id: 'vpc-endpoint-private-dns',
  title: 'SageMaker interface endpoints should have private DNS on',
  practice: 'encryption-in-transit',
  severity: 'low',
  tier: 'extended',
  controls: {},
  why: 'Without private DNS the names that every SDK uses still resolve to public addresses: calls leave the VPC by the internet path although an endpoint stands ready.',
  fix: {
    summary: 'Turn on private DNS names for the endpoint; the VPC must allow DNS hostnames and resolution.',
    console:
      'VPC console › Endpoints › the endpoint › Actions › Modify private DNS name › Enable for this endpoint.',
    cli: 'aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --private-dns-enabled',
    effect: 'in-place',
  },
  of: 'vpcEndpoints',
  evaluate: (endpoint) => {
    const service = SERVICES.find((name) => isFor(endpoint, name))
    if (!service) return notApplicable('This endpoint is for another service.')
    return endpoint.privateDns
      ? pass(`Private DNS is on for ${service}`)
      : fail(`Private DNS is off for ${service}`)
  },
})
