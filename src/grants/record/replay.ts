import type { Grant, GrantEvent } from '../grant.ts'
import { apply, open } from '../lifecycle/apply.ts'
import type { Hash } from '../terms.ts'
import { canonicalJson } from './canonical-json.ts'
import { unlessMisshapen } from './misshapen.ts'

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
  if (!Array.isArray(grant.events) || grant.events.length === 0) return { code: 'no-events' }
  let replayed: Grant | undefined
  for (const [seq, event] of grant.events.entries()) {
    const before = replayed
    replayed = unlessMisshapen(() => retaken(grant.id, before, event, hash))
    if (replayed === undefined) return { code: 'event-does-not-fit', seq }
  }
  const whole = replayed
  return unlessMisshapen(() => canonicalJson(whole) === canonicalJson(grant))
    ? undefined
    : { code: 'record-differs' }
}

/** The record after the event's step, if that gives exactly this event again. */
function retaken(id: string, before: Grant | undefined, event: GrantEvent, hash: Hash): Grant | undefined {
  const { step, at } = event
  const after = before === undefined ? first(id, event, hash) : again(before, step, at, hash)
  return after && canonicalJson(after.events.at(-1)) === canonicalJson(event) ? after : undefined
}

function first(id: string, { step, at }: GrantEvent, hash: Hash): Grant | undefined {
  return step.type === 'ask' ? open(id, step, at, hash) : undefined
}

function again(before: Grant, step: GrantEvent['step'], at: number, hash: Hash): Grant | undefined {
  if (step.type === 'ask') return undefined
  const next = apply(before, step, at, hash)
  return next.ok ? next.value : undefined
}
