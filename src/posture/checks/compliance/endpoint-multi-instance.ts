import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { configInUse } from '../../workloads/model-use.ts'

export const endpointMultiInstance = defineCheck({
  id: 'endpoint-multi-instance',
  title: 'Production variants should have two or more instances',
  practice: 'compliance',
  severity: 'low',
  tier: 'extended',
  controls: {
    fsbp: ['SageMaker.4'],
    nist80053r5: ['CP-10', 'SA-13', 'SC-5', 'SC-36'],
    soc2: ['A1.1'],
    iso27001: ['A.8.14'],
  },
  why: 'SageMaker spreads two instances over two Availability Zones. A single one takes the model down with it.',
  fix: {
    summary: 'Deploy a configuration with at least two instances.',
    console:
      'SageMaker AI console › Inference › Endpoint configurations › Clone › Variants › Initial instance count: 2; then update the endpoint.',
    cli: 'aws sagemaker create-endpoint-config --endpoint-config-name NEW_NAME --production-variants file://VARIANTS.json   # with InitialInstanceCount 2\naws sagemaker update-endpoint --endpoint-name ENDPOINT --endpoint-config-name NEW_NAME',
    effect: 'redeploy',
  },
  of: 'endpointConfigs',
  with: ['endpoints'],
  evaluate: (config, see) => {
    if (config.asyncInference) return notApplicable('Asynchronous: it may scale to nothing.')
    // Serverless variants and inference components name no count: that is no count of one.
    const counted = config.variants.flatMap(
      ({ name, serverless, instanceCount, minInstanceCount, modelName }) =>
        serverless || instanceCount === undefined || modelName === undefined
          ? []
          : [{ name, least: minInstanceCount ?? instanceCount }],
    )
    if (counted.length === 0) return notApplicable('No variant has instances of its own.')
    const single = counted.filter(({ least }) => least < 2)
    if (single.length === 0) return pass('Every variant has two or more instances.')
    return configInUse(config, see)
      ? fail(`Variants with a single instance: ${single.map(({ name }) => name).join(', ')}.`)
      : notApplicable('No endpoint runs it.')
  },
})
