import { defineCheck, fail, notApplicable, pass } from '../../check.ts'

export const endpointConfigInVpc = defineCheck({
  id: 'endpoint-config-in-vpc',
  title: 'Endpoint configurations for inference components must name a VPC of your own',
  practice: 'network-isolation',
  severity: 'medium',
  tier: 'core',
  controls: { nist80053r5: ['SC-7'], soc2: ['CC6.6'] },
  why: 'For inference components the network is set here rather than on a model. Outside a VPC of your own no security group, endpoint policy or flow log of yours applies to it.',
  fix: {
    summary:
      'Create an endpoint configuration with subnets and security groups, and update the endpoint to it.',
    console:
      'SageMaker AI console › Inference › Endpoint configurations › Clone › Network; then update the endpoint.',
    cli: 'aws sagemaker create-endpoint-config --endpoint-config-name NEW_NAME --execution-role-arn ROLE --production-variants file://VARIANTS.json --vpc-config Subnets=SUBNET,SecurityGroupIds=GROUP\naws sagemaker update-endpoint --endpoint-name ENDPOINT --endpoint-config-name NEW_NAME',
    effect: 'redeploy',
  },
  of: 'endpointConfigs',
  evaluate: ({ roleArn, vpc }) => {
    if (!roleArn) return notApplicable('Its models bring their own network settings.')
    const subnet = vpc?.subnetIds[0]
    return subnet ? pass(`Runs in ${subnet}`) : fail('No VPC is set')
  },
})
