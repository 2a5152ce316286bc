import { DAY_S, type EpochSeconds, isoTime, MINUTE_S } from '../base/time.ts'
import type { Memory } from './memory.ts'

/** A stretch of time, both ends included. */
export interface Span {
  readonly from: EpochSeconds
  readonly to: EpochSeconds
}

/** How far the trail of one Region has been read. One record, written after what was found in it is kept. */
export interface Position {
  readonly version: number
  /** Events before this instant are learned from, not announced: the watch began here. */
  readonly since: EpochSeconds
  /** Everything up to here was read, but for `unread` and for what arrives late. */
  readonly upTo: EpochSeconds
  /** Stretches that one look could not finish, oldest first. */
  readonly unread: readonly Span[]
  /** Ids of the events that detections have looked at, and when they happened. */
  readonly seen: Readonly<Record<string, EpochSeconds>>
  readonly memory: Memory
  /** When the trail could be read last, and why it cannot be now. */
  readonly readAt: EpochSeconds
  readonly trouble: string | null
}

/** CloudTrail shows events up to so much later. Source: CloudTrail User Guide, "How CloudTrail works". */
export const LATE_S = 15 * MINUTE_S
/** Older events than this are not caught up with; CloudTrail would show 90 days. */
export const CAUGHT_UP_S = 7 * DAY_S
const MOST_SPANS = 20
const MOST_SEEN = 5000

/** Where a watch begins. */
export function startHere(now: EpochSeconds): Position {
  return {
    version: 0,
    since: now,
    upTo: now,
    unread: [],
    seen: {},
    memory: {},
    readAt: now,
    trouble: null,
  }
}

/** What to read next: the newest with what may have arrived late, and one stretch that is still unread. */
export function spansToRead({ upTo, unread }: Position, now: EpochSeconds): readonly Span[] {
  const from = Math.max(upTo - LATE_S, now - CAUGHT_UP_S)
  return [{ from: Math.min(from, now), to: now }, ...unread.slice(0, 1)]
}

/** How a stretch was read: all of it, or the newest part down to `reached`. */
export interface ReadSpan {
  readonly span: Span
  readonly reached: EpochSeconds | null
}

/** The position after these stretches were read, and what can never be read any more. */
export function afterReading(
  position: Position,
  read: readonly ReadSpan[],
  now: EpochSeconds,
): { readonly position: Position; readonly lost: Span | undefined } {
  const [newest] = read
  const rest = read.flatMap(({ span, reached }) => {
    if (reached === null) return []
    // What lies before `upTo` was read before; only what is late there may be missing, and is looked for next time.
    const from = span === newest?.span ? Math.max(span.from, position.upTo) : span.from
    // A page may end within a second: that second is read again.
    return from < reached ? [{ from, to: Math.min(reached, span.to) }] : []
  })
  const untouched = position.unread.slice(1)
  const all = [...untouched, ...rest].toSorted((a, b) => a.from - b.from)
  const dropped = all.slice(0, Math.max(0, all.length - MOST_SPANS))
  const skipped =
    newest && newest.span.from > position.upTo ? [{ from: position.upTo, to: newest.span.from }] : []
  const lost = [...dropped, ...skipped]
  return {
    position: {
      ...position,
      upTo: Math.max(position.upTo, now),
      unread: all.slice(dropped.length),
      readAt: now,
      trouble: null,
    },
    lost:
      lost.length === 0
        ? undefined
        : { from: Math.min(...lost.map(({ from }) => from)), to: Math.max(...lost.map(({ to }) => to)) },
  }
}

/** The ids seen, with these more; those that no look can bring again are left out. */
export function seenWith(
  { seen, unread, upTo }: Position,
  events: ReadonlyArray<{ readonly id: string; readonly at: EpochSeconds }>,
): Position['seen'] {
  const oldest = Math.min(upTo - LATE_S, ...unread.map(({ from }) => from))
  const all = [...Object.entries(seen), ...events.map(({ id, at }) => [id, at] as const)]
  const kept = all.filter(([, at]) => at >= oldest).toSorted(([, a], [, b]) => b - a)
  return Object.fromEntries(kept.slice(0, MOST_SEEN))
}

/** In words, what was not seen: `events from 2026-… to 2026-…`. */
export function spanWords({ from, to }: Span): string {
  return `events from ${isoTime(from)} to ${isoTime(to)}`
}
