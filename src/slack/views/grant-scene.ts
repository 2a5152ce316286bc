import type { EpochSeconds } from '../../base/time.ts'
import type { Briefing, Standing } from '../../grants/access.ts'
import type { Entitlement } from '../../grants/entitlement.ts'
import { type EndReason, type Grant, pendingRevision, type Revision } from '../../grants/grant.ts'
import type { Slot } from '../../grants/rules/approvals.ts'
import { stillNeeded } from '../../grants/rules/approvals.ts'
import type { PersonKey } from '../../grants/terms.ts'
import { shortenMiddle, visible } from '../blocks/escape.ts'

/** All that the messages about a grant are drawn from. */
export interface GrantScene {
  readonly grant: Grant
  /** Undefined where the entitlement is no more. */
  readonly entitlement: Entitlement | undefined
  /** What was looked at before anybody was asked, as far as it is kept. */
  readonly briefing: Briefing | undefined
  /** Undefined where nothing waits, or where it cannot be told right now. */
  readonly standing: Standing | undefined
  /** Who has a page open to confirm the pending revision, and until when it works. */
  readonly confirming: Confirming | undefined
  readonly now: EpochSeconds
}

export interface Confirming {
  readonly person: PersonKey
  readonly revision: number
  readonly until: EpochSeconds
}

/** What a grant is to people. `own-factor`: a rule decides, and waits for the requester's own second factor. */
export type Phase =
  | 'pending'
  | 'own-factor'
  | 'scheduled'
  | 'granting'
  | 'active'
  | 'more-time'
  | 'more-time-own-factor'
  | 'extending'
  | 'ending'
  | EndReason

/** `active` is said only once AWS agreed, and an end only once AWS has nothing of the grant any more. */
export function phaseOf({ state, current, next, end }: Grant, now: EpochSeconds): Phase {
  switch (state) {
    case 'requested':
      return current.terms.mode === 'approval' ? 'pending' : 'own-factor'
    case 'approved':
      return current.window && current.window.startsAt > now ? 'scheduled' : 'granting'
    case 'active':
      if (next === null) return 'active'
      if (next.decidedAt !== null) return 'extending'
      return next.terms.mode === 'approval' ? 'more-time' : 'more-time-own-factor'
    case 'ending':
      return 'ending'
    case 'ended':
      return end?.reason ?? 'failed'
  }
}

/** The revision that a message is about: what waits, an extension on its way, or what is. */
export function shownRevision(grant: Grant): Revision {
  return pendingRevision(grant) ?? grant.next ?? grant.current
}

/** The approvals that are missing: as the rules say now, else as the record asked for. */
export function missingOf({ grant, standing }: GrantScene): readonly Slot[] {
  const waiting = pendingRevision(grant)
  if (waiting?.terms.mode !== 'approval') return []
  if (standing) return standing.missing
  return stillNeeded(
    waiting.required,
    waiting.approvals.map(({ groups }) => groups),
  )
}

/** Who is confirming what waits now; nobody where that was another revision, or decided meanwhile. */
export function confirmingNow({ grant, confirming }: GrantScene): Confirming | undefined {
  const waiting = pendingRevision(grant)
  if (!waiting || waiting.number !== confirming?.revision) return undefined
  return waiting.approvals.some(({ by }) => by === confirming.person) ? undefined : confirming
}

/** What a person asks for, in a user's words. As text: whoever draws it escapes it. */
export function titleOf({ grant, entitlement }: GrantScene): string {
  return shortenMiddle(visible(entitlement?.title ?? grant.current.terms.entitlement), 100)
}
