import type { NamedPolicy } from '../../../../src/base/policy/evaluate.ts'
import type { Rec } from '../estates/estate.ts'
import { identityDocument } from '../iam/documents.ts'
import { recsOf, textOf } from '../iam/fields.ts'
import { broken, malformed } from '../iam/refusals.ts'
import { documentOf, managedPolicy } from '../judge/policies.ts'
import type { Context } from './service.ts'

const SHORTEST_S = 900
const HOUR_S = 3600
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/
const MAX_POLICY = 2048
const MAX_POLICIES = 10

const constraint = (value: unknown, member: string, rule: string): never => {
  throw broken(
    `1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: Member must ${rule}`,
  )
}

/** The seconds that a session shall last. Throws AWS's validation error outside 900 to the longest. */
export const durationOf = (input: Rec, byDefault: number, longest: number): number => {
  const asked = input.DurationSeconds === undefined ? byDefault : Number(input.DurationSeconds)
  if (asked < SHORTEST_S)
    constraint(asked, 'durationSeconds', `have value greater than or equal to ${SHORTEST_S}`)
  if (asked > longest) constraint(asked, 'durationSeconds', `have value less than or equal to ${longest}`)
  return asked
}

/** The seconds of a role's session: within the role's own limit, and an hour at most where a role assumes a role. */
export const roleDuration = (input: Rec, role: Rec, { identity }: Context): number => {
  const asked = durationOf(input, HOUR_S, 12 * HOUR_S)
  if (asked > Number(role.MaxSessionDuration ?? HOUR_S))
    throw broken('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.')
  const chained = /:assumed-role\//.test(identity.principal.arn)
  if (chained && asked > HOUR_S)
    throw broken(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    )
  return asked
}

/** The name of a role's session, or the source identity. */
export const sessionText = (input: Rec, member: 'RoleSessionName' | 'SourceIdentity'): string => {
  const text = textOf(input, member)
  if (SESSION_NAME.test(text)) return text
  return constraint(
    text,
    member.charAt(0).toLowerCase() + member.slice(1),
    'satisfy regular expression pattern: [\\w+=,.@-]{2,64}',
  )
}

/** The policies that a session is bounded by. Throws for a document that AWS would refuse. */
export const sessionPolicies = (input: Rec, { live }: Context): readonly NamedPolicy[] => {
  const arns = recsOf(input.PolicyArns).map((one) => one.arn)
  if (arns.length > MAX_POLICIES) throw malformed('The number of session policies exceeds 10.')
  const managed = arns.map((arn) => managedPolicy(live.iam.inForce(), arn))
  if (typeof input.Policy !== 'string') return managed
  if (input.Policy.length > MAX_POLICY)
    return constraint('…', 'policy', `have length less than or equal to ${MAX_POLICY}`)
  return [{ name: 'session policy', document: documentOf(identityDocument(input.Policy).source) }, ...managed]
}
