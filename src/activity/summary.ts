import type { LogEvent } from './event.ts'

/** What one caller did, under grants and without. */
export interface CallerSummary {
  readonly person: string
  /** One of their calls, to say who they are. */
  readonly example: LogEvent
  readonly calls: number
  readonly denied: number
  readonly underGrants: number
  /** Ids of the grants, in the order they were seen. */
  readonly grantIds: readonly string[]
  /** Distinct, the most used first. */
  readonly addresses: readonly string[]
  readonly actions: ReadonlyArray<readonly [action: string, times: number]>
}

/** Calls of one kind that were denied to one caller. */
export interface Denied {
  readonly person: string
  readonly example: LogEvent
  readonly times: number
  readonly resources: readonly string[]
}

/** Who did how much, the busiest first. */
export function callersOf(
  events: readonly LogEvent[],
  personOf: (event: LogEvent) => string,
): readonly CallerSummary[] {
  return [...Map.groupBy(events, personOf)]
    .flatMap(([person, theirs]) => {
      const [first] = theirs
      return first ? [callerOf(person, theirs, first)] : []
    })
    .toSorted((a, b) => b.calls - a.calls || a.person.localeCompare(b.person))
}

function callerOf(person: string, theirs: readonly LogEvent[], first: LogEvent): CallerSummary {
  return {
    person,
    // A call of their own says who somebody is better than one of a grant's role.
    example: theirs.find(({ grantId }) => grantId === null) ?? first,
    calls: theirs.length,
    denied: theirs.filter(({ denied }) => denied).length,
    underGrants: theirs.filter(({ grantId }) => grantId !== null).length,
    grantIds: [...new Set(theirs.flatMap(({ grantId }) => grantId ?? []))],
    addresses: counted(theirs.flatMap(({ sourceIp }) => sourceIp ?? [])).map(([each]) => each),
    actions: counted(theirs.map(({ action }) => action)),
  }
}

/** What was denied to whom, the most first. */
export function deniedOf(
  events: readonly LogEvent[],
  personOf: (event: LogEvent) => string,
): readonly Denied[] {
  const denied = events.filter((event) => event.denied)
  return [...Map.groupBy(denied, (event) => JSON.stringify([personOf(event), event.action]))]
    .flatMap(([, those]) => {
      const [example] = those
      const resources = [...new Set(those.flatMap(({ resource }) => resource ?? []))]
      return example ? [{ person: personOf(example), example, times: those.length, resources }] : []
    })
    .toSorted((a, b) => b.times - a.times || a.example.action.localeCompare(b.example.action))
}

function counted(values: readonly string[]): ReadonlyArray<readonly [string, number]> {
  return [...Map.groupBy(values, (value) => value)]
    .map(([value, those]) => [value, those.length] as const)
    .toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
}
