import type { Grant } from '../../grants/grant.ts'
import type { AccessPolicy } from '../../grants/rules/access-policy.ts'
import type { PersonKey } from '../../grants/terms.ts'
import type { AccessServices } from '../../services.ts'
import type { GrantScene } from '../views/grant-scene.ts'

/** Somebody who looks at grants, and in which of the policy's groups they are now. */
export interface Viewer {
  readonly person: PersonKey
  readonly groups: readonly string[]
}

export async function viewerOf(access: AccessServices, person: PersonKey): Promise<Viewer> {
  return { person, groups: await access.groupsOf(person) }
}

/**
 * Whether somebody may see every grant: members of the groups that approve, look back at break-glass or end access. Others
 * see what they asked for or decided on themselves.
 */
export function overseesAll({ groups }: Viewer, policy: AccessPolicy): boolean {
  const overseers = new Set([
    ...policy.rules.flatMap((rule) => ('deny' in rule ? [] : rule.approvals.map(({ group }) => group))),
    ...(policy.breakGlass?.reviewers ?? []),
    ...policy.revokers,
  ])
  return groups.some((group) => overseers.has(group))
}

export function maySee(grant: Grant, viewer: Viewer, policy: AccessPolicy): boolean {
  const took = grant.events.some(({ step }) => 'by' in step && step.by === viewer.person)
  return grant.current.terms.requester === viewer.person || took || overseesAll(viewer, policy)
}

/** Whether a button to end a grant is worth showing. Whether it may be ended is decided when it is pressed. */
export function mayEnd(grant: Grant, { person, groups }: Viewer, policy: AccessPolicy): boolean {
  if (grant.state !== 'approved' && grant.state !== 'active') return false
  const enders = new Set([...policy.revokers, ...grant.current.required.groups.map(({ group }) => group)])
  const approved = grant.events.some(({ step }) => step.type === 'approve' && step.by === person)
  return grant.current.terms.requester === person || approved || groups.some((group) => enders.has(group))
}

/** A grant as lists and the history draw it: without what only a decision needs. */
export function plainScene({ access }: AccessServices, grant: Grant, now: number): GrantScene {
  return {
    grant,
    entitlement: access.entitlements.find(({ id }) => id === grant.current.terms.entitlement),
    briefing: undefined,
    standing: undefined,
    confirming: undefined,
    now,
  }
}
