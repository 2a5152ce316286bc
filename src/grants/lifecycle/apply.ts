import { err, ok, type Result } from '../../base/result.ts'
import type { EpochSeconds } from '../../base/time.ts'
import { decidedEnd, type EndReason, type Grant, pendingRevision, type Revision } from '../grant.ts'
import { canonicalJson } from '../record/canonical-json.ts'
import { chained } from '../record/chain.ts'
import type { RefusalCode } from '../rules/refusal.ts'
import { type Hash, type PersonKey, requestHash, type Terms } from '../terms.ts'
import { type Change, decided } from './decided.ts'
import type { AskStep, LaterStep } from './steps.ts'
import { TRANSITIONS } from './transitions.ts'

/** A new record: somebody asked. */
export function open(id: string, step: AskStep, now: EpochSeconds, hash: Hash): Grant {
  const event = chained(id, { at: now, from: null, to: 'requested', step }, undefined, hash)
  return {
    id,
    state: 'requested',
    current: revision(id, 1, step, now, hash),
    next: null,
    revisions: 1,
    role: null,
    end: null,
    review: null,
    usedChallenges: [],
    events: [event],
    head: event.hash,
  }
}

/**
 * The record after a step, or why the step cannot be taken: a move outside the table, another revision than the one
 * that waits, a moment before or after its time, a challenge that was used. Who may take a step is for `rules.ts`.
 */
export function apply(
  grant: Grant,
  step: LaterStep,
  now: EpochSeconds,
  hash: Hash,
): Result<Grant, RefusalCode> {
  const allowed = TRANSITIONS[step.type][grant.state]
  if (!allowed) return err('wrong-state')
  const change = changeBy(grant, step, now, hash)
  if (!change.ok) return change
  const to = change.value.state ?? grant.state
  if (!allowed.includes(to)) return err('wrong-state')
  const event = chained(grant.id, { at: now, from: grant.state, to, step }, grant.events.at(-1), hash)
  return ok({ ...grant, ...change.value, events: [...grant.events, event], head: event.hash })
}

function changeBy(grant: Grant, step: LaterStep, now: EpochSeconds, hash: Hash): Result<Change, RefusalCode> {
  switch (step.type) {
    case 'approve':
    case 'confirm':
      return decided(grant, step, now)
    case 'deny':
      return refusePending(grant, step.revision, now, 'denied', step.by, step.reason)
    case 'withdraw':
      if (step.by !== grant.current.terms.requester) return err('not-the-requester')
      return refusePending(grant, step.revision, now, 'withdrawn', step.by, '')
    case 'lapse': {
      const waiting = pendingRevision(grant)
      if (waiting && now < waiting.lapsesAt) return err('too-early')
      return refusePending(grant, step.revision, now, 'lapsed', null, '')
    }
    case 'attach':
      return attach(grant, step, now)
    case 'extend':
      return extend(grant, step, now, hash)
    case 'fail-extension':
      if (grant.next?.number !== step.revision) return err('wrong-revision')
      return grant.next.decidedAt === null ? err('approvals-missing') : ok({ next: null })
    case 'expire':
      return now < (decidedEnd(grant) ?? 0) ? err('too-early') : close('expired', now, null, '')
    case 'revoke':
      return close('revoked', now, step.by, step.reason)
    case 'fail':
      return close('failed', now, null, step.problem)
    case 'detach':
      return ok({ state: 'ended' })
    case 'review':
      return review(grant, step, now)
  }
}

/** The pending request is refused: that ends a grant that never was, and drops an extension. */
function refusePending(
  grant: Grant,
  number: number,
  now: EpochSeconds,
  reason: EndReason,
  by: PersonKey | null,
  words: string,
): Result<Change, RefusalCode> {
  const waiting = pendingRevision(grant)
  if (!waiting) return err('wrong-state')
  if (waiting.number !== number) return err('wrong-revision')
  if (grant.state === 'active') return ok({ next: null })
  return ok({ state: 'ended', end: { reason, at: now, by, words } })
}

function close(reason: EndReason, now: EpochSeconds, by: PersonKey | null, words: string) {
  return ok<Change>({ state: 'ending', next: null, end: { reason, at: now, by, words } })
}

function attach(
  grant: Grant,
  step: Extract<LaterStep, { type: 'attach' }>,
  now: EpochSeconds,
): Result<Change, RefusalCode> {
  const made = grant.state === 'approved' ? grant.current : grant.next
  if (made?.number !== step.revision) return err('wrong-revision')
  if (!made.window) return err('approvals-missing')
  if (now < made.window.startsAt) return err('too-early')
  if (now >= made.window.endsAt) return err('window-over')
  return ok({ state: 'active', current: made, next: null, role: step.role })
}

function extend(
  grant: Grant,
  step: Extract<LaterStep, { type: 'extend' }>,
  now: EpochSeconds,
  hash: Hash,
): Result<Change, RefusalCode> {
  const { terms, window } = grant.current
  if (grant.next) return err('extension-pending')
  if (step.by !== terms.requester) return err('not-the-requester')
  if (!window || now >= window.endsAt) return err('window-over')
  if (!sameThing(step.terms, terms) || step.terms.startsAt !== window.startsAt) return err('terms-changed')
  if (window.startsAt + step.terms.durationSeconds <= window.endsAt) return err('not-longer')
  const number = grant.revisions + 1
  return ok({ next: revision(grant.id, number, step, now, hash), revisions: number })
}

/** An extension is more time for the same thing. Anything else is another grant. */
function sameThing(a: Terms, b: Terms): boolean {
  const kept = ({ mode, startsAt, durationSeconds, reason, ticket, ...thing }: Terms) => canonicalJson(thing)
  return kept(a) === kept(b)
}

function review(
  grant: Grant,
  step: Extract<LaterStep, { type: 'review' }>,
  now: EpochSeconds,
): Result<Change, RefusalCode> {
  if (!grant.review || grant.review.outcome) return err('no-review-due')
  if (step.by === grant.current.terms.requester) return err('own-request')
  const { by, verdict, note } = step
  return ok({ review: { ...grant.review, outcome: { by, at: now, verdict, note } } })
}

function revision(
  grantId: string,
  number: number,
  asked: { readonly terms: Terms; readonly required: Revision['required']; readonly lapsesAt: EpochSeconds },
  now: EpochSeconds,
  hash: Hash,
): Revision {
  return {
    number,
    terms: asked.terms,
    requestHash: requestHash(grantId, number, asked.terms, hash),
    required: asked.required,
    askedAt: now,
    lapsesAt: asked.lapsesAt,
    approvals: [],
    confirmation: null,
    decidedAt: null,
    window: null,
  }
}
