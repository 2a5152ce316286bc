import { defineCheck, fail, notApplicable, pass } from '../../check.ts'

export const domainVpcOnly = defineCheck({
  id: 'domain-vpc-only',
  title: 'Studio domains must send all traffic through the VPC',
  practice: 'network-isolation',
  severity: 'high',
  tier: 'core',
  controls: {},
  why: 'With PublicInternetOnly, the choice of the quick setup, apps reach the internet through a network of SageMaker where none of your groups, routes or logs apply.',
  fix: {
    summary:
      'Delete all apps of the domain, then switch it to VpcOnly. The VPC needs endpoints or a NAT gateway for what the apps use.',
    console: 'SageMaker AI console › Domains › the domain › Domain settings › Network › Edit › VPC only.',
    cli: 'aws sagemaker update-domain --domain-id DOMAIN --app-network-access-type VpcOnly',
    effect: 'in-place',
  },
  of: 'domains',
  evaluate: ({ networkAccess, vpcId }) => {
    const evidence = `AppNetworkAccessType is ${networkAccess}`
    if (networkAccess === 'VpcOnly') return pass(evidence)
    return vpcId
      ? fail(evidence)
      : notApplicable('The domain has no VPC: Unified Studio manages it, and its blueprint sets the network.')
  },
})
