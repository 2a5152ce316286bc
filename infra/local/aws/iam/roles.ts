import type { Estate, Json, Rec } from '../estates/estate.ts'
import type { Context, Handler } from '../services/service.ts'
import { isRec } from '../wire/json.ts'
import { trustDocument } from './documents.ts'
import { add, countUse, policyOf, remove, replace, roleOf } from './entities.ts'
import { nameOf, pathOf, recsOf, textOf } from './fields.ts'
import { beyondQuota, broken, conflict, exists } from './refusals.ts'
import { tagKeysOf, withoutTags, withTags } from './tags.ts'
import { trustedIds } from './trusted.ts'

const MAX_NAME = 64
const MAX_ROLES = 1000
const MAX_TRUST = 2048
const HOUR = 3600

/** The name of the role that a call is about. */
export const roleNameOf = (input: Rec): string => nameOf(input, 'RoleName', MAX_NAME)

/** The ARN that a role of this path and name has. */
export const newRoleArn = (input: Rec, { account }: Estate): string =>
  `arn:aws:iam::${account}:role${typeof input.Path === 'string' ? input.Path : '/'}${String(input.RoleName)}`

/** What a role holds of its trust. Throws for a document that AWS would refuse. */
const trustMembers = (text: string, { estate, live }: Context): Rec => {
  const { source, statements, size } = trustDocument(text)
  if (size > MAX_TRUST) throw beyondQuota('ACLSizePerRole', MAX_TRUST)
  return {
    AssumeRolePolicyDocument: source,
    TrustedIds: trustedIds(statements, live.iam.inForce(), estate.account),
  }
}

const sessionLength = (input: Rec): number => {
  const seconds = Number(input.MaxSessionDuration ?? HOUR)
  if (seconds >= HOUR && seconds <= 12 * HOUR) return seconds
  const rule = seconds < HOUR ? `greater than or equal to ${HOUR}` : `less than or equal to ${12 * HOUR}`
  throw broken(
    `1 validation error detected: Value '${seconds}' at 'maxSessionDuration' failed to satisfy constraint: Member must have value ${rule}`,
  )
}

/** The member of a role or user that names its boundary. */
export const boundaryMember = (arn: string): Rec => ({
  PermissionsBoundaryType: 'Policy',
  PermissionsBoundaryArn: arn,
})

const createRole: Handler = (input, context) => {
  const { estate, live, now } = context
  const name = roleNameOf(input)
  const path = pathOf(input)
  const trust = trustMembers(textOf(input, 'AssumeRolePolicyDocument'), context)
  const bound = input.PermissionsBoundary
  if (bound !== undefined) policyOf(estate.iam, bound)
  const Tags = withTags([], recsOf(input.Tags))
  const MaxSessionDuration = sessionLength(input)
  const taken = (role: Rec): boolean => String(role.RoleName).toLowerCase() === name.toLowerCase()
  if (estate.iam.roles.some(taken)) throw exists('Role', name)
  if (estate.iam.roles.length >= MAX_ROLES) throw beyondQuota('RolesPerAccount', MAX_ROLES)
  const role: Rec = {
    Path: path,
    RoleName: name,
    RoleId: live.uniqueId('AROA'),
    Arn: newRoleArn({ ...input, Path: path }, estate),
    CreateDate: now,
    ...trust,
    MaxSessionDuration,
    ...(typeof input.Description === 'string' ? { Description: input.Description } : {}),
    ...(typeof bound === 'string' ? { PermissionsBoundary: boundaryMember(bound) } : {}),
    InstanceProfileList: [],
    RolePolicyList: [],
    AttachedManagedPolicies: [],
    Tags,
    RoleLastUsed: {},
  }
  add(context, 'roles', role)
  if (bound !== undefined) countUse(context, bound, 'PermissionsBoundaryUsageCount', 1)
  return { Role: role }
}

const isEmpty = (list: Json): boolean => recsOf(list).length === 0

const deleteRole: Handler = (input, context) => {
  const role = roleOf(context.estate.iam, roleNameOf(input))
  if (!isEmpty(role.AttachedManagedPolicies))
    throw conflict('Cannot delete entity, must detach all policies first.')
  if (!isEmpty(role.RolePolicyList)) throw conflict('Cannot delete entity, must delete policies first.')
  remove(context, 'roles', role)
  if (isRec(role.PermissionsBoundary))
    countUse(context, role.PermissionsBoundary.PermissionsBoundaryArn, 'PermissionsBoundaryUsageCount', -1)
  return {}
}

/** Changes a role in place. */
const changing =
  (change: (role: Rec, input: Rec, context: Context) => Rec): Handler =>
  (input, context) => {
    const role = roleOf(context.estate.iam, roleNameOf(input))
    replace(context, 'roles', role, { ...role, ...change(role, input, context) })
    return {}
  }

const untagged = (role: Rec, input: Rec): Rec => ({
  Tags: withoutTags(recsOf(role.Tags), tagKeysOf(input)),
})

/** What IAM does with roles themselves, by operation. */
export const roleOperations: Readonly<Record<string, Handler>> = {
  CreateRole: createRole,
  DeleteRole: deleteRole,
  UpdateAssumeRolePolicy: changing((_role, input, context) =>
    trustMembers(textOf(input, 'PolicyDocument'), context),
  ),
  UpdateRole: changing((role, input) => ({
    Description: input.Description ?? role.Description,
    MaxSessionDuration:
      input.MaxSessionDuration === undefined ? role.MaxSessionDuration : sessionLength(input),
  })),
  TagRole: changing((role, input) => ({ Tags: withTags(recsOf(role.Tags), recsOf(input.Tags)) })),
  UntagRole: changing(untagged),
}
