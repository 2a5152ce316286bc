import type { Caller } from '../../base/policy/principals.ts'
import { DAY_S, type EpochSeconds, isoTime } from '../../base/time.ts'
import { LAST_SECOND } from '../policy/window.ts'
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

/**
 * What has to give the answer: the grant's policy under the boundary, its Allows without any Deny, its Denies where all
 * else is allowed, the boundary where all else is allowed, or the trust where the caller's own policies allow all.
 */
export type Layer = 'whole' | 'allows' | 'denies' | 'boundary' | 'trust'

/** Something that is said of a grant, and the questions whose answers show it. One without questions shows nothing. */
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
    (time) => time >= 0 && time <= LAST_SECOND && (time < startsAt || time >= endsAt),
  )
}

/** The time of a call, as a policy sees it. */
export function timeItem(time: EpochSeconds): ContextItem {
  return { key: 'aws:CurrentTime', type: 'date', values: [isoTime(time)] }
}
