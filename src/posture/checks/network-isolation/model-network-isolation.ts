import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { modelInUse } from '../../workloads/model-use.ts'

export const modelNetworkIsolation = defineCheck({
  id: 'model-network-isolation',
  title: 'Models in use must run with network isolation',
  practice: 'network-isolation',
  severity: 'medium',
  tier: 'core',
  controls: { fsbp: ['SageMaker.5'], nist80053r5: ['SC-7'], soc2: ['CC6.6'], awsAi: ['AISF-ML-01'] },
  why: 'An isolated inference container has no network and no AWS credentials, so that code in the image cannot send requests anywhere. Multi-model and some JumpStart models fetch from S3 at run time: waive those with a reason.',
  fix: {
    summary:
      'Create the model again with network isolation, and update the endpoint to a configuration that names it.',
    console:
      'SageMaker AI console › Inference › Models › Create model › Network › Enable network isolation; then a new endpoint configuration, then update the endpoint.',
    cli: 'aws sagemaker create-model --model-name NEW_NAME --execution-role-arn ROLE --primary-container file://CONTAINER.json --enable-network-isolation\naws sagemaker create-endpoint-config --endpoint-config-name NEW_CONFIG --production-variants file://VARIANTS.json\naws sagemaker update-endpoint --endpoint-name ENDPOINT --endpoint-config-name NEW_CONFIG',
    effect: 'redeploy',
  },
  of: 'models',
  with: ['endpoints', 'endpointConfigs', 'transformJobs'],
  evaluate: (model, see) => {
    if (model.networkIsolation) return pass('Network isolation is on')
    return modelInUse(model, see)
      ? fail('Network isolation is off')
      : notApplicable('No live endpoint or recent transform job uses this model.')
  },
})
