import { err, ok, type Result } from '../../base/result.ts'
import type { EpochSeconds } from '../../base/time.ts'
import { type Grant, type Proof, pendingRevision, type Revision } from '../grant.ts'
import { approverGroups, missingApprovals } from '../rules/approvers.ts'
import { type Actor, gatherFacts } from '../rules/circumstances.ts'
import type { RefusalCode } from '../rules/refusal.ts'
import { type Decision, decide, type Facts, type Question } from '../rules/rules.ts'
import { move, type Refused } from './move.ts'
import type { GrantsOptions } from './options.ts'
import { follow } from './show.ts'
import type { LaterStep } from './steps.ts'

/** What a button or a page was about. */
export interface Target {
  readonly id: string
  readonly revision: number
}

/** What somebody may answer to a pending request, or do with a grant. */
export type Answer =
  | { readonly action: 'approve' | 'confirm'; readonly proof: Proof }
  | { readonly action: 'deny' | 'revoke'; readonly reason: string }
  | { readonly action: 'withdraw' }
  | { readonly action: 'review'; readonly verdict: 'justified' | 'unjustified'; readonly note: string }

/** Whether this answer would be taken, before a second factor is asked for: what the click is told. */
export async function mayAnswer(
  options: GrantsOptions,
  actor: Actor,
  target: Target,
  action: 'approve' | 'confirm',
  now: EpochSeconds,
): Promise<Decision> {
  const grant = await options.store.read(target.id)
  if (!grant) return { allowed: false, codes: ['not-found'] }
  const revision = pendingRevision(grant) ?? grant.current
  const { person, facts } = await gatherFacts(options, actor, revision.terms, 'later')
  return decide({ action, grant, revision: target.revision }, person, options.policy(), facts, now)
}

/**
 * Answers a request or ends a grant; then makes AWS agree. The same approval again, by the same challenge, is no
 * refusal but the grant as it stands: a double click and a redelivery change nothing.
 */
export async function answer(
  options: GrantsOptions,
  actor: Actor,
  target: Target,
  given: Answer,
): Promise<Result<Grant, Refused>> {
  const moved = await move(options, target.id, async (grant, now) => {
    if (given.action === 'revoke') return revocation(options, actor, grant, given.reason, now)
    if (given.action === 'withdraw' && actor.person === grant.current.terms.requester)
      return ok({ type: 'withdraw', by: actor.person, revision: target.revision })
    const revision = pendingRevision(grant) ?? grant.current
    const proof = 'proof' in given ? given.proof : undefined
    const { person, facts } = await gatherFacts(options, actor, revision.terms, proof)
    const question = questionOf(given, grant, target.revision)
    const decision = decide(question, person, options.policy(), facts, now)
    return decision.allowed ? ok(stepOf(options, actor, given, revision, facts, now)) : err(decision.codes)
  })
  if (moved.ok) return ok(await follow(options, moved.value))
  const { grant } = moved.error
  return grant && 'proof' in given && wasTaken(grant, actor, given.proof) ? ok(grant) : moved
}

/** Ending must work when nothing else does: where the record already says yes, no fact is read. */
async function revocation(
  options: GrantsOptions,
  actor: Actor,
  grant: Grant,
  reason: string,
  now: EpochSeconds,
): Promise<Result<LaterStep, readonly RefusalCode[]>> {
  const step = ok<LaterStep>({ type: 'revoke', by: actor.person, reason })
  const byRecord = grant.events.some(
    ({ step: taken }) => taken.type === 'approve' && taken.by === actor.person,
  )
  if (byRecord || actor.person === grant.current.terms.requester) return step
  // Who is who in AWS does not matter to ending; so nothing that could tell is asked, or can be in the way.
  const unasked = { ...options, findPrincipal: async () => undefined }
  const { person, facts } = await gatherFacts(unasked, actor, grant.current.terms, undefined)
  const decision = decide({ action: 'revoke', grant }, person, options.policy(), facts, now)
  return decision.allowed ? step : err(decision.codes)
}

function questionOf(given: Answer, grant: Grant, revision: number): Question {
  switch (given.action) {
    case 'approve':
    case 'confirm':
    case 'withdraw':
      return { action: given.action, grant, revision }
    case 'deny':
      return { action: 'deny', grant, revision, reason: given.reason }
    case 'revoke':
      return { action: 'revoke', grant }
    case 'review':
      return { action: 'review', grant, note: given.note }
  }
}

function stepOf(
  options: GrantsOptions,
  { person: by }: Actor,
  given: Answer,
  waiting: Revision,
  facts: Facts,
  now: EpochSeconds,
): LaterStep {
  const { number: revision } = waiting
  const policy = options.policy()
  switch (given.action) {
    case 'approve': {
      const context = { policy, ...facts }
      const groups = approverGroups(waiting, by, context)
      const approval = { by, at: now, groups, proof: given.proof }
      const afterwards = { ...waiting, approvals: [...waiting.approvals, approval] }
      const completes = missingApprovals(afterwards, context).length === 0
      return { type: 'approve', by, revision, groups, proof: given.proof, completes }
    }
    case 'confirm': {
      const glass = waiting.terms.mode === 'break-glass' ? policy.breakGlass : undefined
      const reviewDueAt = glass ? now + glass.reviewWithinSeconds : null
      return { type: 'confirm', by, revision, proof: given.proof, reviewDueAt }
    }
    case 'deny':
      return { type: 'deny', by, revision, reason: given.reason }
    case 'withdraw':
      return { type: 'withdraw', by, revision }
    case 'revoke':
      return { type: 'revoke', by, reason: given.reason }
    case 'review':
      return { type: 'review', by, verdict: given.verdict, note: given.note }
  }
}

function wasTaken(grant: Grant, { person }: Actor, proof: Proof): boolean {
  return grant.events.some(
    ({ step }) =>
      (step.type === 'approve' || step.type === 'confirm') &&
      step.by === person &&
      step.proof.challengeId === proof.challengeId,
  )
}
