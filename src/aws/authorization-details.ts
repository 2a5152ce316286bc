import type {
  AttachedPolicy,
  GroupDetail,
  ManagedPolicyDetail,
  PolicyDetail,
  RoleDetail,
  UserDetail,
} from '@aws-sdk/client-iam'
import { type PolicyDocument, parsePolicy } from '../base/policy/document.ts'
import type { HeldPolicy, IamGroup, IamPolicy, IamRole, IamUser } from '../posture/inventory/iam.ts'
import type { Resource } from '../posture/inventory/resource.ts'
import type { Part } from '../posture/snapshot.ts'
import { type Refusal, required } from './call.ts'
import type { Reading } from './collector.ts'
import { instant, present, tagsByKey } from './fields.ts'

/** IAM's bulk dump, from which each of the four kinds takes its own. */
export interface AuthorizationDetails {
  users(reading: Reading): readonly IamUser[]
  roles(reading: Reading): readonly IamRole[]
  groups(reading: Reading): readonly IamGroup[]
  policies(reading: Reading): readonly IamPolicy[]
}

interface Dump {
  readonly users: UserDetail[]
  readonly roles: RoleDetail[]
  readonly groups: GroupDetail[]
  /** Managed policies by ARN, AWS's own among them where somebody holds them. */
  readonly managed: Map<string, ManagedPolicyDetail>
  refusal?: Refusal
}

/** The bulk dump, read once in a collection however many kinds want it. Pages hold 1,000 entities. */
export async function authorizationDetails(reading: Reading): Promise<AuthorizationDetails> {
  const dump = await reading.once('authorization-details', () => readDump(reading))
  const noted =
    <T>(make: (open: Reading) => readonly T[]) =>
    (open: Reading) => {
      if (dump.refusal) open.gap(dump.refusal)
      return make(open)
    }
  const groups = new Map(dump.groups.map((group) => [group.GroupName, group]))
  return {
    users: noted((open) => dump.users.map((user) => userOf(open, user, dump, groups))),
    roles: noted((open) => dump.roles.map((role) => roleOf(open, role, dump))),
    groups: noted((open) => dump.groups.map((group) => groupOf(open, group, dump))),
    policies: noted((open) => policiesOf(open, dump)),
  }
}

async function readDump(reading: Reading): Promise<Dump> {
  const dump: Dump = { users: [], roles: [], groups: [], managed: new Map() }
  const listed = await reading.pages(
    'iam',
    'GetAccountAuthorizationDetails',
    { MaxItems: 1000 },
    {
      // An account without users has an empty list here; one without any of the four is no answer of IAM.
      items: (page) =>
        page.UserDetailList || page.RoleDetailList || page.GroupDetailList || page.Policies
          ? [page]
          : undefined,
      map: (page) => {
        dump.users.push(...(page.UserDetailList ?? []))
        dump.roles.push(...(page.RoleDetailList ?? []))
        dump.groups.push(...(page.GroupDetailList ?? []))
        for (const policy of page.Policies ?? []) dump.managed.set(policy.Arn ?? '', defaultOnly(policy))
        return undefined
      },
    },
  )
  return listed.refusal ? { ...dump, refusal: listed.refusal } : dump
}

/** Old versions of a policy permit nothing. */
function defaultOnly(policy: ManagedPolicyDetail): ManagedPolicyDetail {
  const versions = (policy.PolicyVersionList ?? []).filter((version) => version.IsDefaultVersion)
  return { ...policy, PolicyVersionList: versions }
}

function userOf(
  reading: Reading,
  raw: UserDetail,
  dump: Dump,
  groups: ReadonlyMap<string | undefined, GroupDetail>,
): IamUser {
  const identity = identityOf(reading, raw.UserName, raw.Arn, raw.CreateDate)
  const names = raw.GroupList ?? []
  const inherited = names.flatMap((name) => {
    const group = groups.get(name)
    return held(reading, identity, group?.GroupPolicyList, group?.AttachedManagedPolicies, dump, name)
  })
  return present({
    ...identity,
    path: raw.Path ?? '/',
    groups: names,
    policies: [
      ...held(reading, identity, raw.UserPolicyList, raw.AttachedManagedPolicies, dump),
      ...inherited,
    ],
    boundary: boundaryOf(reading, identity, raw.PermissionsBoundary?.PermissionsBoundaryArn, dump),
    tags: raw.Tags && tagsByKey(raw.Tags, reading.intern),
  })
}

