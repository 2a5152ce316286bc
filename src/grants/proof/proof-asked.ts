import type { Permission } from '../entitlement.ts'
import { bothConditions, type Conditions } from '../policy/policy-json.ts'
import type { Place } from '../rules/place.ts'

/**
 * The conditions under which a permission was asked for, those of the organisation's networks included, the window left
 * out. Said here once more, and not taken from the rendering, so that a mistake there shows.
 */
export function askedConditions({ when = {}, forwarded }: Permission, { network }: Place): Conditions {
  if (!network || forwarded) return when
  const [operator, key, values] =
    network.kind === 'addresses'
      ? (['IpAddress', 'aws:SourceIp', network.cidrs] as const)
      : (['StringEquals', 'aws:SourceVpce', network.ids] as const)
  return bothConditions(when, { [operator]: { [key]: values } })
}

/** Every action that was asked for. */
export function askedActions(asked: readonly Permission[]): ReadonlySet<string> {
  return new Set(asked.flatMap(({ actions }) => actions))
}
