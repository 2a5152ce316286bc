import type { ContextEntries } from '../../../../src/base/policy/context.ts'
import { isoTime } from '../../../../src/base/time.ts'
import type { IamEstate, Rec } from '../estates/estate.ts'
import { recsOf } from '../iam/fields.ts'
import { tagValues } from '../iam/tags.ts'
import type { Call } from '../services/service.ts'
import type { Identity } from '../state/identity.ts'
import { recordOf } from './policies.ts'

const under = (prefix: string, values: Readonly<Record<string, string>>): ContextEntries =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key, value]))

/**
 * The second factor as policies see it: nothing for a user's own access key; true, with its age, where the session was
 * got with a code; else false. A role's session never shows the factor that its maker used.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
const factorKeys = (identity: Identity, now: number): ContextEntries => {
  if (identity.kind === 'trusted' || !identity.session) return {}
  const { mfaAt } = identity.session
  if (identity.kind === 'role' || mfaAt === undefined) return { 'aws:MultiFactorAuthPresent': 'false' }
  return { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': String(now - mfaAt) }
}

const PARTS = /^arn:[^:]*:[^:]*:[^:]*:(\d{12})/

const identityKeys = (identity: Identity, iam: IamEstate): ContextEntries => {
  const { arn, userId } = identity.principal
  const account = PARTS.exec(arn)?.[1] ?? null
  const roleName = /:assumed-role\/([^/]+)\//.exec(arn)?.[1]
  if (identity.kind === 'trusted')
    return {
      'aws:PrincipalArn': roleName === undefined ? arn : `arn:aws:iam::${account}:role/${roleName}`,
      'aws:PrincipalAccount': account,
      'aws:userid': userId,
    }
  const { session } = identity
  return {
    'aws:PrincipalArn': identity.holder.arn,
    'aws:PrincipalAccount': account,
    'aws:PrincipalType': identity.kind === 'user' ? 'User' : 'AssumedRole',
    'aws:userid': userId,
    ...(identity.kind === 'user' ? { 'aws:username': identity.name } : {}),
    ...under('aws:PrincipalTag/', { ...tagValues(recordOf(identity, iam)), ...session?.tags }),
    ...(session ? { 'aws:TokenIssueTime': isoTime(session.issued) } : {}),
    ...(session?.sourceIdentity === undefined ? {} : { 'aws:SourceIdentity': session.sourceIdentity }),
    ...(session?.directoryUser
      ? {
          'identitystore:UserId': session.directoryUser.userId,
          'identitystore:IdentityStoreArn': session.directoryUser.storeArn,
        }
      : {}),
  }
}

/** Tags in the request, as CreateRole, TagRole and AssumeRole carry them. */
const requestTagKeys = (input: Rec): ContextEntries => {
  const tags = recsOf(input.Tags)
  if (tags.length === 0) return {}
  return { ...under('aws:RequestTag/', tagValues(input)), 'aws:TagKeys': tags.map((tag) => String(tag.Key)) }
}

/**
 * The condition keys that AWS knows of any request. The account counts as reached by TLS, as AWS is.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const globalKeys = (call: Call, iam: IamEstate, now: number, sourceIp: string): ContextEntries => ({
  'aws:CurrentTime': isoTime(now),
  'aws:EpochTime': String(now),
  'aws:SecureTransport': 'true',
  'aws:SourceIp': sourceIp,
  'aws:RequestedRegion': call.region,
  'aws:ViaAWSService': 'false',
  'aws:PrincipalIsAWSService': 'false',
  ...identityKeys(call.identity, iam),
  ...factorKeys(call.identity, now),
  ...requestTagKeys(call.input),
})

/** The tags of what a call touches, under the service's prefix too. */
export const resourceTagKeys = (service: string, record: Rec | undefined): ContextEntries => {
  const tags = tagValues(record)
  return { ...under('aws:ResourceTag/', tags), ...under(`${service}:ResourceTag/`, tags) }
}
