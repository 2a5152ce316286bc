import type { Result } from '../base/result.ts'
import type { EpochSeconds } from '../base/time.ts'
import type { Entitlement, Permission } from './entitlement.ts'
import type { FactorMethod, Grant, Requirement } from './grant.ts'
import type { Grants } from './lifecycle/lifecycle.ts'
import type { Refused } from './lifecycle/move.ts'
import type { PolicyJson } from './policy/policy-json.ts'
import type { FindResources } from './request/inventory.ts'
import type { Looking } from './request/looking.ts'
import type { AccessPolicy } from './rules/access-policy.ts'
import type { Approver } from './rules/approvers.ts'
import type { Actor } from './rules/circumstances.ts'
import type { RefusalCode } from './rules/refusal.ts'
import type { PersonKey, Terms } from './terms.ts'

/** What a person filled in to ask for access. */
export interface RequestForm {
  readonly entitlement: string
  readonly region: string
  /** By the ids of the entitlement's parameters; lists joined by commas. Those left out are absent. */
  readonly parameters: Readonly<Record<string, string>>
  readonly durationSeconds: number
  /** Epoch seconds; null: as soon as it is approved. */
  readonly startsAt: EpochSeconds | null
  readonly reason: string
  readonly ticket: string | null
  readonly breakGlass: boolean
}

/** Something to mend in the form. */
export interface FormProblem {
  /** `entitlement`, `region`, `duration`, `start`, `reason`, `ticket`, or `parameter:<id>`. */
  readonly field: string
  /** One sentence: what is wrong and what to do. */
  readonly words: string
}

/** What was found about a request before anybody was asked. Kept, so that approvers see what the requester saw. */
export interface Briefing {
  readonly looking: Looking
  /** `proved`: the rendered documents were tried; `line` is for approvers. Otherwise why the request cannot be made. */
  readonly proof:
    | { readonly outcome: 'proved'; readonly line: string; readonly claims: readonly string[] }
    | { readonly outcome: 'failed'; readonly line: string }
  /** Whether IAM's own simulator agreed too, or why it was not asked; one sentence. */
  readonly simulated: string
  readonly at: EpochSeconds
}

/** The documents that AWS enforces, and the hash over both. */
export interface GrantDocuments {
  readonly trust: PolicyJson
  readonly permissions: PolicyJson
  readonly hash: string
}

/** A request as it would be made. */
export interface Preview {
  /** The id that the grant would have. */
  readonly id: string
  readonly terms: Terms
  readonly entitlement: Entitlement
  /** The calls and ARNs. */
  readonly permissions: readonly Permission[]
  /** As they would be if it were decided now. */
  readonly documents: GrantDocuments
  readonly briefing: Briefing
  readonly required: Requirement
  /** Who would be asked, and as members of which groups. */
  readonly approvers: readonly Approver[]
  /** What earlier grants of this kind left unused, one sentence each. */
  readonly suggestions: readonly string[]
  /** Why it cannot be sent; empty: it can. */
  readonly refusals: readonly RefusalCode[]
}

/** Which grants to list. */
export type Listing =
  | { readonly which: 'mine'; readonly person: PersonKey }
  /** `active`: all that is not ended, read without what is. `all`: reads every record there ever was. */
  | { readonly which: 'active' | 'all' }

/** Everything that people do with temporary access. */
export interface Access {
  readonly entitlements: readonly Entitlement[]
  /** Twelve digits. */
  readonly account: string
  readonly regions: readonly string[]
  /** The policy in force now. */
  policy(): AccessPolicy
  readonly find: FindResources
  /** A new grant id that nobody can guess: lower-case letters and digits. */
  newId(): string
  /** Checks what was filled in, looks, proves, and keeps it for `send`. Problems name their fields. */
  draft(actor: Actor, id: string, form: RequestForm): Promise<Result<Preview, readonly FormProblem[]>>
  /** Asks for what was drafted under this id. The same again is the same request. */
  send(actor: Actor, id: string): Promise<Result<Grant, Refused>>
  readonly grants: Grants
  /** Newest first. */
  list(listing: Listing): Promise<readonly Grant[]>
  briefing(grant: Grant): Promise<Briefing | undefined>
  /** As made, or as they would be if decided now; undefined where the entitlement is no more, or has changed. */
  documents(grant: Grant): GrantDocuments | undefined
  /** Approvals that are missing and who may still give them, and the factors that suffice, at this moment. */
  standing(grant: Grant): Promise<Standing>
}

/** Where a pending request stands. */
export interface Standing {
  /** Groups of whom an approval is missing, once per approval; null: anybody who may approve. */
  readonly missing: ReadonlyArray<string | null>
  readonly mayApprove: readonly Approver[]
  readonly factors: readonly FactorMethod[]
}
