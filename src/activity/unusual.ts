import { DAY_S, type EpochSeconds, HOUR_S } from '../base/time.ts'
import { callerKey, type LogEvent, viaService } from './event.ts'

/** Something that a person did not do before. */
export interface Unusual {
  /** The key of the person, as `personOf` says it. */
  readonly person: string
  readonly what: 'newcomer' | 'action' | 'address' | 'hour'
  /** The action, the address, the hour (`03`, UTC); empty for a newcomer. */
  readonly value: string
  readonly events: readonly LogEvent[]
}

/** What was compared, and with what. */
export interface Comparison {
  readonly unusual: readonly Unusual[]
  /** People about whom too little is known to call anything of theirs unusual, by key, and how many calls are known. */
  readonly tooLittle: ReadonlyMap<string, number>
  /** Seconds before the window that could be compared with. */
  readonly compared: number
}

/** The days before the window that a person is compared with. */
export const HISTORY_S = 30 * DAY_S
/** With fewer calls than this, or fewer days of calls, everything is new and nothing says anything. */
export const LEAST_CALLS = 20
export const LEAST_DAYS = 3

/** Who answers for a call: the grant's requester for what was done under a grant, else the caller. */
export type PersonOf = (event: LogEvent) => string

/** Callers by themselves. */
export const byCaller: PersonOf = ({ caller }) => callerKey(caller)

/**
 * Compares the calls of a window with those of the same person in the 30 days before it: an action they did not use, an
 * address they did not come from, an hour of the day (UTC) with no call in it or the hours beside it. Where the log was
 * not read that far back, with as much as was read.
 */
export function compare(
  window: readonly LogEvent[],
  history: readonly LogEvent[],
  span: { readonly from: EpochSeconds; readonly completeFrom: EpochSeconds },
  personOf: PersonOf = byCaller,
): Comparison {
  const compared = Math.min(HISTORY_S, Math.max(0, span.from - span.completeFrom))
  const before = Map.groupBy(
    history.filter(({ at }) => at >= span.from - compared && at < span.from),
    personOf,
  )
  const tooLittle = new Map<string, number>()
  const unusual = [...Map.groupBy(window, personOf)].flatMap(([person, events]) => {
    const known = before.get(person) ?? []
    if (known.length === 0 && compared >= HISTORY_S)
      return [{ person, what: 'newcomer' as const, value: '', events }]
    if (!isEnough(known)) {
      tooLittle.set(person, known.length)
      return []
    }
    return newFor(person, events, known)
  })
  return { unusual, tooLittle, compared }
}

function isEnough(known: readonly LogEvent[]): boolean {
  return (
    known.length >= LEAST_CALLS && new Set(known.map(({ at }) => Math.floor(at / DAY_S))).size >= LEAST_DAYS
  )
}

function newFor(person: string, events: readonly LogEvent[], known: readonly LogEvent[]): readonly Unusual[] {
  const actions = new Set(known.map(({ action }) => action))
  const addresses = new Set(known.map(({ sourceIp }) => sourceIp))
  const hours = new Set(known.flatMap(({ at }) => [hourOf(at) - 1, hourOf(at), hourOf(at) + 1].map(onClock)))
  const called = events.filter((event) => viaService(event) === null)
  const group = (what: Unusual['what'], found: readonly LogEvent[], value: (event: LogEvent) => string) =>
    [...Map.groupBy(found, value)].map(([each, those]) => ({ person, what, value: each, events: those }))
  return [
    ...group(
      'action',
      events.filter(({ action }) => !actions.has(action)),
      ({ action }) => action,
    ),
    ...group(
      'address',
      called.filter(({ sourceIp }) => sourceIp !== null && !addresses.has(sourceIp)),
      ({ sourceIp }) => sourceIp ?? '',
    ),
    ...group(
      'hour',
      called.filter(({ at }) => !hours.has(hourOf(at))),
      ({ at }) => String(hourOf(at)).padStart(2, '0'),
    ),
  ]
}

function hourOf(at: EpochSeconds): number {
  return Math.floor((at % DAY_S) / HOUR_S)
}

function onClock(hour: number): number {
  return (hour + 24) % 24
}
