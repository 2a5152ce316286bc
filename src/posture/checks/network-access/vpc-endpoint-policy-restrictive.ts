import { UNNAMED } from '../../../base/policy/unnamed.ts'
import { defineCheck, notApplicable } from '../../check.ts'
import { mustNot } from '../../permissions/effective-permission.ts'
import { lets } from '../../permissions/resource-policy.ts'

/** Interface endpoints of SageMaker, its notebooks and Studio; the gateway and interface endpoints of S3. */
const SERVICES = /^(?:aws\.sagemaker\.|com\.amazonaws\.[^.]+\.(?:sagemaker|s3$))/

export const vpcEndpointPolicyRestrictive = defineCheck({
  id: 'vpc-endpoint-policy-restrictive',
  title: 'Policies of SageMaker and S3 endpoints must not be the default that allows everything',
  practice: 'network-access',
  severity: 'medium',
  tier: 'core',
  controls: { iso27001: ['A.8.20', 'A.8.21', 'A.8.22'], awsAi: ['AISF-INFRA-08'] },
  why: 'Through an endpoint that allows everything, code in an isolated network can carry data out with credentials of a foreign account, into a foreign bucket.',
  fix: {
    summary:
      'Bind the policy by aws:PrincipalOrgID or aws:PrincipalAccount and by aws:ResourceOrgID or aws:ResourceAccount. An S3 endpoint must still reach the buckets of ECR layers and of SageMaker itself.',
    console: 'VPC console › Endpoints › the endpoint › Policy › Edit policy.',
    cli: 'aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT_ID --policy-document file://policy.json',
    effect: 'in-place',
  },
  of: 'vpcEndpoints',
  evaluate: (endpoint) => {
    if (!SERVICES.test(endpoint.serviceName)) return notApplicable('It is no endpoint of SageMaker or S3.')
    if (!endpoint.policy) return notApplicable('This service takes no endpoint policy.')
    const { id, arn, account, policy } = endpoint
    const guard = { name: id, arn, account, document: policy, onlyItself: false }
    const service = /\.s3$/.test(endpoint.serviceName) ? 's3' : 'sagemaker'
    const anything = {
      action: `${service}:${UNNAMED}`,
      resource: `arn:aws:${service}:${UNNAMED}:${UNNAMED}:${UNNAMED}`,
    }
    const foreign = {
      'aws:ResourceAccount': UNNAMED,
      's3:ResourceAccount': UNNAMED,
      'aws:ResourceOrgID': UNNAMED,
      'aws:ResourceOrgPaths': UNNAMED,
      'aws:ResourceTag/*': null,
      'aws:SourceVpce': id,
      'aws:SourceVpc': endpoint.vpcId,
    }
    return mustNot(
      [lets(guard, { type: 'AWS', id: '*' }, anything, foreign)],
      'Its policy does not let anybody do anything to any resource',
    )
  },
})
