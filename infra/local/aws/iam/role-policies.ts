import type { Rec } from '../estates/estate.ts'
import type { Context, Handler } from '../services/service.ts'
import { isRec } from '../wire/json.ts'
import { identityDocument } from './documents.ts'
import { countUse, policyOf, replace, roleOf } from './entities.ts'
import { nameOf, recsOf, textOf } from './fields.ts'
import { beyondQuota, noSuch, tooLong } from './refusals.ts'
import { boundaryMember, roleNameOf } from './roles.ts'

const MAX_NAME = 128
/** White space is not counted. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MAX_INLINE = 10_240
const MAX_ATTACHED = 10

const sizeOf = (policy: Rec): number => JSON.stringify(policy.PolicyDocument).replace(/\s/g, '').length

const policyName = (input: Rec): string => nameOf(input, 'PolicyName', MAX_NAME)

const putRolePolicy: Handler = (input, context) => {
  const role = roleOf(context.estate.iam, roleNameOf(input))
  const name = policyName(input)
  const { source } = identityDocument(textOf(input, 'PolicyDocument'))
  const others = recsOf(role.RolePolicyList).filter((one) => one.PolicyName !== name)
  const all = [...others, { PolicyName: name, PolicyDocument: source }]
  if (all.reduce((sum, one) => sum + sizeOf(one), 0) > MAX_INLINE)
    throw tooLong(MAX_INLINE, 'role', String(role.RoleName))
  replace(context, 'roles', role, { ...role, RolePolicyList: all })
  return {}
}

const inlineOf = (role: Rec, name: string): Rec => {
  const found = recsOf(role.RolePolicyList).find((one) => one.PolicyName === name)
  if (!found) throw noSuch('role policy', name)
  return found
}

const getRolePolicy: Handler = (input, { estate }) => {
  const role = roleOf(estate.iam, roleNameOf(input))
  return { RoleName: role.RoleName, ...inlineOf(role, policyName(input)) }
}

const deleteRolePolicy: Handler = (input, context) => {
  const role = roleOf(context.estate.iam, roleNameOf(input))
  const gone = inlineOf(role, policyName(input))
  const RolePolicyList = recsOf(role.RolePolicyList).filter((one) => one !== gone)
  replace(context, 'roles', role, { ...role, RolePolicyList })
  return {}
}

const attach: Handler = (input, context) => {
  const role = roleOf(context.estate.iam, roleNameOf(input))
  const policy = policyOf(context.estate.iam, input.PolicyArn)
  const held = recsOf(role.AttachedManagedPolicies)
  if (held.some((one) => one.PolicyArn === policy.Arn)) return {}
  if (held.length >= MAX_ATTACHED) throw beyondQuota('PoliciesPerRole', MAX_ATTACHED)
  const AttachedManagedPolicies = [...held, { PolicyName: policy.PolicyName, PolicyArn: policy.Arn }]
  replace(context, 'roles', role, { ...role, AttachedManagedPolicies })
  countUse(context, policy.Arn, 'AttachmentCount', 1)
  return {}
}

const detach: Handler = (input, context) => {
  const role = roleOf(context.estate.iam, roleNameOf(input))
  const held = recsOf(role.AttachedManagedPolicies)
  const AttachedManagedPolicies = held.filter((one) => one.PolicyArn !== input.PolicyArn)
  if (AttachedManagedPolicies.length === held.length) throw noSuch('policy', input.PolicyArn)
  replace(context, 'roles', role, { ...role, AttachedManagedPolicies })
  countUse(context, input.PolicyArn, 'AttachmentCount', -1)
  return {}
}

const rebound = (context: Context, role: Rec, bound: string | undefined): void => {
  const { PermissionsBoundary: before, ...rest } = role
  if (isRec(before)) countUse(context, before.PermissionsBoundaryArn, 'PermissionsBoundaryUsageCount', -1)
  if (bound !== undefined) countUse(context, bound, 'PermissionsBoundaryUsageCount', 1)
  const made = bound === undefined ? rest : { ...rest, PermissionsBoundary: boundaryMember(bound) }
  replace(context, 'roles', role, made)
}

const putBoundary: Handler = (input, context) => {
  const role = roleOf(context.estate.iam, roleNameOf(input))
  const policy = policyOf(context.estate.iam, input.PermissionsBoundary)
  rebound(context, role, String(policy.Arn))
  return {}
}

const deleteBoundary: Handler = (input, context) => {
  rebound(context, roleOf(context.estate.iam, roleNameOf(input)), undefined)
  return {}
}

/** What IAM does with the policies of roles, by operation. */
export const rolePolicyOperations: Readonly<Record<string, Handler>> = {
  PutRolePolicy: putRolePolicy,
  GetRolePolicy: getRolePolicy,
  DeleteRolePolicy: deleteRolePolicy,
  AttachRolePolicy: attach,
  DetachRolePolicy: detach,
  PutRolePermissionsBoundary: putBoundary,
  DeleteRolePermissionsBoundary: deleteBoundary,
}
