import type { EpochSeconds } from '../../base/time.ts'
import { type Grant, type Proof, pendingRevision, type Revision } from '../grant.ts'
import { type PersonKey, type PrincipalRef, type Terms, windowOf } from '../terms.ts'
import type { AccessPolicy } from './access-policy.ts'
import { stillNeeded } from './approvals.ts'
import { approverGroups, candidates, wouldCount } from './approvers.ts'
import { eligibilityRefusals, isAutomatic, type Standing } from './eligibility.ts'
import { proofRefusals } from './factor.ts'
import { sameSomebody } from './linked.ts'
import { keyOf, type Place, personRefusals, placeRefusals, type SeenPerson } from './person.ts'
import type { RefusalCode } from './refusal.ts'
import { revokeRefusals } from './revoke-rule.ts'
import { isReviewer, ruling } from './ruling.ts'

/** What somebody wants to do. `revision`: the one that their button or page was about. */
export type Question =
  | { readonly action: 'ask'; readonly terms: Terms }
  | { readonly action: 'withdraw'; readonly grant: Grant; readonly revision: number }
  | DecidingQuestion
  | { readonly action: 'extend'; readonly grant: Grant; readonly terms: Terms }
  /** Asked on the requester's behalf when a scheduled start has come. */
  | { readonly action: 'start'; readonly grant: Grant }
  | { readonly action: 'revoke'; readonly grant: Grant }
  | { readonly action: 'review'; readonly grant: Grant; readonly note: string }

type DecidingQuestion =
  | { readonly action: 'approve' | 'confirm'; readonly grant: Grant; readonly revision: number }
  | { readonly action: 'deny'; readonly grant: Grant; readonly revision: number; readonly reason: string }

/** What is known at this moment, read fresh each time. */
export interface Facts extends Standing {
  readonly place: Place
  /** Who the acting person is in the grant's account, if anybody: one human may have two Slack accounts. */
  readonly ownPrincipal: PrincipalRef | undefined
  /** The second factor; `later` where it is yet to be asked for, which leaves out only the checks of the proof itself. */
  readonly proof: Proof | 'later' | undefined
}

export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly codes: readonly RefusalCode[] }

/**
 * May this person do this, now? The one answer for the request, the click and the commit: any reason against wins.
 * It looks at ids and live facts alone; names, e-mail addresses and membership of channels mean nothing. Revoking and
 * withdrawing are answered by the record before anything else, so no change of policy can take them away.
 */
export function decide(
  question: Question,
  person: SeenPerson,
  policy: AccessPolicy,
  facts: Facts,
  now: EpochSeconds,
): Decision {
  const codes = [...new Set(refusals(question, person, policy, facts, now))]
  return codes.length === 0 ? { allowed: true } : { allowed: false, codes }
}

function refusals(
  question: Question,
  person: SeenPerson,
  policy: AccessPolicy,
  facts: Facts,
  now: EpochSeconds,
): readonly RefusalCode[] {
  const key = keyOf(person)
  if (question.action === 'revoke')
    return revokeRefusals(question.grant, person, policy, facts.members, facts.place)
  if (question.action === 'withdraw') {
    if (key === undefined) return ['person-incomplete']
    return [
      ...(key === question.grant.current.terms.requester ? [] : (['not-the-requester'] as const)),
      ...pendingRefusals(question.grant, question.revision),
    ]
  }
  const always = [...personRefusals(person, policy.team), ...placeRefusals(facts.place)]
  if (key === undefined) return always
  switch (question.action) {
    case 'ask':
      return [...always, ...askRefusals(question.terms, key, policy, facts, now)]
    case 'approve':
    case 'deny':
    case 'confirm':
      return [...always, ...decidingRefusals(question, key, policy, facts, now)]
    case 'extend':
      return [...always, ...extendRefusals(question, key, policy, facts, now)]
    case 'start':
      return [...always, ...eligibilityRefusals(question.grant.current.terms, facts, policy, now)]
    case 'review':
      return [...always, ...reviewRefusals(question, key, policy, facts)]
  }
}

function askRefusals(
  terms: Terms,
  key: PersonKey,
  policy: AccessPolicy,
  facts: Facts,
  now: EpochSeconds,
): readonly RefusalCode[] {
  const codes: RefusalCode[] = [...eligibilityRefusals(terms, facts, policy, now)]
  if (key !== terms.requester) codes.push('not-the-requester')
  if (terms.startsAt !== null && terms.startsAt < now) codes.push('start-in-past')
  if (terms.startsAt !== null && terms.startsAt > now + policy.furthestStartSeconds)
    codes.push('start-too-far')
  return [...codes, ...wayRefusals(terms, policy, facts, now)]
}

/**
 * Why a request could not be decided the way it says. Nobody is kept waiting for approvals that the people there are
 * could never give; and what a rule decides, it decides only while it holds.
 */
