import type { Requirement, Revision } from '../grant.ts'
import type { PersonKey } from '../terms.ts'
import { type AccessPolicy, groupsOf, type Members } from './access-policy.ts'
import { type Slot, stillNeeded, strictest } from './approvals.ts'
import { type EntitlementLimits, ruling } from './ruling.ts'

/** What decides who may approve, at this moment. */
export interface Approving {
  readonly policy: AccessPolicy
  readonly members: Members
  readonly entitlement: EntitlementLimits | undefined
}

/** Somebody who may approve, and as a member of which groups: the answer to "why me?". */
export interface Approver {
  readonly person: PersonKey
  readonly groups: readonly string[]
}

/**
 * The approvals that a revision still needs. What was required when it was asked for and what is required today hold
 * both; and an approval counts only for groups that the approver was in then and still is in.
 */
export function missingApprovals(revision: Revision, context: Approving): readonly Slot[] {
  return stillNeeded(requirementNow(revision, context), countingGroups(revision, context))
}

/** Everybody whose approval would count now. Never the requester, whatever groups they are in. */
export function whoMayApprove(revision: Revision, context: Approving): readonly Approver[] {
  const approved = new Set(revision.approvals.map(({ by }) => by))
  return candidates(requirementNow(revision, context), revision.terms.requester, context.members).filter(
    ({ person, groups }) => !approved.has(person) && wouldCount(revision, groups, context),
  )
}

/** Whether one more approval by a member of these groups brings the revision any further. */
export function wouldCount(revision: Revision, groups: readonly string[], context: Approving): boolean {
  const required = requirementNow(revision, context)
  const before = countingGroups(revision, context)
  return stillNeeded(required, [...before, groups]).length < stillNeeded(required, before).length
}

/** The groups as whose member a person may approve this revision. */
export function approverGroups(revision: Revision, person: PersonKey, context: Approving): readonly string[] {
  const groups = requirementNow(revision, context).groups.map(({ group }) => group)
  return groupsOf(person, groups, context.members)
}

/** All members of the required groups but the requester, by person. */
export function candidates(
  required: Requirement,
  requester: PersonKey,
  members: Members,
): readonly Approver[] {
  const groups = required.groups.map(({ group }) => group)
  const people = new Set(groups.flatMap((group) => members.get(group) ?? []))
  people.delete(requester)
  return [...people]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((person) => ({ person, groups: groupsOf(person, groups, members) }))
}

function requirementNow(revision: Revision, { policy, members, entitlement }: Approving): Requirement {
  if (revision.terms.mode !== 'approval') return { groups: [], total: 0 }
  if (!entitlement) return revision.required
  return strictest(revision.required, ruling(policy, entitlement, revision.terms, members).required)
}

function countingGroups(revision: Revision, { members }: Approving): ReadonlyArray<readonly string[]> {
  return revision.approvals.map(({ by, groups }) => groupsOf(by, groups, members))
}
