import { ok } from '../../base/result.ts'
import { type EpochSeconds, epochSeconds, MINUTE_S } from '../../base/time.ts'
import { decidedEnd, type Grant, pendingRevision, type Revision } from '../grant.ts'
import { gatherFacts } from '../rules/circumstances.ts'
import { decide } from '../rules/rules.ts'
import type { Window } from '../terms.ts'
import { move } from './move.ts'
import type { GrantsOptions } from './options.ts'
import type { LaterStep } from './steps.ts'

/** What a record calls for at an instant. `none`: AWS agrees with it, or its time has not come. */
type Duty =
  | { readonly kind: 'none' | 'expire' | 'end' }
  | { readonly kind: 'lapse'; readonly revision: Revision }
  | { readonly kind: 'make'; readonly revision: Revision; readonly window: Window }

/** The one thing to do next for a grant. */
function dutyOf(grant: Grant, now: EpochSeconds): Duty {
  const { state, current, next } = grant
  if (state === 'ending') return { kind: 'end' }
  if (state === 'approved' || state === 'active') {
    if (now >= (decidedEnd(grant) ?? 0)) return { kind: 'expire' }
    const made = state === 'approved' ? current : next
    if (made?.window && now >= made.window.startsAt)
      return { kind: 'make', revision: made, window: made.window }
  }
  const waiting = pendingRevision(grant)
  return waiting && now >= waiting.lapsesAt ? { kind: 'lapse', revision: waiting } : { kind: 'none' }
}

/** A start this long after the decision asks again whether the requester may still have it. */
const RECHECK_AFTER_S = 5 * MINUTE_S

/** More rounds than any record needs: lapse, make, expire, end. */
const ROUNDS = 8

/**
 * Makes AWS agree with a grant's record, and the record with the clock; the grant as it is then. Idempotent: it may be
 * called at any time, from several places at once, and after a crash anywhere. Throws what kept it from finishing.
 */
export async function settle(options: GrantsOptions, id: string): Promise<Grant | undefined> {
  for (let round = 0; round < ROUNDS; round++) {
    const grant = await options.store.read(id)
    if (!grant) return undefined
    const duty = dutyOf(grant, epochSeconds(options.clock))
    if (duty.kind === 'none') return grant
    await perform(options, grant, duty)
  }
  throw new Error(`Grant ${id} does not settle`)
}

async function perform(options: GrantsOptions, grant: Grant, duty: Duty): Promise<void> {
  switch (duty.kind) {
    case 'none':
      return
    case 'lapse':
      return take(options, grant, { type: 'lapse', revision: duty.revision.number })
    case 'expire':
      return take(options, grant, { type: 'expire' })
    case 'end':
      await options.endGrant(grant)
      return take(options, grant, { type: 'detach' })
    case 'make':
      return make(options, grant, duty.revision, duty.window)
  }
}

async function make(options: GrantsOptions, grant: Grant, revision: Revision, window: Window): Promise<void> {
  const refusal = await startRefusal(options, grant)
  if (refusal !== undefined) return take(options, grant, { type: 'fail', problem: refusal })
  const made = await options.makeGrant(grant, revision, window)
  if (made.outcome === 'made') {
    await take(options, grant, { type: 'attach', revision: revision.number, role: made.role })
    return endStraggler(options, grant)
  }
  if (grant.state === 'approved') return take(options, grant, { type: 'fail', problem: made.problem })
  // Some of the new documents may be in place already: first back to what the record says, then on record.
  if (grant.current.window) await options.makeGrant(grant, grant.current, grant.current.window)
  await take(options, grant, { type: 'fail-extension', revision: revision.number, problem: made.problem })
  return endStraggler(options, grant)
}

/** A grant may have been revoked and ended while its role was being made; then that role must go again. */
async function endStraggler(options: GrantsOptions, { id }: Grant): Promise<void> {
  const now = await options.store.read(id)
  if (now?.state === 'ended') await options.endGrant(now)
}

/** Eligibility may have gone between the decision and a later start. An extension starts nothing. */
async function startRefusal(options: GrantsOptions, grant: Grant): Promise<string | undefined> {
  const now = epochSeconds(options.clock)
  const { terms, decidedAt } = grant.current
  if (grant.state !== 'approved' || decidedAt === null || now < decidedAt + RECHECK_AFTER_S) return undefined
  const actor = { person: terms.requester, place: { kind: 'private' } } as const
  const { person, facts } = await gatherFacts(options, actor, terms, undefined)
  if (facts.link?.user === 'unknown')
    throw new Error('Identity Center could not be asked about the requester')
  const decision = decide({ action: 'start', grant }, person, options.policy(), facts, now)
  return decision.allowed ? undefined : `No longer eligible: ${decision.codes.join(', ')}`
}

/** Takes a step if it still fits. If somebody was faster the table refuses it, and the next round looks afresh. */
async function take(options: GrantsOptions, { id }: Grant, step: LaterStep): Promise<void> {
  await move(options, id, async () => ok(step))
}