function wayRefusals(
  terms: Terms,
  policy: AccessPolicy,
  facts: Facts,
  now: EpochSeconds,
): readonly RefusalCode[] {
  if (terms.mode === 'auto') return isAutomatic(terms, policy, facts.members, now) ? [] : ['not-automatic']
  if (terms.mode === 'break-glass' || !facts.entitlement) return []
  const { required } = ruling(policy, facts.entitlement, terms, facts.members)
  const groups = candidates(required, terms.requester, facts.members).map((each) => each.groups)
  return required.groups.length === 0 || stillNeeded(required, groups).length > 0 ? ['too-few-approvers'] : []
}

function extendRefusals(
  { grant, terms }: Extract<Question, { action: 'extend' }>,
  key: PersonKey,
  policy: AccessPolicy,
  facts: Facts,
  now: EpochSeconds,
): readonly RefusalCode[] {
  if (grant.state !== 'active' || !grant.current.window) return ['wrong-state']
  const { requester } = grant.current.terms
  const codes: RefusalCode[] = [
    ...eligibilityRefusals(terms, facts, policy, now),
    ...wayRefusals(terms, policy, facts, now),
  ]
  if (key !== requester) codes.push('not-the-requester')
  if (grant.next) codes.push('extension-pending')
  if (terms.mode === 'break-glass') codes.push('break-glass-closed')
  if (now >= grant.current.window.endsAt) codes.push('window-over')
  if (windowOf(terms, now).endsAt <= grant.current.window.endsAt) codes.push('not-longer')
  return codes
}

function decidingRefusals(
  question: DecidingQuestion,
  key: PersonKey,
  policy: AccessPolicy,
  facts: Facts,
  now: EpochSeconds,
): readonly RefusalCode[] {
  const { grant } = question
  const waiting = pendingRevision(grant)
  const pending = pendingRefusals(grant, question.revision)
  if (!waiting || pending.length > 0) return pending
  const codes: RefusalCode[] = []
  if (now >= waiting.lapsesAt) codes.push('lapsed')
  if (question.action === 'confirm') {
    if (key !== waiting.terms.requester) codes.push('not-the-requester')
    if (waiting.terms.mode === 'approval') codes.push('not-automatic')
    else codes.push(...wayRefusals(waiting.terms, policy, facts, now))
  } else {
    const own = facts.ownPrincipal && sameSomebody(facts.ownPrincipal, waiting.terms.principal)
    if (key === waiting.terms.requester || own) codes.push('own-request')
    const context = { policy, ...facts }
    const groups = approverGroups(waiting, key, context)
    if (groups.length === 0) codes.push('not-an-approver')
    if (question.action === 'deny') {
      if (question.reason.trim() === '') codes.push('reason-missing')
      return codes
    }
    if (waiting.approvals.some(({ by }) => by === key)) codes.push('already-approved')
    else if (groups.length > 0 && !wouldCount(waiting, groups, context)) codes.push('not-needed')
  }
  codes.push(...eligibilityRefusals(waiting.terms, facts, policy, now))
  if (grant.state === 'active' && now >= (grant.current.window?.endsAt ?? 0)) codes.push('window-over')
  return [...codes, ...secondFactorRefusals(grant, waiting, key, policy, facts, now)]
}

function secondFactorRefusals(
  grant: Grant,
  revision: Revision,
  person: PersonKey,
  policy: AccessPolicy,
  facts: Facts,
  now: EpochSeconds,
): readonly RefusalCode[] {
  if (facts.proof === 'later') return []
  if (facts.proof === undefined) return ['proof-missing']
  const factors = facts.entitlement
    ? ruling(policy, facts.entitlement, revision.terms, facts.members).factors
    : []
  return proofRefusals(facts.proof, { person, grant, revision, factors }, policy, now)
}

function pendingRefusals(grant: Grant, revision: number): readonly RefusalCode[] {
  const waiting = pendingRevision(grant)
  if (!waiting) return [revision < grant.revisions ? 'wrong-revision' : 'wrong-state']
  return waiting.number === revision ? [] : ['wrong-revision']
}

function reviewRefusals(
  { grant, note }: Extract<Question, { action: 'review' }>,
  key: PersonKey,
  policy: AccessPolicy,
  facts: Facts,
): readonly RefusalCode[] {
  const codes: RefusalCode[] = []
  if (!grant.review || grant.review.outcome) codes.push('no-review-due')
  const own = facts.ownPrincipal && sameSomebody(facts.ownPrincipal, grant.current.terms.principal)
  if (key === grant.current.terms.requester || own) codes.push('own-request')
  if (!isReviewer(key, policy.breakGlass, facts.members)) codes.push('not-a-reviewer')
  if (note.trim() === '') codes.push('reason-missing')
  return codes
}
