/** How many resources there are of each kind. */
export interface Mix {
  readonly notebooks: number
  readonly training: number
  readonly models: number
  readonly endpointConfigs: number
  readonly endpoints: number
  readonly domains: number
  readonly processing: number
  readonly transform: number
}

/** The estate on which scanners are compared: 710 resources, of which 20 endpoints and 20 domains. */
export const BENCH: Mix = {
  notebooks: 200,
  training: 200,
  models: 100,
  endpointConfigs: 100,
  endpoints: 20,
  domains: 20,
  processing: 50,
  transform: 20,
}

const total = (mix: Mix): number => Object.values(mix).reduce((sum: number, count: number) => sum + count, 0)

/**
 * A mix with this many resources: the proportions of the bench estate up to its size, and beyond it what really grows
 * in an account, the history of jobs (nine training jobs for one processing job).
 */
export const mixOf = (resources: number): Mix => {
  const base = Math.min(resources, total(BENCH))
  const share = (count: number): number => Math.floor((count * base) / total(BENCH))
  const small: Mix = {
    notebooks: share(BENCH.notebooks),
    training: share(BENCH.training),
    models: share(BENCH.models),
    endpointConfigs: share(BENCH.endpointConfigs),
    endpoints: share(BENCH.endpoints),
    domains: share(BENCH.domains),
    processing: share(BENCH.processing),
    transform: share(BENCH.transform),
  }
  const rest = resources - total(small)
  const processing = Math.floor(rest / 10)
  return {
    ...small,
    training: small.training + rest - processing,
    processing: small.processing + processing,
  }
}
