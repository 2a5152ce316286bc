import type { Caller } from '../../base/policy/principals.ts'
import { DAY_S, type EpochSeconds, isoTime } from '../../base/time.ts'
import type { Window } from '../terms.ts'
import type { ContextItem } from './proof-context.ts'

/** A call that is tried. `resource` is `*` where the action takes none. */
export interface Question {
  readonly action: string
  readonly resource: string
  readonly context: readonly ContextItem[]
  readonly expected: 'allowed' | 'denied'
  /** Who calls, where it matters: for the trust. */
  readonly caller?: Caller
}

/** The part of a policy that has to give the answer: all of it, its Allows without any Deny, or its Denies alone. */
export type Layer = 'whole' | 'allows' | 'denies'

/** Something that is said of a grant, and the questions whose answers show it. */
export interface Claim {
  readonly sentence: string
  readonly layers: readonly Layer[]
  readonly questions: readonly Question[]
}

/** The first second, one half-way, and the last. */
export function insideTimes({ startsAt, endsAt }: Window): readonly EpochSeconds[] {
  return [...new Set([startsAt, Math.floor((startsAt + endsAt) / 2), endsAt - 1])]
}

/** A year and a second before, the second of the end and the next, and a day after. */
export function outsideTimes({ startsAt, endsAt }: Window): readonly EpochSeconds[] {
  return [Math.max(0, startsAt - 365 * DAY_S), startsAt - 1, endsAt, endsAt + 1, endsAt + DAY_S].filter(
    (time) => time >= 0 && (time < startsAt || time >= endsAt),
  )
}

/** The time of a call, as a policy sees it. */
export function timeItem(time: EpochSeconds): ContextItem {
  return { key: 'aws:CurrentTime', type: 'date', values: [isoTime(time)] }
}
