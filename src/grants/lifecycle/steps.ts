import type { EpochSeconds } from '../../base/time.ts'
import type { Proof, Requirement, RoleRef } from '../grant.ts'
import type { PersonKey, Terms } from '../terms.ts'

/** What opens a grant. */
export interface AskStep {
  readonly type: 'ask'
  readonly terms: Terms
  readonly required: Requirement
  readonly lapsesAt: EpochSeconds
}

/** What can happen to a grant after it was asked for. Plain canonical JSON; `by` is a person, absent where nobody acts. */
export type LaterStep =
  | {
      readonly type: 'approve'
      readonly by: PersonKey
      readonly revision: number
      readonly groups: readonly string[]
      readonly proof: Proof
      /** Whether the rules need nobody else. The record's own requirement must agree. */
      readonly completes: boolean
    }
  | {
      /** The requester's own second factor, where a rule or break-glass decides. */
      readonly type: 'confirm'
      readonly by: PersonKey
      readonly revision: number
      readonly proof: Proof
      /** When the review is due; for break-glass only. */
      readonly reviewDueAt: EpochSeconds | null
    }
  | {
      readonly type: 'deny'
      readonly by: PersonKey
      readonly revision: number
      readonly reason: string
    }
  | { readonly type: 'withdraw'; readonly by: PersonKey; readonly revision: number }
  | { readonly type: 'lapse'; readonly revision: number }
  /** AWS agreed to this revision. */
  | { readonly type: 'attach'; readonly revision: number; readonly role: RoleRef }
  | {
      readonly type: 'extend'
      readonly by: PersonKey
      readonly terms: Terms
      readonly required: Requirement
      readonly lapsesAt: EpochSeconds
    }
  /** AWS would not take the extension; the grant goes on as it was. */
  | { readonly type: 'fail-extension'; readonly revision: number; readonly problem: string }
  | { readonly type: 'expire' }
  | { readonly type: 'revoke'; readonly by: PersonKey; readonly reason: string }
  | { readonly type: 'fail'; readonly problem: string }
  /** AWS has nothing of this grant any more. */
  | { readonly type: 'detach' }
  | {
      readonly type: 'review'
      readonly by: PersonKey
      readonly verdict: 'justified' | 'unjustified'
      readonly note: string
    }

export type Step = AskStep | LaterStep
