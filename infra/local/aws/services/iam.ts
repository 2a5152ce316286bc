import type { IamEstate, Json, Rec } from '../estates/estate.ts'
import { roleOf, userOf } from '../iam/entities.ts'
import { recsOf } from '../iam/fields.ts'
import { lastAccessedOperations } from '../iam/last-accessed.ts'
import { managedPolicyOperations } from '../iam/managed-policies.ts'
import { rolePolicyOperations } from '../iam/role-policies.ts'
import { roleNameOf, roleOperations } from '../iam/roles.ts'
import { simulationOperations } from '../iam/simulate.ts'
import { iamTouches } from '../iam/touches.ts'
import { userOperations } from '../iam/users.ts'
import { AwsError } from '../wire/error.ts'
import { isRec } from '../wire/json.ts'
import { credentialReport } from './iam-credential-report.ts'
import { pageOf, sizeOf } from './page.ts'
import type { Context, Handler, Service } from './service.ts'

const DOCUMENTS = new Set(['AssumeRolePolicyDocument', 'PolicyDocument', 'Document'])

/** IAM answers policy documents as URL-encoded JSON (RFC 3986). */
const encoded = (value: Json, name = ''): Json => {
  if (DOCUMENTS.has(name) && isRec(value)) return encodeURIComponent(JSON.stringify(value))
  if (Array.isArray(value)) return value.map((item: Json) => encoded(item))
  if (!isRec(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, encoded(inner, key)]))
}

const encodedRec = (record: Rec): Rec => {
  const made = encoded(record)
  return isRec(made) ? made : {}
}

const marker = (): AwsError => new AwsError('ValidationError', 'Invalid Marker.')

const paged = (rows: readonly Rec[], list: string, input: Rec, max = 1000): [Rec[], Rec] => {
  const page = pageOf(rows, list, sizeOf(input.MaxItems, max, 100, 'maxItems'), input.Marker, marker)
  return [page.items.map(encodedRec), { IsTruncated: page.next !== undefined, Marker: page.next }]
}

const isAwsManaged = (policy: Rec): boolean => String(policy.Arn).startsWith('arn:aws:iam::aws:')

const LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const

const entities = (iam: IamEstate, wanted: readonly Json[]): { list: (typeof LISTS)[number]; rec: Rec }[] => {
  const all = wanted.length === 0
  const has = (kind: string): boolean => all || wanted.includes(kind)
  return [
    ...(has('User') ? iam.users.map((rec) => ({ list: LISTS[0], rec })) : []),
    ...(has('Group') ? iam.groups.map((rec) => ({ list: LISTS[1], rec })) : []),
    ...(has('Role') ? iam.roles.map((rec) => ({ list: LISTS[2], rec })) : []),
    ...iam.policies
      .filter((rec) => has(isAwsManaged(rec) ? 'AWSManagedPolicy' : 'LocalManagedPolicy'))
      .map((rec) => ({ list: LISTS[3], rec })),
  ]
}

const authorizationDetails: Handler = (input, { estate }) => {
  const wanted: readonly Json[] = Array.isArray(input.Filter) ? input.Filter : []
  const all = entities(estate.iam, wanted)
  const page = pageOf(all, 'details', sizeOf(input.MaxItems, 1000, 100, 'maxItems'), input.Marker, marker)
  const lists = LISTS.map((list): [string, Json] => [
    list,
    page.items.filter((one) => one.list === list).map((one) => encodedRec(one.rec)),
  ])
  return { ...Object.fromEntries(lists), IsTruncated: page.next !== undefined, Marker: page.next }
}

const accountSummary: Handler = (_input, { estate: { iam } }) => ({
  SummaryMap: {
    Users: iam.users.length,
    UsersQuota: 5000,
    Groups: iam.groups.length,
    GroupsQuota: 300,
    Roles: iam.roles.length,
    RolesQuota: 1000,
    Policies: iam.policies.filter((policy) => !isAwsManaged(policy)).length,
    PoliciesQuota: 1500,
    ServerCertificates: 0,
    MFADevices: iam.virtualMfaDevices.length,
    MFADevicesInUse: iam.virtualMfaDevices.filter((device) => isRec(device.User)).length,
    AccountMFAEnabled: 0,
    AccountAccessKeysPresent: 0,
    AccountPasswordPresent: 1,
    AccountSigningCertificatesPresent: 0,
    ...iam.summary,
  },
})

const devicesOf = (iam: IamEstate, user: Json): Rec[] =>
  iam.virtualMfaDevices.filter((device) => isRec(device.User) && device.User.UserName === user)

const virtualDevices: Handler = (input, { estate: { iam } }) => {
  const wanted = input.AssignmentStatus ?? 'Any'
  const rows = iam.virtualMfaDevices.filter(
    (device) => wanted === 'Any' || (wanted === 'Assigned') === isRec(device.User),
  )
  const [items, more] = paged(rows, 'virtual-devices', input)
  return { VirtualMFADevices: items, ...more }
}

const mfaDevices: Handler = (input, { estate: { iam } }) => {
  const user = userOf(iam, input.UserName)
  const hardware: readonly Json[] = Array.isArray(user.MFADevices) ? user.MFADevices : []
  const rows = [
    ...hardware.filter(isRec),
    ...devicesOf(iam, input.UserName).map((device) => ({ ...device, UserName: input.UserName })),
  ]
  const [items, more] = paged(rows, `devices/${String(input.UserName)}`, input)
  return { MFADevices: items, ...more }
}

