import { parseArn } from '../../../../src/base/arn.ts'
import { type PolicyDocument, parsePolicy, type Statement } from '../../../../src/base/policy/document.ts'
import type { IamEstate, Rec } from '../estates/estate.ts'
import { isRec } from '../wire/json.ts'
import { malformed } from './refusals.ts'

/** The unique id behind an ARN of a user, a role or a role's session, or undefined where there is none now. */
const idOf = (iam: IamEstate, arn: string, account: string): string | undefined => {
  const session = /^assumed-role\/([^/]+)\/[^/]+$/.exec(parseArn(arn)?.resource ?? '')?.[1]
  const role = iam.roles.find((one) => one.Arn === arn || (session !== undefined && one.RoleName === session))
  const id = role?.RoleId ?? iam.users.find((one) => one.Arn === arn)?.UserId
  return typeof id === 'string' && parseArn(arn)?.account === account ? id : undefined
}

const isPerson = (arn: string): boolean => /^(user|role|assumed-role)\//.test(parseArn(arn)?.resource ?? '')

const awsPrincipals = (statements: readonly Statement[]): readonly string[] =>
  statements.flatMap(({ principals = [] }) =>
    principals.filter(({ type }) => type === 'AWS').map(({ id }) => id),
  )

/**
 * The unique ids behind the users and roles that a trust policy names, by ARN: AWS keeps the id, so that a namesake
 * made later is not trusted. Throws MalformedPolicyDocument for a principal of this account that is not there.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export const trustedIds = (
  statements: readonly Statement[],
  iam: IamEstate,
  account: string,
): Readonly<Record<string, string>> => {
  const found: Record<string, string> = {}
  for (const arn of awsPrincipals(statements)) {
    if (arn === '*' || /^\d{12}$/.test(arn)) continue
    const wrong = malformed(`Invalid principal in policy: "AWS":"${arn}"`)
    if (!parseArn(arn) || arn.includes('*')) throw wrong
    if (!isPerson(arn) || parseArn(arn)?.account !== account) continue
    const id = idOf(iam, arn, account)
    if (id === undefined) throw wrong
    found[arn] = id
  }
  return found
}

const NOBODY: PolicyDocument = { statements: [] }

/** A role's trust policy as it counts now: who was deleted since it was written is named by an id that nobody has. */
export const trustOf = (role: Rec, iam: IamEstate, account: string): PolicyDocument => {
  const document = parsePolicy(role.AssumeRolePolicyDocument)
  if (!document) return NOBODY
  const ids = isRec(role.TrustedIds) ? role.TrustedIds : {}
  const present = (arn: string): string => {
    const id = ids[arn]
    return id === undefined || idOf(iam, arn, account) === id ? arn : String(id)
  }
  const statements = document.statements.map((statement) =>
    statement.principals
      ? { ...statement, principals: statement.principals.map((one) => ({ ...one, id: present(one.id) })) }
      : statement,
  )
  return { statements }
}
