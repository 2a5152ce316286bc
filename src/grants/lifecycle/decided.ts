import { err, ok, type Result } from '../../base/result.ts'
import type { EpochSeconds } from '../../base/time.ts'
import { type Grant, pendingRevision, type Revision } from '../grant.ts'
import { stillNeeded } from '../rules/approvals.ts'
import type { RefusalCode } from '../rules/refusal.ts'
import { windowOf } from '../terms.ts'
import type { LaterStep } from './steps.ts'

/** What a step changes in a record; its events and head follow by themselves. */
export type Change = Partial<Omit<Grant, 'id' | 'events' | 'head'>>

type Deciding = Extract<LaterStep, { type: 'approve' | 'confirm' }>

/**
 * A decision by people or by the requester's own factor. Whatever the rules said, the record itself insists: the right
 * revision in time, a proof of exactly this request by this person, no challenge twice, nobody twice, never the
 * requester's approval, and never decided with fewer approvals than the record asks for.
 */
export function decided(grant: Grant, step: Deciding, now: EpochSeconds): Result<Change, RefusalCode> {
  const waiting = pendingRevision(grant)
  if (!waiting) return err('wrong-state')
  const refusal = refusalOf(grant, waiting, step, now)
  if (refusal) return err(refusal)
  const approvals =
    step.type === 'approve'
      ? [...waiting.approvals, { by: step.by, at: now, groups: step.groups, proof: step.proof }]
      : waiting.approvals
  const complete = step.type === 'confirm' || step.completes
  const revision: Revision = {
    ...waiting,
    approvals,
    confirmation: step.type === 'confirm' ? step.proof : null,
    ...(complete ? { decidedAt: now, window: windowOf(waiting.terms, now) } : {}),
  }
  return ok({
    ...(grant.state === 'active' ? { next: revision } : { current: revision }),
    ...(grant.state === 'requested' && complete ? { state: 'approved' } : {}),
    ...(step.type === 'confirm' && step.reviewDueAt !== null
      ? { review: { dueAt: step.reviewDueAt, outcome: null } }
      : {}),
    usedChallenges: [...grant.usedChallenges, step.proof.challengeId],
  })
}

function refusalOf(
  grant: Grant,
  waiting: Revision,
  step: Deciding,
  now: EpochSeconds,
): RefusalCode | undefined {
  if (waiting.number !== step.revision) return 'wrong-revision'
  if (now >= waiting.lapsesAt) return 'lapsed'
  if (now >= windowOf(waiting.terms, now).endsAt) return 'window-over'
  if (grant.state === 'active' && now >= (grant.current.window?.endsAt ?? 0)) return 'window-over'
  if (grant.usedChallenges.includes(step.proof.challengeId)) return 'challenge-used'
  if (step.proof.person !== step.by) return 'proof-of-another'
  if (!isProofOf(grant.id, waiting, step)) return 'proof-of-other-request'
  const own = step.by === waiting.terms.requester
  if (step.type === 'confirm') {
    if (!own) return 'not-the-requester'
    return waiting.terms.mode === 'approval' ? 'not-automatic' : undefined
  }
  if (own) return 'own-request'
  if (waiting.terms.mode !== 'approval') return 'not-needed'
  if (waiting.approvals.some(({ by }) => by === step.by)) return 'already-approved'
  const groups = [...waiting.approvals.map((approval) => approval.groups), step.groups]
  return step.completes && stillNeeded(waiting.required, groups).length > 0 ? 'approvals-missing' : undefined
}

function isProofOf(grantId: string, { number, requestHash }: Revision, { proof }: Deciding): boolean {
  return proof.grantId === grantId && proof.revision === number && proof.requestHash === requestHash
}
