import { type ContextEntries, requestContext } from '../../../../src/base/policy/context.ts'
import {
  type Evaluation,
  evaluate,
  type Policies,
  type Reason,
} from '../../../../src/base/policy/evaluate.ts'
import type { Caller } from '../../../../src/base/policy/principals.ts'
import type { Decision } from '../authorize.ts'
import type { IamEstate } from '../estates/estate.ts'
import { type Call, type Touch, TRUST } from '../services/service.ts'
import type { Identity } from '../state/identity.ts'
import { globalKeys } from './keys.ts'
import { policiesOf } from './policies.ts'

/** AWS asks for no permission for these. */
const FREE = new Set(['sts:GetCallerIdentity', 'sts:GetSessionToken'])

/** What a call is judged by, beside itself. */
export interface Circumstances {
  readonly iam: IamEstate
  /** Epoch seconds. */
  readonly now: number
  readonly sourceIp: string
  /** Keys that the service established itself, such as a second factor proved in the request. */
  readonly proven: ContextEntries
}

/** The role behind a session; of a principal that the estate names, by the name in its ARN. */
const roleOf = (identity: Identity, iam: IamEstate): string | undefined => {
  if (identity.kind !== 'trusted') return identity.kind === 'role' ? identity.holder.arn : undefined
  const name = /:assumed-role\/([^/]+)\//.exec(identity.principal.arn)?.[1]
  const role = iam.roles.find((one) => name !== undefined && one.RoleName === name)
  return typeof role?.Arn === 'string' ? role.Arn : undefined
}

const callerOf = (identity: Identity, iam: IamEstate): Caller => {
  const roleArn = roleOf(identity, iam)
  return { type: 'AWS', arn: identity.principal.arn, ...(roleArn === undefined ? {} : { roleArn }) }
}

/** The kind of policy that a reason comes from, in AWS's words. */
const kindOf = (reason: Reason | undefined, { boundary, session, resource }: Policies): string => {
  if (reason?.policy === undefined) return 'identity-based policy'
  if (reason.policy === resource?.name) return 'resource-based policy'
  if (reason.policy === boundary?.name) return 'permissions boundary'
  return session?.some(({ name }) => name === reason.policy) ? 'session policy' : 'identity-based policy'
}

const decisionOf = (evaluation: Evaluation, policies: Policies, { action, resource }: Touch): Decision => {
  if (evaluation.decision === 'allowed') return { allowed: true }
  const about = { allowed: false, action, resource } as const
  // STS says nothing about why a role does not trust somebody
  if (policies.resource?.name === TRUST) return about
  const kind = kindOf(evaluation.because[0], policies)
  if (evaluation.decision === 'explicit-deny')
    return { ...about, with: `an explicit deny in ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}` }
  return { ...about, because: `no ${kind} allows the ${action} action` }
}

/**
 * Decides a call by the policies of its caller and of what it touches. Where a call touches several things, all must be
 * allowed. What cannot be decided is denied. A trusted caller is asked only what it needs the trust of another role for.
 */
export const judge = (call: Call, touches: readonly Touch[], around: Circumstances): Decision => {
  const { identity } = call
  if (FREE.has(call.action)) return { allowed: true }
  const policies = policiesOf(identity, around.iam)
  const unbound = identity.kind === 'trusted' && !identity.principal.policies
  const asked = unbound ? touches.filter(({ policy }) => policy?.name === TRUST) : touches
  if (asked.length === 0) return { allowed: true }
  const common = { ...globalKeys(call, around.iam, around.now, around.sourceIp), ...around.proven }
  for (const touch of asked) {
    const context = requestContext({ ...common, ...touch.keys }, 'absent')
    const all = touch.policy ? { ...policies, resource: touch.policy } : policies
    const request = {
      action: touch.action,
      resource: touch.resource,
      context,
      caller: callerOf(identity, around.iam),
    }
    const decision = decisionOf(evaluate(request, all), all, touch)
    if (!decision.allowed) return decision
  }
  return { allowed: true }
}
