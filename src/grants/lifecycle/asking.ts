import { err, ok, type Result } from '../../base/result.ts'
import { type EpochSeconds, epochSeconds } from '../../base/time.ts'
import type { Grant, Requirement } from '../grant.ts'
import { type Actor, gatherFacts, principalOf } from '../rules/circumstances.ts'
import { isAutomatic } from '../rules/eligibility.ts'
import type { RefusalCode } from '../rules/refusal.ts'
import { decide, type Facts } from '../rules/rules.ts'
import { ruling } from '../rules/ruling.ts'
import { type Mode, type Terms, windowOf } from '../terms.ts'
import { open } from './apply.ts'
import { move, type Refused } from './move.ts'
import type { GrantsOptions } from './options.ts'
import { follow } from './show.ts'

/** What a person chose. Who they are in AWS, the risk and the way it is decided are never theirs to say. */
export type Asked = Omit<Terms, 'requester' | 'principal' | 'risk' | 'mode'> & {
  readonly breakGlass: boolean
}

/** What a person chose for more time. */
export interface MoreTime {
  /** Epoch seconds. */
  readonly until: EpochSeconds
  readonly reason: string
  readonly ticket: string | null
}

/**
 * Asks for access: a new grant that waits for its approvals, or for the requester's own factor. The id was drawn when
 * the form was opened, so that the same form sent twice is one request.
 */
export async function ask(
  options: GrantsOptions,
  actor: Actor,
  id: string,
  asked: Asked,
): Promise<Result<Grant, Refused>> {
  const draft = await draftTerms(options, actor, asked)
  if (!draft.ok) return err({ codes: [draft.error] })
  const { person, facts } = await gatherFacts(options, actor, draft.value, 'later')
  const now = epochSeconds(options.clock)
  const terms = { ...draft.value, mode: modeOf(options, draft.value, asked.breakGlass, facts, now) }
  const decision = decide({ action: 'ask', terms }, person, options.policy(), facts, now)
  if (!decision.allowed) return err({ codes: decision.codes })
  const step = { type: 'ask' as const, terms, ...requested(options, terms, facts, now) }
  const grant = open(id, step, now, options.hash)
  if (await options.store.create(grant)) return ok(await follow(options, grant))
  const there = await options.store.read(id)
  const same = there?.current.requestHash === grant.current.requestHash
  return there && same ? ok(await follow(options, there)) : err({ codes: ['conflict'] })
}

/** Asks for more time for an active grant: a new revision that needs its own decision. */
export async function extend(
  options: GrantsOptions,
  actor: Actor,
  id: string,
  more: MoreTime,
): Promise<Result<Grant, Refused>> {
  const moved = await move(options, id, async (grant, now) => {
    const { window, terms: had } = grant.current
    if (!window) return err<readonly RefusalCode[]>(['wrong-state'])
    const { reason, ticket, until } = more
    const time = { startsAt: window.startsAt, durationSeconds: until - window.startsAt }
    const draft: Terms = { ...had, ...time, reason, ticket, mode: 'approval' }
    const { person, facts } = await gatherFacts(options, actor, draft, 'later')
    const terms = { ...draft, mode: modeOf(options, draft, false, facts, now) }
    const decision = decide({ action: 'extend', grant, terms }, person, options.policy(), facts, now)
    if (!decision.allowed) return err(decision.codes)
    const { required, lapsesAt } = requested(options, terms, facts, now)
    const step = { type: 'extend' as const, by: actor.person, terms, required }
    return ok({ ...step, lapsesAt: Math.min(lapsesAt, window.endsAt) })
  })
  return moved.ok ? ok(await follow(options, moved.value)) : moved
}

async function draftTerms(
  options: GrantsOptions,
  actor: Actor,
  asked: Asked,
): Promise<Result<Terms, RefusalCode>> {
  const principal = await principalOf(options, actor.person, asked.account)
  if (!principal) return err('principal-unknown')
  const entitlement = options.entitlement(asked.entitlement)
  if (!entitlement) return err('entitlement-unknown')
  const { breakGlass, ...chosen } = asked
  const mode = breakGlass ? 'break-glass' : 'approval'
  return ok({ ...chosen, requester: actor.person, principal, risk: entitlement.risk, mode })
}

/** How these terms would be decided, were they asked for now. */
export function modeOf(
  options: GrantsOptions,
  terms: Terms,
  breakGlass: boolean,
  facts: Facts,
  now: EpochSeconds,
): Mode {
  if (breakGlass) return 'break-glass'
  return isAutomatic(terms, options.policy(), facts.members, now) ? 'auto' : 'approval'
}

/** What a request needs, and until when it waits. The entitlement must be known. */
export function requested(
  options: GrantsOptions,
  terms: Terms,
  { entitlement, members }: Facts,
  now: EpochSeconds,
): { readonly required: Requirement; readonly lapsesAt: EpochSeconds } {
  const policy = options.policy()
  if (!entitlement) throw new Error(`Entitlement ${terms.entitlement} was allowed without being known`)
  const { required } = ruling(policy, entitlement, terms, members)
  const lapsesAt = now + policy.requestLapsesAfterSeconds
  return {
    required,
    lapsesAt: terms.startsAt === null ? lapsesAt : Math.min(lapsesAt, windowOf(terms, now).endsAt),
  }
}
