import { type PolicyDocument, parsePolicy } from '../../../../src/base/policy/document.ts'
import type { NamedPolicy, Policies } from '../../../../src/base/policy/evaluate.ts'
import type { IamEstate, Json, Rec } from '../estates/estate.ts'
import { defaultDocument } from '../iam/entities.ts'
import { recsOf, textsOf } from '../iam/fields.ts'
import type { Identity } from '../state/identity.ts'
import { isRec } from '../wire/json.ts'

const read = new WeakMap<Rec, PolicyDocument | undefined>()

/** A document as the evaluator reads it. Documents are never changed in place, so each is read once. */
export const documentOf = (source: Json): PolicyDocument | undefined => {
  if (!isRec(source)) return undefined
  if (!read.has(source)) read.set(source, parsePolicy(source))
  return read.get(source)
}

/** A managed policy by its ARN; unseen where the account does not hold it. */
export const managedPolicy = (iam: IamEstate, arn: Json): NamedPolicy => ({
  name: String(arn),
  document: documentOf(defaultDocument(iam.policies.find((policy) => policy.Arn === arn))),
})

const inline = (list: Json): readonly NamedPolicy[] =>
  recsOf(list).map((one) => ({ name: String(one.PolicyName), document: documentOf(one.PolicyDocument) }))

const attached = (iam: IamEstate, list: Json): readonly NamedPolicy[] =>
  recsOf(list).map((one) => managedPolicy(iam, one.PolicyArn))

const boundaryOf = (iam: IamEstate, record: Rec): Pick<Policies, 'boundary'> =>
  isRec(record.PermissionsBoundary)
    ? { boundary: managedPolicy(iam, record.PermissionsBoundary.PermissionsBoundaryArn) }
    : {}

/** What a user holds: its own policies, those of its groups, and its boundary. */
export const userPolicies = (iam: IamEstate, user: Rec): Policies => {
  const names = textsOf(user.GroupList)
  const groups = iam.groups.filter((group) => names.includes(String(group.GroupName)))
  return {
    identity: [
      ...inline(user.UserPolicyList),
      ...attached(iam, user.AttachedManagedPolicies),
      ...groups.flatMap((group) => [
        ...inline(group.GroupPolicyList),
        ...attached(iam, group.AttachedManagedPolicies),
      ]),
    ],
    ...boundaryOf(iam, user),
  }
}

/** What a role holds: its policies and its boundary. */
export const rolePolicies = (iam: IamEstate, role: Rec): Policies => ({
  identity: [...inline(role.RolePolicyList), ...attached(iam, role.AttachedManagedPolicies)],
  ...boundaryOf(iam, role),
})

const EVERYTHING: Policies = {
  identity: [
    {
      name: 'trusted',
      document: { statements: [{ effect: 'Allow', actions: ['*'], resources: ['*'], conditions: [] }] },
    },
  ],
}

const NOTHING: Policies = { identity: [] }

/** The record of the user or role behind an identity. */
export const recordOf = (identity: Identity, iam: IamEstate): Rec | undefined => {
  if (identity.kind === 'trusted') return undefined
  const { id } = identity.holder
  return identity.kind === 'user'
    ? iam.users.find((user) => user.UserId === id)
    : iam.roles.find((role) => role.RoleId === id)
}

/** Every policy that a caller brings along. */
export const policiesOf = (identity: Identity, iam: IamEstate): Policies => {
  if (identity.kind === 'trusted') {
    const own = identity.principal.policies
    return own
      ? { identity: own.map((one, i) => ({ name: `policy ${i + 1}`, document: documentOf(one) })) }
      : EVERYTHING
  }
  const record = recordOf(identity, iam)
  if (!record) return NOTHING
  const held = identity.kind === 'user' ? userPolicies(iam, record) : rolePolicies(iam, record)
  const session = identity.session?.policies ?? []
  return session.length > 0 ? { ...held, session } : held
}
