import type { Grant } from '../grant.ts'
import { type AccessPolicy, groupsOf, type Members } from './access-policy.ts'
import { keyOf, type Place, personRefusals, placeRefusals, type SeenPerson } from './person.ts'
import type { RefusalCode } from './refusal.ts'

/**
 * Why a person may not end a grant. Whom the record names, as requester or as approver, may always: that answer needs
 * nothing but the record. Today's approvers and revokers may as well, which can only ever let more people end it.
 */
export function revokeRefusals(
  grant: Grant,
  person: SeenPerson,
  policy: AccessPolicy,
  members: Members,
  place: Place,
): readonly RefusalCode[] {
  const key = keyOf(person)
  const state: readonly RefusalCode[] =
    grant.state === 'approved' || grant.state === 'active' ? [] : ['wrong-state']
  if (key === undefined) return ['person-incomplete', ...state]
  const approvers = grant.events.flatMap(({ step }) => (step.type === 'approve' ? [step.by] : []))
  if (key === grant.current.terms.requester || approvers.includes(key)) return state
  const groups = [...policy.revokers, ...grant.current.required.groups.map(({ group }) => group)]
  const other = [...personRefusals(person, policy.team), ...placeRefusals(place), ...state]
  return groupsOf(key, groups, members).length > 0 ? other : [...other, 'may-not-revoke']
}
