import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { modelInUse } from '../../workloads/model-use.ts'

export const modelInVpc = defineCheck({
  id: 'model-in-vpc',
  title: 'Models in use must run in a VPC of your own',
  practice: 'network-isolation',
  severity: 'medium',
  tier: 'core',
  controls: {
    nist80053r5: ['SC-7'],
    soc2: ['CC6.6'],
    iso27001: ['A.8.20', 'A.8.21', 'A.8.22'],
    awsAi: ['AISF-ML-01'],
  },
  why: 'Outside a VPC of your own the inference containers reach the internet and S3 on a path where no security group, endpoint policy or flow log of yours applies.',
  fix: {
    summary:
      'Create the model again with subnets and security groups, and update the endpoint to a configuration that names it.',
    console:
      'SageMaker AI console › Inference › Models › Create model › Network › choose VPC, subnets and security groups; then a new endpoint configuration, then update the endpoint.',
    cli: 'aws sagemaker create-model --model-name NEW_NAME --execution-role-arn ROLE --primary-container file://CONTAINER.json --vpc-config Subnets=SUBNET,SecurityGroupIds=GROUP\naws sagemaker create-endpoint-config --endpoint-config-name NEW_CONFIG --production-variants file://VARIANTS.json\naws sagemaker update-endpoint --endpoint-name ENDPOINT --endpoint-config-name NEW_CONFIG',
    effect: 'redeploy',
  },
  of: 'models',
  with: ['endpoints', 'endpointConfigs', 'transformJobs'],
  evaluate: (model, see) => {
    const subnet = model.vpc?.subnetIds[0]
    if (subnet) return pass(`Runs in ${subnet}`)
    return modelInUse(model, see)
      ? fail('No VPC is set')
      : notApplicable('No live endpoint or recent transform job uses this model.')
  },
})
