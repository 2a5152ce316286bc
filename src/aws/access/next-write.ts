import { GRANT_POLICY_NAME, ROLE_TAGS } from '../../grants/grant-role.ts'
import type { RenderedGrant } from '../../grants/policy.ts'
import { misshape, type SeenRole, tagOf } from './role-reading.ts'
import { sameDocument } from './same-document.ts'

/** A role, and how it is told from the roles of others. */
export interface Wanted {
  readonly grant: RenderedGrant
  readonly grantId: string
  readonly boundaryArn: string
  /** The request hashes that the grant's record knows: the role may still carry that of another of its revisions. */
  readonly knownHashes: readonly string[]
}

/** What is missing between a role as it is and as it is wanted. */
export type NextWrite =
  | { readonly write: 'role' | 'permissions' | 'trust' | 'tags' }
  | { readonly agrees: SeenRole }
  /** It is not for the bot to mend this; nothing has been touched. */
  | { readonly refused: string }
  /** The record that was given is older than the role. */
  | { readonly outdated: string }

/**
 * The one write to make next. A role begins without permissions, so its trust alone opens nothing. Of a role that
 * exists, permissions and trust are each replaced in one call, so that at every instant either the old or the new one
 * holds: access is never more than the two windows together, and never interrupted. Tags come last, and then tell of
 * documents that are in place.
 */
export function nextWrite(wanted: Wanted, seen: SeenRole | 'absent' | 'hidden'): NextWrite {
  if (seen === 'absent' || seen === 'hidden') return { write: 'role' }
  const { role, permissions, trust } = wanted.grant
  const strange = strangeness(wanted, seen)
  if (strange !== undefined) return { refused: strange }
  const carried = tagOf(seen, ROLE_TAGS.request)
  if (carried === undefined || !wanted.knownHashes.includes(carried))
    return { outdated: `The role ${role.name} carries a revision that this record does not know` }
  const inline = seen.inline[GRANT_POLICY_NAME]
  if (inline === undefined || !sameDocument(inline, permissions)) return { write: 'permissions' }
  if (!sameDocument(seen.trust, trust)) return { write: 'trust' }
  const tagged = Object.entries(role.tags).every(([key, value]) => seen.tags[key] === value)
  return tagged ? { agrees: seen } : { write: 'tags' }
}

function strangeness({ grant, grantId, boundaryArn }: Wanted, seen: SeenRole): string | undefined {
  const { arn, name } = grant.role
  const other = seen.arn !== arn || tagOf(seen, ROLE_TAGS.grant) !== grantId
  if (other) return `There is another role named ${name} already. It was left alone.`
  const shape = misshape(seen, boundaryArn)
  return shape === undefined ? undefined : `The role ${name} has been changed: ${shape}. It was left alone.`
}
