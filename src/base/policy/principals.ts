import { parseArn } from '../arn.ts'
import type { Principal, Statement } from './document.ts'
import { every, not, type Truth } from './truth.ts'

/** Who makes a request. A role session carries its own ARN and that of its role. */
export type Caller =
  | { readonly type: 'AWS'; readonly arn: string; readonly roleArn?: string }
  | { readonly type: 'Service' | 'Federated'; readonly id: string }
  | { readonly type: 'anonymous' }

/**
 * How a statement names a caller. `itself`: a user or a session by its ARN; `role`: the role of a session; `account`:
 * its whole account, which leaves the rest to the account's own policies; `anyone`: everybody; `other`: a service or
 * an identity provider.
 */
export type Naming = 'itself' | 'role' | 'account' | 'anyone' | 'other'

/** Whether a statement of a resource or trust policy is about a caller, and how it names it. */
export interface PrincipalMatch {
  readonly truth: Truth
  readonly naming: Naming
}

/** Source: IAM User Guide, "AWS JSON policy elements: Principal" and "NotPrincipal". */
export function principalMatch(statement: Statement, caller: Caller): PrincipalMatch {
  if (statement.notPrincipals) {
    const named = statement.notPrincipals.map((principal) => not(match(principal, caller).truth))
    return { truth: every(named), naming: 'anyone' }
  }
  let best: PrincipalMatch = { truth: 'no', naming: 'other' }
  for (const principal of statement.principals ?? []) {
    const found = match(principal, caller)
    if (rank(found) > rank(best)) best = found
  }
  return best
}

const STRENGTH: Readonly<Record<Naming, number>> = { itself: 5, other: 5, role: 4, anyone: 3, account: 2 }

function rank({ truth, naming }: PrincipalMatch): number {
  if (truth === 'no') return 0
  return truth === 'maybe' ? 1 : STRENGTH[naming]
}

const yes = (naming: Naming): PrincipalMatch => ({ truth: 'yes', naming })
const NO: PrincipalMatch = { truth: 'no', naming: 'other' }

function match(principal: Principal, caller: Caller): PrincipalMatch {
  if (principal.id === '*' && principal.type === 'AWS') return yes('anyone')
  if (principal.type === 'CanonicalUser' || principal.type === 'unknown')
    return { truth: caller.type === 'AWS' ? 'maybe' : 'no', naming: 'account' }
  if (caller.type === 'anonymous' || principal.type !== caller.type) return NO
  if (caller.type !== 'AWS') return principal.id === '*' || principal.id === caller.id ? yes('other') : NO
  if (principal.id === caller.arn) return yes('itself')
  if (principal.id === caller.roleArn) return yes('role')
  return accountOf(principal.id) === parseArn(caller.arn)?.account ? yes('account') : NO
}

/** The account that a principal stands for as a whole (`111122223333` or `…:root`), or `undefined`. */
function accountOf(principalId: string): string | undefined {
  if (/^\d{12}$/.test(principalId)) return principalId
  const arn = parseArn(principalId)
  return arn?.service === 'iam' && arn.resource === 'root' ? arn.account : undefined
}