const pathPrefix = (input: Rec): string => String(input.PathPrefix ?? '/')

/** A role as lists show it: IAM leaves these out. */
const inBrief = ({ Tags, RoleLastUsed, PermissionsBoundary, ...role }: Rec): Rec => role

const pagedNames = (policies: readonly Rec[], list: string, input: Rec): Rec => {
  const [items, more] = paged(policies, `inline/${list}`, input)
  return { PolicyNames: items.map((one) => one.PolicyName), ...more }
}

const listing =
  (member: string, rowsIn: (iam: IamEstate) => readonly Rec[]): Handler =>
  (input, { estate: { iam } }) => {
    const prefix = pathPrefix(input)
    const rows = rowsIn(iam).filter((row) => String(row.Path ?? '/').startsWith(prefix))
    const [items, more] = paged(rows, member, input)
    return { [member]: items, ...more }
  }

const REPORT = 'credential-report'
const FOUR_HOURS = 4 * 3600

const generate: Handler = (_input, { memory, now }: Context) => {
  const made = memory.get(REPORT)
  if (made !== undefined && made >= 0 && now - made < FOUR_HOURS) return { State: 'COMPLETE' }
  const started = memory.get(`${REPORT}/started`)
  if (started !== undefined) {
    memory.delete(`${REPORT}/started`)
    memory.set(REPORT, now)
    return { State: 'COMPLETE' }
  }
  memory.set(`${REPORT}/started`, now)
  return {
    State: 'STARTED',
    Description: 'No report exists. Starting a new report generation task',
  }
}

const report: Handler = (_input, { memory, now, estate }) => {
  const made = memory.get(REPORT)
  if (memory.has(`${REPORT}/started`))
    throw new AwsError('ReportInProgress', 'Credential report generation is in progress', 404)
  if (made === undefined)
    throw new AwsError(
      'ReportNotPresent',
      'No report is present. Use GenerateCredentialReport to create one',
      410,
    )
  if (now - made >= FOUR_HOURS)
    throw new AwsError('ReportExpired', 'The report is more than four hours old', 410)
  const csv = credentialReport(estate.account, estate.iam.credentials)
  return { Content: Buffer.from(csv).toString('base64'), ReportFormat: 'text/csv', GeneratedTime: made }
}

const answering =
  (handler: Handler): Handler =>
  (input, context) =>
    encodedRec(handler(input, context))

const changesAndReads = {
  ...roleOperations,
  ...rolePolicyOperations,
  ...managedPolicyOperations,
  ...userOperations,
  ...simulationOperations,
  ...lastAccessedOperations,
}

/** AWS Identity and Access Management. https://docs.aws.amazon.com/IAM/latest/APIReference/ */
export const iam: Service = {
  signingName: 'iam',
  actionPrefix: 'iam',
  dialect: 'query',
  xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  denied: { code: 'AccessDenied', status: 403 },
  throttled: { code: 'Throttling', status: 400 },
  client: () => import('@aws-sdk/client-iam'),
  operations: {
    ...Object.fromEntries(
      Object.entries(changesAndReads).map(([name, handler]) => [name, answering(handler)]),
    ),
    GetAccountAuthorizationDetails: authorizationDetails,
    GetAccountSummary: accountSummary,
    GenerateCredentialReport: generate,
    GetCredentialReport: report,
    ListVirtualMFADevices: virtualDevices,
    ListMFADevices: mfaDevices,
    ListRoles: listing('Roles', (all) => all.roles.map(inBrief)),
    ListRolePolicies: (input, { estate }) => {
      const role = roleOf(estate.iam, roleNameOf(input))
      return pagedNames(recsOf(role.RolePolicyList), String(role.RoleId), input)
    },
    ListAttachedRolePolicies: (input, { estate }) => {
      const role = roleOf(estate.iam, roleNameOf(input))
      const prefix = pathPrefix(input)
      const held = recsOf(role.AttachedManagedPolicies).filter((one) =>
        String(one.PolicyArn)
          .replace(/^.*?:policy/, '')
          .startsWith(prefix),
      )
      const [AttachedPolicies, more] = paged(held, `attached/${String(role.RoleId)}`, input)
      return { AttachedPolicies, ...more }
    },
    ListRoleTags: (input, { estate }) => {
      const role = roleOf(estate.iam, roleNameOf(input))
      const [Tags, more] = paged(recsOf(role.Tags), `tags/${String(role.RoleId)}`, input)
      return { Tags, ...more }
    },
    ListUsers: listing('Users', (all) => all.users),
    ListGroups: listing('Groups', (all) => all.groups),
    GetRole: (input, { estate }) => ({
      Role: encodedRec(roleOf(estate.iam, roleNameOf(input))),
    }),
    GetAccountPasswordPolicy: (_input, { estate }) => {
      const policy = estate.iam.passwordPolicy
      if (policy) return { PasswordPolicy: policy }
      throw new AwsError(
        'NoSuchEntity',
        `The Password Policy with domain name ${estate.account} cannot be found.`,
        404,
      )
    },
  },
  touches: iamTouches,
}
