import type { Sight } from '../check.ts'
import type { DataCapture, Endpoint, EndpointConfig } from '../inventory/models.ts'
import { Undecided } from '../snapshot.ts'

/**
 * What an endpoint captures now: its own answer, or else its configuration's. `undefined`: capture is off. Throws
 * `Unseen` where the configuration is hidden, `Undecided` where it is gone.
 */
export function captureOf(
  endpoint: Endpoint,
  see: { readonly endpointConfigs: Sight<EndpointConfig> },
): DataCapture | undefined {
  if (endpoint.dataCapture) return endpoint.dataCapture.enabled ? endpoint.dataCapture : undefined
  const { configName } = endpoint
  if (configName === undefined) return undefined
  const config = see.endpointConfigs.find(({ name }) => name === configName, configName)
  if (config === undefined)
    throw new Undecided(
      `The configuration ${configName} is gone, and the endpoint itself does not say what it captures.`,
    )
  return config.dataCapture?.enabled ? config.dataCapture : undefined
}
