import type { Grant } from '../grant.ts'
import type { FoundRole } from '../ports.ts'

/** Where IAM and the records disagree. */
export type Drift =
  /** In the path, but of no grant that is known: reported, never touched. */
  | { readonly code: 'unknown-role'; readonly arn: string }
  /** A grant that is over still had its role, which is ended again. */
  | { readonly code: 'left-over-role'; readonly arn: string; readonly grantId: string }
  /** Somebody changed the documents or the tags of a role that is in use. */
  | { readonly code: 'changed-role'; readonly arn: string; readonly grantId: string }
  /** Somebody removed the role of an active grant. It is not made again: that may have been on purpose. */
  | { readonly code: 'missing-role'; readonly arn: string; readonly grantId: string }

/** Compares the roles in the path with the records. `grants` are those whom the roles name, and all that are active. */
export function driftOf(grants: readonly Grant[], roles: readonly FoundRole[]): readonly Drift[] {
  const byId = new Map(grants.map((grant) => [grant.id, grant]))
  const here = new Set(roles.map(({ arn }) => arn))
  return [
    ...roles.flatMap((role) => roleDrift(role, byId.get(role.grantId ?? '')) ?? []),
    ...grants.flatMap(({ id, state, role }) =>
      state === 'active' && role && !here.has(role.arn)
        ? [{ code: 'missing-role' as const, arn: role.arn, grantId: id }]
        : [],
    ),
  ]
}

function roleDrift(found: FoundRole, grant: Grant | undefined): Drift | undefined {
  const { arn } = found
  // A role that merely carries the tag of a grant is not that grant's role: then it is nobody's.
  // Nor is a role that claims a grant which nobody decided on.
  if (!grant?.current.window || (grant.role && grant.role.arn !== arn)) return { code: 'unknown-role', arn }
  if (grant.state === 'ended') return { code: 'left-over-role', arn, grantId: grant.id }
  if (grant.state !== 'active' || grant.next?.window) return undefined
  const same =
    found.requestHash === grant.current.requestHash && found.documentsHash === grant.role?.documentsHash
  return same ? undefined : { code: 'changed-role', arn, grantId: grant.id }
}
