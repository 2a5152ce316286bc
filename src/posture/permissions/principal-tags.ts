import type { ContextEntries } from '../../base/policy/context.ts'
import { namesAction } from '../../base/policy/statement.ts'
import type { IamPrincipal } from '../inventory/iam.ts'
import { isRole } from './people.ts'

const NOTHING_KNOWN: ContextEntries = {}
const keysOf = new WeakMap<IamPrincipal, ContextEntries>()

/**
 * `aws:PrincipalTag/*` as a session of this principal shows it, where that is certain: a user shows its own tags, and a
 * role shows its own where nobody can add others when assuming it. Source: IAM User Guide, "Pass session tags in AWS STS".
 */
export function principalTagKeys(principal: IamPrincipal): ContextEntries {
  const known = keysOf.get(principal)
  if (known) return known
  const made = makeKeys(principal)
  keysOf.set(principal, made)
  return made
}

function makeKeys(principal: IamPrincipal): ContextEntries {
  if (principal.tags === undefined || takesSessionTags(principal)) return NOTHING_KNOWN
  const own = Object.entries(principal.tags).map(
    ([key, value]) => [`aws:PrincipalTag/${key}`, value] as const,
  )
  return { ...Object.fromEntries(own), 'aws:PrincipalTag/*': null }
}

/** Whether whoever assumes a role may bring tags along, which override its own: the trust must allow it. */
function takesSessionTags(principal: IamPrincipal): boolean {
  if (!isRole(principal)) return false
  if ('gap' in principal.trust) return true
  return principal.trust.value.statements.some(
    (statement) => statement.effect === 'Allow' && namesAction(statement, 'sts:TagSession'),
  )
}
