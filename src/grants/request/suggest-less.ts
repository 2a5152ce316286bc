import type { CloseOut } from '../ending/close-out.ts'
import { type Entitlement, EXAMPLE_PLACE } from '../entitlement.ts'
import { exampleRequest } from '../parameter.ts'
import type { PersonKey } from '../terms.ts'

/** What somebody could do without, going by what they did before. */
export interface Less {
  /** The earlier grants that this goes by. */
  readonly grants: number
  /** Optional parameters whose calls were never used, though each of those grants would show it. */
  readonly leaveOut: ReadonlyArray<{
    readonly parameter: string
    readonly label: string
    readonly actions: readonly string[]
  }>
  /** Further calls that were certainly never used, which the entitlement cannot do without. */
  readonly neverUsed: readonly string[]
}

/**
 * What a person could leave out of the next request for an entitlement. It goes by what is certain alone: a call whose
 * use nobody could observe is never suggested away, nor is a parameter that narrows the grant.
 */
export function suggestLess(entitlement: Entitlement, person: PersonKey, earlier: readonly CloseOut[]): Less {
  const own = earlier.filter((one) => one.entitlement === entitlement.id && one.requester === person)
  const leaveOut = Object.entries(entitlement.parameters).flatMap(([parameter, { label }]) => {
    const actions = addedBy(entitlement, parameter)
    const asked = own.filter(({ parameters }) => parameters.includes(parameter))
    const needless = actions.length > 0 && asked.length > 0 && asked.every((one) => idle(one, actions))
    return needless ? [{ parameter, label, actions }] : []
  })
  const left = new Set(leaveOut.flatMap(({ actions }) => actions))
  const neverUsed = entitlement.actions.filter((action) => {
    const granted = own.filter((one) => one.granted.includes(action))
    return !left.has(action) && granted.length > 0 && granted.every((one) => idle(one, [action]))
  })
  return { grants: own.length, leaveOut, neverUsed }
}

function idle({ unused }: CloseOut, actions: readonly string[]): boolean {
  return actions.every((action) => unused.includes(action))
}

/** The calls that an optional parameter adds; none where leaving it out would allow others in their place. */
function addedBy({ parameters, permissions }: Entitlement, parameter: string): readonly string[] {
  if (!parameters[parameter]?.optional) return []
  const { [parameter]: _left, ...without } = exampleRequest(parameters, EXAMPLE_PLACE, 'all')
  const [more, less] = [exampleRequest(parameters, EXAMPLE_PLACE, 'all'), without].map((given) => {
    const asked = permissions(given, EXAMPLE_PLACE)
    return new Set(asked.ok ? asked.value.statements.flatMap(({ actions }) => actions) : [])
  })
  if (!more || !less || less.size === 0 || [...less].some((action) => !more.has(action))) return []
  return [...more].filter((action) => !less.has(action))
}
