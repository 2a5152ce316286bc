import { defineCheck, fail, notApplicable, pass, type View } from '../../check.ts'
import type { EndpointConfig, ProductionVariant } from '../../inventory/models.ts'
import { Undecided } from '../../snapshot.ts'

/** Images that serve language models. Model Monitor is about tables. */
const LANGUAGE_MODEL =
  /\b(?:huggingface-pytorch-tgi|tgi-inference|djl-inference|lmi|vllm|tei|sglang|neuronx-inference)/i

export const modelMonitorEnabled = defineCheck({
  id: 'model-monitor-enabled',
  title: 'Production endpoints should have a monitoring schedule',
  practice: 'compliance',
  severity: 'low',
  tier: 'extended',
  controls: { nist80053r5: ['AU-2', 'CM-3'], hipaa: ['§164.312(b)'], soc2: ['CC7.2'] },
  why: 'Input that drifts, or is made to drift, changes what a model decides without any change of the model. Only a schedule that looks at this very endpoint notices.',
  fix: {
    summary: 'Capture data on the endpoint and schedule a monitoring job for it.',
    console: 'SageMaker AI console › Governance › Model dashboard › the model › Create monitoring schedule.',
    cli: 'aws sagemaker create-monitoring-schedule --monitoring-schedule-name SCHEDULE --monitoring-schedule-config file://SCHEDULE.json',
    effect: 'in-place',
  },
  of: 'endpoints',
  with: ['monitoringSchedules', 'endpointConfigs', 'models'],
  evaluate: (endpoint, see) => {
    if (endpoint.status !== 'InService') return notApplicable(`The endpoint is ${endpoint.status}.`)
    const scheduled = see.monitoringSchedules.some(
      (schedule) => schedule.endpointName === endpoint.name && schedule.status === 'Scheduled',
    )
    if (scheduled) return pass('A monitoring schedule looks at it.')
    const { configName = '' } = endpoint
    const config = see.endpointConfigs.find(({ name }) => name === configName, configName)
    if (config === undefined)
      throw new Undecided(
        'Its configuration is gone, so that nobody can tell whether Model Monitor would fit.',
      )
    const unfit = config.variants
      .map((variant) => misfit(variant, config, see))
      .find((one) => one !== undefined)
    return unfit === undefined ? fail('No running schedule looks at it.') : notApplicable(unfit)
  },
})

/** Why Model Monitor does not fit a variant, or `undefined`. */
function misfit(variant: ProductionVariant, config: EndpointConfig, see: View<'models'>): string | undefined {
  if (variant.serverless) return 'Serverless: Model Monitor does not support it.'
  if (config.asyncInference) return 'Asynchronous: Model Monitor does not support it.'
  const { modelName } = variant
  if (modelName === undefined) return 'Made of inference components: Model Monitor does not support it.'
  const model = see.models.find(({ name }) => name === modelName, modelName)
  const speaks = model?.containers.some(({ image }) => LANGUAGE_MODEL.test(image ?? ''))
  return speaks ? 'It serves a language model; Model Monitor is about tables.' : undefined
}
