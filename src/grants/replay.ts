import { apply, open } from './apply.ts'
import { canonicalJson } from './canonical-json.ts'
import type { Grant } from './grant.ts'
import type { Hash } from './terms.ts'

/** What does not fit in a record. `seq` is the event that does not follow from those before it. */
export type RecordProblem =
  | { readonly code: 'no-events' }
  | { readonly code: 'event-does-not-fit'; readonly seq: number }
  /** The events are sound, but the record says something else. */
  | { readonly code: 'record-differs' }

/**
 * Takes every recorded step again, and compares. The record follows from its events alone, so a change to any field,
 * or to any event, or their order, shows; and so does a step that the table would never have allowed.
 */
export function recordProblem(grant: Grant, hash: Hash): RecordProblem | undefined {
  let replayed: Grant | undefined
  for (const [index, event] of grant.events.entries()) {
    const { step, at } = event
    if (replayed === undefined) {
      if (step.type !== 'ask') return { code: 'event-does-not-fit', seq: 0 }
      replayed = open(grant.id, step, at, hash)
    } else {
      if (step.type === 'ask') return { code: 'event-does-not-fit', seq: index }
      const next = apply(replayed, step, at, hash)
      if (!next.ok) return { code: 'event-does-not-fit', seq: index }
      replayed = next.value
    }
    if (!sameText(replayed.events[index], event)) return { code: 'event-does-not-fit', seq: index }
  }
  if (replayed === undefined) return { code: 'no-events' }
  return sameText(replayed, grant) ? undefined : { code: 'record-differs' }
}

/** A value without canonical text (a fraction, a missing field) was never written by us. */
function sameText(ours: unknown, theirs: unknown): boolean {
  try {
    return canonicalJson(ours) === canonicalJson(theirs)
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}
