import { chunks } from '../fields.ts'

/** A condition key of a call that is tried. `type` as iam:SimulateCustomPolicy names it. */
export interface TriedContext {
  readonly key: string
  readonly type: 'string' | 'stringList' | 'boolean' | 'numeric' | 'date' | 'ip'
  readonly values: readonly string[]
}

/** A call that is tried, and whether it ought to be allowed. */
export interface TriedCall {
  readonly action: string
  readonly resource: string
  readonly context: readonly TriedContext[]
  readonly expected: 'allowed' | 'denied'
}

/** Calls that go into one simulation: every one of the actions on every one of the resources, in the same context. */
export interface Batch {
  readonly actions: readonly string[]
  readonly resources: readonly string[]
  readonly context: readonly TriedContext[]
}

/** Keeps a request well below what IAM takes, and its answer to a page or two. */
const MOST_RESOURCES = 25

/** As few simulations as the questions need: those of one context together, and of these the resources with the same actions. */
export function batchesOf(calls: readonly TriedCall[]): readonly Batch[] {
  return [...groups(calls, ({ context }) => JSON.stringify(context)).values()].flatMap((alike) => {
    const [{ context } = { context: [] }] = alike
    const byResource = groups(alike, ({ resource }) => resource)
    const actionsOf = (resource: string) => [
      ...new Set(byResource.get(resource)?.map(({ action }) => action)),
    ]
    const byActions = groups([...byResource.keys()], (resource) =>
      JSON.stringify(actionsOf(resource).toSorted((a, b) => a.localeCompare(b))),
    )
    return [...byActions.values()].flatMap((resources) =>
      chunks(resources, MOST_RESOURCES).map((some) => ({
        actions: actionsOf(some[0] ?? ''),
        resources: some,
        context,
      })),
    )
  })
}

function groups<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  return Map.groupBy(items, keyOf)
}