function roleOf(reading: Reading, raw: RoleDetail, dump: Dump): IamRole {
  const identity = identityOf(reading, raw.RoleName, raw.Arn, raw.CreateDate)
  const path = raw.Path ?? '/'
  return present({
    ...identity,
    path,
    policies: held(reading, identity, raw.RolePolicyList, raw.AttachedManagedPolicies, dump),
    boundary: boundaryOf(reading, identity, raw.PermissionsBoundary?.PermissionsBoundaryArn, dump),
    tags: raw.Tags && tagsByKey(raw.Tags, reading.intern),
    trust: documentOf(reading, identity, raw.AssumeRolePolicyDocument, 'its trust policy'),
    lastUsedAt: instant(raw.RoleLastUsed?.LastUsedDate),
    awsOwned: path.startsWith('/aws-service-role/') || path.startsWith('/aws-reserved/'),
  })
}

function groupOf(reading: Reading, raw: GroupDetail, dump: Dump): IamGroup {
  const identity = identityOf(reading, raw.GroupName, raw.Arn, raw.CreateDate)
  return {
    ...identity,
    policies: held(reading, identity, raw.GroupPolicyList, raw.AttachedManagedPolicies, dump),
  }
}

function policiesOf(reading: Reading, dump: Dump): readonly IamPolicy[] {
  const own = [...dump.managed.values()].filter((policy) => !policy.Arn?.split(':')[4]?.startsWith('aws'))
  return own.map((raw) => {
    const identity = identityOf(reading, raw.PolicyName, raw.Arn, raw.CreateDate)
    return {
      ...identity,
      document: documentOf(reading, identity, raw.PolicyVersionList?.[0]?.Document, 'its text'),
      attachmentCount: raw.AttachmentCount ?? 0,
    }
  })
}

function identityOf(
  reading: Reading,
  name: string | undefined,
  arn: string | undefined,
  created: Date | undefined,
): Resource {
  return reading.identity(required(name, 'name'), required(arn, 'Arn'), created)
}

/** Inline and attached policies of one holder. */
function held(
  reading: Reading,
  of: Resource,
  inline: readonly PolicyDetail[] | undefined,
  attached: readonly AttachedPolicy[] | undefined,
  dump: Dump,
  group?: string,
): readonly HeldPolicy[] {
  const through = group === undefined ? {} : { group }
  return [
    ...(inline ?? []).map(({ PolicyName = '', PolicyDocument: text }) => ({
      name: PolicyName,
      document: documentOf(reading, of, text, `the policy ${PolicyName}`),
      ...through,
    })),
    ...(attached ?? []).map(({ PolicyName = '', PolicyArn = '' }) => ({
      name: PolicyName,
      arn: PolicyArn,
      document: managedDocument(reading, of, PolicyArn, dump),
      ...through,
    })),
  ]
}

function boundaryOf(
  reading: Reading,
  of: Resource,
  arn: string | undefined,
  dump: Dump,
): HeldPolicy | undefined {
  if (arn === undefined) return undefined
  const name = arn.slice(arn.lastIndexOf('/') + 1)
  return { name, arn, document: managedDocument(reading, of, arn, dump) }
}

function managedDocument(reading: Reading, of: Resource, arn: string, dump: Dump): Part<PolicyDocument> {
  const text = dump.managed.get(arn)?.PolicyVersionList?.[0]?.Document
  return documentOf(reading, of, text, `the policy ${arn}`)
}

/** A policy's text, taken apart; what was not returned or does not parse is unseen, never empty. */
function documentOf(
  reading: Reading,
  of: Resource,
  text: string | undefined,
  what: string,
): Part<PolicyDocument> {
  const value = text === undefined ? undefined : reading.intern.made(text, parsePolicy)
  if (value) return { value }
  const refusal: Refusal = {
    call: 'GetAccountAuthorizationDetails',
    action: 'iam:GetAccountAuthorizationDetails',
    region: 'global',
    cause: 'unavailable',
    detail: text === undefined ? `${what} was not returned` : `${what} does not parse`,
  }
  return reading.partGap(refusal, of)
}
