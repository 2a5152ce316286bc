import { arnName } from '../../base/arn.ts'
import { anyOf, UNNAMED } from '../../base/policy/unnamed.ts'
import type { IamRole } from '../../posture/inventory/iam.ts'
import {
  type AttemptedCall,
  certain,
  type Permission,
  permission,
} from '../../posture/permissions/effective-permission.ts'
import { SAGEMAKER } from '../../posture/permissions/execution-roles.ts'
import { administrator, hasPower } from '../../posture/permissions/powers.ts'
import { allowedPatterns, type Moment } from '../../posture/permissions/reachable.ts'
import { mayAssume } from '../../posture/permissions/trust.ts'
import { known } from '../../posture/snapshot.ts'
import { BEHIND_ACTIONS, rolesBehind } from './behind.ts'
import { type LookSpec, NotSeen, unless } from './look.ts'
import { ROLE_ACTIONS, readRole } from './role.ts'

/** Stricter where the grant itself hands the role over: it has to be SageMaker's alone then, and hand over no role. */
export const roleModest: LookSpec = {
  actions: [...BEHIND_ACTIONS, ...ROLE_ACTIONS],
  look: async (look, about) => {
    const moment = { now: look.now, regions: [look.place.region] }
    const arns = await rolesBehind(look, about)
    if (arns.length === 0) throw new NotSeen('AWS names no execution role.')
    const passed = look.entitlement.reach.through === 'passed-role'
    const roles = await Promise.all(arns.map((arn) => readRole(look.reading, arn)))
    const problems = roles.flatMap((role) => problemsOf(role, moment, passed))
    return unless(problems, `${arns.map(arnName).join(' and ')}: no administrator, and hands over no role.`)
  },
}

/** Throws what posture throws where a policy could not be read. */
function problemsOf(role: IamRole, moment: Moment, passed: boolean): readonly string[] {
  const { name } = role
  const is = (answer: Permission) => certain([answer]).length > 0
  const admin = is(administrator(role, moment))
  const any = !admin && is(hasPower(role, 'pass any role', moment))
  const some = passed && !admin && !any && certain(handovers(role, moment)).length > 0
  return [
    ...(admin ? [`${name} is an administrator.`] : []),
    ...(any ? [`${name} can hand over any role.`] : []),
    ...(some ? [`${name} can hand over other roles.`] : []),
    ...(passed ? trustProblems(role, moment) : []),
  ]
}

/** The other roles that its policies let it hand over. Itself is no gain. */
function handovers(role: IamRole, { now }: Moment): readonly Permission[] {
  return allowedPatterns(role, ['iam:PassRole'], now)
    .filter((pattern) => pattern !== role.arn)
    .map((pattern): AttemptedCall => ({ action: 'iam:PassRole', resource: anyOf(pattern) }))
    .map((call) => permission(role, call, now))
}

/** Trust in SageMaker for this account, and in nobody else. Source: IAM User Guide, "The confused deputy problem". */
function trustProblems(role: IamRole, moment: Moment): readonly string[] {
  const allows = known(role.trust).statements.filter(({ effect }) => effect === 'Allow')
  const trusted = allows.flatMap(({ principals, notPrincipals }) =>
    notPrincipals ? ['everybody but a few'] : (principals ?? []).map(({ id }) => id),
  )
  const others = [...new Set(trusted)].filter((id) => id !== SAGEMAKER)
  const lets = (account: string) =>
    mayAssume(role, { type: 'Service', id: SAGEMAKER }, { 'aws:SourceAccount': account }, moment).truth
  return [
    ...(others.length > 0 ? [`${role.name} also trusts ${others.join(', ')}.`] : []),
    ...(lets(role.account) === 'no' ? [`${role.name} does not trust SageMaker for this account.`] : []),
    ...(lets(UNNAMED) === 'no' ? [] : [`${role.name} trusts SageMaker on behalf of any account.`]),
  ]
}
