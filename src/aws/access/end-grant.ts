import type { Grant } from '../../grants/grant.ts'
import { GRANT_PATH, GRANT_POLICY_NAME, ROLE_TAGS, roleName } from '../../grants/grant-role.ts'
import { endedPolicy } from '../../grants/policy/permissions-policy.ts'
import type { EndGrant } from '../../grants/ports.ts'
import { type Iam, type IamPlace, iamOf, meaningOf, Standstill } from './iam.ts'
import { patience, type Waiting } from './patience.ts'
import { readRole, rolesInPath, type SeenRole, tagOf } from './role-reading.ts'
import { sameDocument } from './same-document.ts'

/** Seconds for which IAM may be busy. */
const PATIENCE_S = 45

/** What is to be done next about a role whose grant is over. */
type NextEnd =
  | { readonly end: 'deny' | 'delete' }
  | { readonly end: 'strip'; readonly policy: string }
  /** What the bot may not take away. The denial stays in place. */
  | { readonly end: 'stuck'; readonly attached: readonly string[] }

/**
 * Ends a grant by looking and taking away what is left, like `createMakeGrant`: first everything is denied, to sessions
 * that live too, then the policies go, then the role. A role of that name that is not this grant's is left alone. Throws
 * where the role is still there and cannot be removed, and where a role that the record says was made does not carry the
 * grant's tag any more: then nobody may say that access has ended.
 */
export function createEndGrant(options: IamPlace & Waiting): EndGrant {
  const iam = iamOf(options)
  return async (grant) => {
    const name = roleName(grant.id)
    if (name === undefined) return
    const wait = patience(options, PATIENCE_S)
    let before: string | undefined
    for (;;) {
      try {
        const done = await endNext(iam, grant, name)
        if (done === 'delete') return
        // The same again: IAM does not show yet what was taken away.
        if (done === before && !(await wait()))
          throw new Standstill(`IAM does not show the end of ${name}: ${done}`)
        before = done
      } catch (error) {
        const meaning = meaningOf(error)
        if (meaning === 'unknown' || meaning === 'final' || !(await wait())) throw error
      }
    }
  }
}

/** Takes one step and names it; `delete` where nothing is left. */
async function endNext(iam: Iam, grant: Grant, RoleName: string): Promise<string> {
  const seen = await readRole(iam, RoleName)
  if (seen === 'absent') return 'delete'
  if (seen === 'hidden') {
    if (!(await rolesInPath(iam)).includes(RoleName)) return 'delete'
    throw new Standstill(`The role ${RoleName} is still there, and the bot may not read it`)
  }
  if (!isOurs(grant, seen, RoleName)) return 'delete'
  const next = nextEnd(seen)
  switch (next.end) {
    case 'deny':
      await iam('PutRolePolicy', {
        RoleName,
        PolicyName: GRANT_POLICY_NAME,
        PolicyDocument: JSON.stringify(endedPolicy()),
      })
      return 'deny'
    case 'strip':
      await iam('DeleteRolePolicy', { RoleName, PolicyName: next.policy })
      return `strip ${next.policy}`
    case 'stuck':
      throw new Standstill(
        `The role ${RoleName} is denied everything, but cannot be deleted: somebody attached ${next.attached.join(', ')}`,
      )
    case 'delete':
      await iam('DeleteRole', { RoleName })
      return 'delete'
  }
}

function isOurs({ id, role }: Grant, seen: SeenRole, name: string): boolean {
  const inPath = seen.arn.endsWith(`:role${GRANT_PATH}${name}`)
  if (inPath && tagOf(seen, ROLE_TAGS.grant) === id) return true
  if (role?.arn === seen.arn)
    throw new Standstill(`The role ${name} has lost the tag of its grant; it was left alone`)
  return false
}

/** See `NextEnd`. A role without any policy needs no denial before it goes. */
function nextEnd({ inline, attached }: SeenRole): NextEnd {
  const names = Object.keys(inline)
  if (names.length === 0 && attached.length === 0) return { end: 'delete' }
  if (!sameDocument(inline[GRANT_POLICY_NAME] ?? null, endedPolicy())) return { end: 'deny' }
  if (attached.length > 0) return { end: 'stuck', attached }
  return { end: 'strip', policy: names.find((name) => name !== GRANT_POLICY_NAME) ?? GRANT_POLICY_NAME }
}
