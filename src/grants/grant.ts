import type { EpochSeconds } from '../base/time.ts'
import type { Step } from './lifecycle/steps.ts'
import type { PersonKey, Terms, Window } from './terms.ts'

/** `approved` and `ending` mean that AWS does not agree yet; `settle` makes it agree. */
export type GrantState = 'requested' | 'approved' | 'active' | 'ending' | 'ended'

export type EndReason = 'denied' | 'withdrawn' | 'lapsed' | 'expired' | 'revoked' | 'failed'

export type FactorMethod = 'passkey' | 'totp' | 'backup-code'

/** A second factor that was checked: this person meant this revision of this request. Holds no secret. */
export interface Proof {
  readonly method: FactorMethod
  /** When the factor was used. */
  readonly at: EpochSeconds
  /** The single-use challenge. It is used up by standing in the record. */
  readonly challengeId: string
  /** The key or seed that answered, and when it was enrolled. */
  readonly factorId: string
  readonly enrolledAt: EpochSeconds
  readonly person: PersonKey
  readonly grantId: string
  readonly revision: number
  /** The request hash that was kept beside the challenge. */
  readonly requestHash: string
}

export interface Approval {
  readonly by: PersonKey
  readonly at: EpochSeconds
  /** The approver groups that the person was in. */
  readonly groups: readonly string[]
  readonly proof: Proof
}

/** Approvals that are needed: so many from each of these groups (all of them), and so many people in total. */
export interface Requirement {
  readonly groups: ReadonlyArray<{ readonly group: string; readonly count: number }>
  readonly total: number
}

/** One asked-for version of a grant. An extension is a further revision with its own hash and its own approvals. */
export interface Revision {
  readonly number: number
  readonly terms: Terms
  readonly requestHash: string
  readonly required: Requirement
  readonly askedAt: EpochSeconds
  /** From here on nobody can approve it any more. */
  readonly lapsesAt: EpochSeconds
  readonly approvals: readonly Approval[]
  /** The requester's own factor, where a rule or break-glass decided. */
  readonly confirmation: Proof | null
  readonly decidedAt: EpochSeconds | null
  /** Known once it is decided. */
  readonly window: Window | null
}

/** The IAM role of a grant as it was made. */
export interface RoleRef {
  readonly arn: string
  /** SHA-256 hex of the trust and permission documents with their window. */
  readonly documentsHash: string
}

/** The look back that break-glass owes. */
export interface Review {
  readonly dueAt: EpochSeconds
  readonly outcome: {
    readonly by: PersonKey
    readonly at: EpochSeconds
    readonly verdict: 'justified' | 'unjustified'
    readonly note: string
  } | null
}

/** A step that was taken, chained to the one before. */
export interface GrantEvent {
  /** 0, 1, 2, … */
  readonly seq: number
  readonly at: EpochSeconds
  readonly from: GrantState | null
  readonly to: GrantState
  readonly step: Step
  /** Hash of the event before; 64 zeros for the first. */
  readonly previous: string
  /** SHA-256 hex over the canonical JSON of the fields above and the grant's id. */
  readonly hash: string
}

/** One grant, from the request to its end: one record, and everything in it follows from its events. */
export interface Grant {
  readonly id: string
  readonly state: GrantState
  /** What is asked for; once attached, what AWS enforces. */
  readonly current: Revision
  /** An extension that is asked for, or approved and not yet attached. Only while active. */
  readonly next: Revision | null
  /** The highest revision number so far. Numbers are never used again, so no old button or challenge fits a new revision. */
  readonly revisions: number
  readonly role: RoleRef | null
  /** Why and when it was closed; set from `ending` on. `by` is null where the clock or a failure closed it. */
  readonly end: {
    readonly reason: EndReason
    readonly at: EpochSeconds
    readonly by: PersonKey | null
    readonly words: string
  } | null
  readonly review: Review | null
  readonly usedChallenges: readonly string[]
  readonly events: readonly GrantEvent[]
  /** The newest event's hash: names the whole history, and is what every conditional update compares. */
  readonly head: string
}

/** The revision that waits for a decision, if any. */
export function pendingRevision(grant: Grant): Revision | undefined {
  if (grant.state === 'requested') return grant.current
  return grant.state === 'active' && grant.next?.decidedAt === null ? grant.next : undefined
}

/** The end up to which access has been decided on, an approved extension included. Undefined before any decision. */
export function decidedEnd(grant: Grant): EpochSeconds | undefined {
  return grant.next?.window?.endsAt ?? grant.current.window?.endsAt
}
