import type { Rec } from '../estates/estate.ts'
import type { Handler } from '../services/service.ts'
import { identityDocument } from './documents.ts'
import { add, policyOf, remove } from './entities.ts'
import { nameOf, pathOf, recsOf, textOf } from './fields.ts'
import { beyondQuota, conflict, exists, noSuch } from './refusals.ts'
import { withTags } from './tags.ts'

const MAX_NAME = 128
const MAX_DOCUMENT = 6144
const MAX_POLICIES = 1500

/** The ARN that a managed policy of this path and name has. */
export const newPolicyArn = (input: Rec, account: string): string =>
  `arn:aws:iam::${account}:policy${typeof input.Path === 'string' ? input.Path : '/'}${String(input.PolicyName)}`

const createPolicy: Handler = (input, context) => {
  const { estate, live, now } = context
  const name = nameOf(input, 'PolicyName', MAX_NAME)
  const path = pathOf(input)
  const { source, size } = identityDocument(textOf(input, 'PolicyDocument'))
  if (size > MAX_DOCUMENT) throw beyondQuota('PolicySize', MAX_DOCUMENT)
  const arn = newPolicyArn({ ...input, Path: path }, estate.account)
  const own = estate.iam.policies.filter((one) => String(one.Arn).includes(`::${estate.account}:`))
  if (own.some((one) => String(one.PolicyName).toLowerCase() === name.toLowerCase()))
    throw exists('A policy called', name)
  if (own.length >= MAX_POLICIES) throw beyondQuota('PoliciesPerAccount', MAX_POLICIES)
  const policy: Rec = {
    PolicyName: name,
    PolicyId: live.uniqueId('ANPA'),
    Arn: arn,
    Path: path,
    DefaultVersionId: 'v1',
    AttachmentCount: 0,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: now,
    UpdateDate: now,
    ...(typeof input.Description === 'string' ? { Description: input.Description } : {}),
    Tags: withTags([], recsOf(input.Tags)),
    PolicyVersionList: [{ Document: source, VersionId: 'v1', IsDefaultVersion: true, CreateDate: now }],
  }
  add(context, 'policies', policy)
  return { Policy: policy }
}

const getPolicyVersion: Handler = (input, { estate }) => {
  const policy = policyOf(estate.iam, input.PolicyArn)
  const found = recsOf(policy.PolicyVersionList).find((one) => one.VersionId === input.VersionId)
  if (!found) throw noSuch('policy version', `${String(input.PolicyArn)} version ${String(input.VersionId)}`)
  return { PolicyVersion: found }
}

const deletePolicy: Handler = (input, context) => {
  const policy = policyOf(context.estate.iam, input.PolicyArn)
  if (Number(policy.AttachmentCount) > 0 || Number(policy.PermissionsBoundaryUsageCount) > 0)
    throw conflict('Cannot delete a policy attached to entities.')
  remove(context, 'policies', policy)
  return {}
}

/** What IAM does with managed policies, by operation. */
export const managedPolicyOperations: Readonly<Record<string, Handler>> = {
  CreatePolicy: createPolicy,
  GetPolicy: (input, { estate }) => ({ Policy: policyOf(estate.iam, input.PolicyArn) }),
  GetPolicyVersion: getPolicyVersion,
  DeletePolicy: deletePolicy,
}
