import type { Sight } from '../check.ts'
import type { Endpoint, EndpointConfig, Model } from '../inventory/models.ts'
import type { Workload } from '../inventory/workloads.ts'
import { anySeen } from '../verdicts/verdict-of-all.ts'

/** What tells whether a model runs. */
export interface ModelUseView {
  readonly endpoints: Sight<Endpoint>
  readonly endpointConfigs: Sight<EndpointConfig>
  readonly transformJobs: Sight<Workload>
}

/** Whether an endpoint runs this configuration now. Throws `Unseen` where an endpoint that could is hidden. */
export function configInUse(config: EndpointConfig, see: Pick<ModelUseView, 'endpoints'>): boolean {
  return see.endpoints.some((endpoint) => endpoint.configName === config.name)
}

/**
 * Whether a live endpoint or a recent transform job runs this model. Models that no configuration names count as in
 * use where an endpoint is made of inference components: those name their models themselves.
 */
export function modelInUse(model: Model, see: ModelUseView): boolean {
  return anySeen([
    () => see.endpointConfigs.some((config) => couldRun(config, model) && configInUse(config, see)),
    () => see.transformJobs.some((job) => job.parts.some((part) => part.modelName === model.name)),
  ])
}

function couldRun(config: EndpointConfig, model: Model): boolean {
  return config.variants.some(
    (variant) => variant.modelName === undefined || variant.modelName === model.name,
  )
}
