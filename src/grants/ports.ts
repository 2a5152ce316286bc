import type { Grant, GrantState, Revision, RoleRef } from './grant.ts'
import type { Anchor } from './record/anchor.ts'
import type { FoundPrincipal } from './rules/linked.ts'
import type { SeenPerson } from './rules/person.ts'
import type { PersonKey, Window } from './terms.ts'

/** What a conditional update demands of the kept record. */
export interface Expected {
  readonly state: GrantState
  readonly revisions: number
  /** The hash of its newest event. It alone names the whole history, used challenges included. */
  readonly head: string
}

/** Keeps grants, one record each. Reads are strongly consistent. Nothing is ever deleted. */
export interface GrantStore {
  read(id: string): Promise<Grant | undefined>
  /** False where a grant of this id is there already. */
  create(grant: Grant): Promise<boolean>
  /** Replaces the record if it still is as expected, in one conditional write; false where it is not. */
  move(expected: Expected, after: Grant): Promise<boolean>
  /** All grants that are not ended, and ended ones whose review is owed. */
  unsettled(): Promise<readonly Grant[]>
  /** Every grant there ever was: for `verify` and the daily anchor. */
  all(): Promise<readonly Grant[]>
  /** Notes that people have been shown the record as of this head. */
  shown(id: string, head: string): Promise<void>
  /** Grants of whose newest head people have not been shown. */
  unshown(): Promise<readonly Grant[]>
  /** All anchors, oldest first. */
  anchors(): Promise<readonly Anchor[]>
  /** False where an anchor with this number is there already. */
  addAnchor(anchor: Anchor): Promise<boolean>
}

/** What came of making a role. `refused`: AWS or the proof says no, and asking again would not help. */
export type Made =
  | { readonly outcome: 'made'; readonly role: RoleRef }
  | { readonly outcome: 'refused'; readonly problem: string }

/**
 * Makes the role of a grant agree with a decided revision: creates it, or writes its documents anew with this window.
 * Idempotent by the role's name, which follows from the grant's id; a role of that name with another grant's tags is
 * `refused`. Throws where it may be tried again.
 */
export type MakeGrant = (grant: Grant, revision: Revision, window: Window) => Promise<Made>

/** Ends all access of a grant: denies sessions by their issue time first, then deletes the role. Nothing there is fine. */
export type EndGrant = (grant: Grant) => Promise<void>

/** A role in the grants' path as IAM has it. Absent tags are null. */
export interface FoundRole {
  readonly arn: string
  readonly grantId: string | null
  readonly requestHash: string | null
  /** SHA-256 hex of the documents that the role has now. */
  readonly documentsHash: string
}

/** All roles in the grants' path. */
export type ListRoles = () => Promise<readonly FoundRole[]>

/** Shows people a grant as its record has it, in every message about it. The same again changes nothing. */
export type Show = (grant: Grant) => Promise<void>

/** A person as Slack has them now. Throws where Slack cannot be asked. */
export type SeePerson = (key: PersonKey) => Promise<SeenPerson>

/** Members of Slack user groups by their id. One that cannot be read is left out, and has nobody. */
export type ReadUserGroups = (ids: readonly string[]) => Promise<ReadonlyMap<string, readonly PersonKey[]>>

/** Finds a person in AWS whom the policy does not list, by a link of ids that they proved. */
export type FindPrincipal = (person: PersonKey, account: string) => Promise<FoundPrincipal | undefined>
