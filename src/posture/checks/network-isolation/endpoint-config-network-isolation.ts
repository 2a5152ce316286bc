import { defineCheck, fail, notApplicable, pass } from '../../check.ts'

export const endpointConfigNetworkIsolation = defineCheck({
  id: 'endpoint-config-network-isolation',
  title: 'Endpoint configurations for inference components must turn on network isolation',
  practice: 'network-isolation',
  severity: 'medium',
  tier: 'core',
  controls: { nist80053r5: ['SC-7'], soc2: ['CC6.6'] },
  why: 'For inference components isolation is set here rather than on a model. An isolated container has no network and no AWS credentials, so that code in the image cannot send requests anywhere.',
  fix: {
    summary: 'Create an endpoint configuration with network isolation, and update the endpoint to it.',
    console:
      'SageMaker AI console › Inference › Endpoint configurations › Clone › Network › Enable network isolation; then update the endpoint.',
    cli: 'aws sagemaker create-endpoint-config --endpoint-config-name NEW_NAME --execution-role-arn ROLE --production-variants file://VARIANTS.json --enable-network-isolation\naws sagemaker update-endpoint --endpoint-name ENDPOINT --endpoint-config-name NEW_NAME',
    effect: 'redeploy',
  },
  of: 'endpointConfigs',
  evaluate: ({ roleArn, networkIsolation }) => {
    if (!roleArn) return notApplicable('Its models bring their own isolation.')
    return networkIsolation ? pass('Network isolation is on') : fail('Network isolation is off')
  },
})
