import { arnName, parseArn } from '../../base/arn.ts'
import type { Principal, Statement } from '../../base/policy/document.ts'
import { namesAction } from '../../base/policy/statement.ts'
import type { IamPrincipal, IamRole, IamUser } from '../inventory/iam.ts'
import { known } from '../snapshot.ts'

/**
 * Who acts as a principal. `person`: an IAM user, or a role that users or accounts may assume; `provider`: a role that
 * people reach through an identity provider, which asks for MFA itself; `machine`: a service, or another role.
 */
export type ActedBy = 'person' | 'provider' | 'machine'

/** Why AWS's own roles are not judged, or `undefined` for a principal that people can edit. */
export function ownedByAws(principal: IamUser | IamRole): string | undefined {
  if (!isRole(principal) || !principal.awsOwned) return undefined
  return principal.path.includes('/sso.amazonaws.com/')
    ? 'Identity Center owns this role and asks for MFA before the session starts.'
    : 'AWS owns this role; nobody here can edit it.'
}

/** Who acts as a principal, by the trust of a role. Throws `Unseen` where the trust could not be read. */
export function actedBy(principal: IamUser | IamRole): ActedBy {
  if (!isRole(principal)) return 'person'
  const principals = admittedBy(principal)
  if (principals.some(isPerson)) return 'person'
  return principals.some(({ type }) => type === 'Federated') ? 'provider' : 'machine'
}

/** Whom a role's trust lets in, under whatever condition. Throws `Unseen` where the trust could not be read. */
export function admittedBy(role: IamRole): readonly Principal[] {
  return known(role.trust).statements.flatMap((statement) =>
    admits(statement) ? everybodyOf(statement) : [],
  )
}

/** Whether a trusted principal stands for people: anybody, an account, or a user. Roles and sessions do not. */
export function isPerson({ type, id }: Principal): boolean {
  if (type !== 'AWS') return false
  if (id === '*' || /^\d{12}$/.test(id)) return true
  const resource = parseArn(id)?.resource
  return resource === 'root' || resource?.startsWith('user/') === true
}

/** A trusted person in words: `anybody`, `account 111122223333`, `user ana of account 111122223333`. */
export function personName({ id }: Principal): string {
  if (id === '*') return 'anybody'
  const arn = parseArn(id)
  const kind = /^(user|role)\//.exec(arn?.resource ?? '')?.[1]
  if (arn && kind) return `${kind} ${arnName(id)} of account ${arn.account}`
  return `account ${arn?.account ?? id}`
}

export function isRole(principal: IamPrincipal): principal is IamRole {
  return principal.kind === 'iamRoles'
}

function admits(statement: Statement): boolean {
  const actions = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity']
  return statement.effect === 'Allow' && actions.some((action) => namesAction(statement, action))
}

/** NotPrincipal in an Allow lets in everybody else. */
function everybodyOf({ principals = [], notPrincipals }: Statement): readonly Principal[] {
  return notPrincipals ? [{ type: 'AWS', id: '*' }] : principals
}
