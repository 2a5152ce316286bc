import type { IamEstate, Rec } from '../estates/estate.ts'
import { ACCOUNT, allow, HOSTILE, policy, smArn, type Times, tags } from './company.ts'
import { awsManaged, managedPolicies, ownPolicy } from './policies.ts'
import { roles } from './roles.ts'

const userArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:user/${name}`

const managed = (...arns: readonly string[]): readonly Rec[] =>
  arns.map((PolicyArn) => ({ PolicyArn, PolicyName: PolicyArn.split('/').at(-1) }))

const userId = (name: string): string =>
  `AIDA${name
    .replace(/[^a-z0-9]/gi, '')
    .toUpperCase()
    .padEnd(17, '0')
    .slice(0, 17)}`

const user = (name: string, t: Times, over: Rec = {}): Rec => ({
  Path: '/',
  UserName: name,
  UserId: userId(name),
  Arn: userArn(name),
  CreateDate: t.days(600),
  UserPolicyList: [],
  GroupList: [],
  AttachedManagedPolicies: [],
  Tags: [],
  ...over,
})

const inline = (PolicyName: string, ...statements: readonly Rec[]): Rec => ({
  UserPolicyList: [{ PolicyName, PolicyDocument: policy(...statements) }],
})

const users = (t: Times): Rec[] => [
  user('alice.meyer', t, { GroupList: ['data-science'], Tags: tags({ team: 'fraud' }) }),
  user('bob.tanaka', t, {
    AttachedManagedPolicies: managed(ownPolicy('sagemaker-everything')),
    Tags: tags({ team: 'growth', note: HOSTILE.mention }),
  }),
  user('carol.admin', t, { GroupList: ['admins'] }),
  user('dave.ops', t, { AttachedManagedPolicies: managed(ownPolicy('full-admin-legacy')) }),
  user('erin.contractor', t, {
    ...inline('studio-entry', allow(['sagemaker:CreatePresignedDomainUrl', 'sagemaker:ListDomains'])),
    AttachedManagedPolicies: managed(ownPolicy('legacy-mfa-guard')),
  }),
  user('grace.lab', t, {
    AttachedManagedPolicies: managed(ownPolicy('sagemaker-lab-create')),
  }),
  user('ci-deployer', t, { AttachedManagedPolicies: managed(ownPolicy('deploy-fraud-models')) }),
  user('svc-webshop', t, inline('score-anything', allow('sagemaker:InvokeEndpoint'))),
  user('svc-payments', t, {
    ...inline('score-fraud', allow('sagemaker:InvokeEndpoint', smArn('eu-west-1', 'endpoint/fraud-scoring'))),
  }),
]

const group = (name: string, t: Times, ...arns: readonly string[]): Rec => ({
  Path: '/',
  GroupName: name,
  GroupId: `AGPA${name
    .replace(/[^a-z]/g, '')
    .toUpperCase()
    .padEnd(17, '0')}`,
  Arn: `arn:aws:iam::${ACCOUNT}:group/${name}`,
  CreateDate: t.days(600),
  GroupPolicyList: [],
  AttachedManagedPolicies: managed(...arns),
})

const time = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', '+00:00')

/** A row of the credential report: a person with a password, and maybe a second factor. */
const person = (name: string, mfa: boolean, t: Times): Record<string, string> => ({
  user: name,
  user_creation_time: time(t.days(600)),
  password_enabled: 'true',
  password_last_used: time(t.days(2)),
  password_last_changed: time(t.days(80)),
  mfa_active: String(mfa),
})

/** A row of the credential report: a machine with one access key. */
const machine = (name: string, rotatedDaysAgo: number, t: Times): Record<string, string> => ({
  user: name,
  user_creation_time: time(t.days(600)),
  access_key_1_active: 'true',
  access_key_1_last_rotated: time(t.days(rotatedDaysAgo)),
  access_key_1_last_used_date: time(t.hours(2)),
  access_key_1_last_used_region: 'eu-west-1',
  access_key_1_last_used_service: 'sagemaker',
})

const device = (user: Rec, t: Times): Rec => ({
  SerialNumber: `arn:aws:iam::${ACCOUNT}:mfa/${user.UserName}`,
  EnableDate: t.days(500),
  User: user,
})

const entity = (name: string, t: Times): Rec => ({
  Path: '/',
  UserName: name,
  UserId: userId(name),
  Arn: userArn(name),
  CreateDate: t.days(600),
})

/** The access key of a sample user, such as AKIAALICEMEYER000000; any secret does. */
export const accessKeyOf = (name: string): string =>
  `AKIA${name
    .replace(/[^a-z0-9]/gi, '')
    .toUpperCase()
    .padEnd(16, '0')
    .slice(0, 16)}`

/** The users by their access keys. Credentials come and go; the report is of this morning and does not list them. */
export const accessKeys = (users: readonly Rec[]): Record<string, string> =>
  Object.fromEntries(users.map((user) => [accessKeyOf(String(user.UserName)), String(user.UserName)]))

/**
 * Users, groups, roles and policies. Root has a security key, which IAM does not list, and was used this morning.
 */
export const iamOf = (t: Times): IamEstate => {
  const everybody = users(t)
  const groups = [
    group('admins', t, awsManaged('AdministratorAccess'), ownPolicy('mfa-required')),
    group(
      'data-science',
      t,
      ownPolicy('data-scientist-access'),
      ownPolicy('mfa-required'),
      awsManaged('IAMUserChangePassword'),
    ),
  ]
  const allRoles = roles(t)
  return {
    users: everybody,
    groups,
    roles: allRoles,
    policies: managedPolicies([...everybody, ...groups, ...allRoles], t),
    virtualMfaDevices: [device(entity('alice.meyer', t), t), device(entity('carol.admin', t), t)],
    summary: { AccountMFAEnabled: 1, AccountAccessKeysPresent: 0, AccountPasswordPresent: 1 },
    passwordPolicy: {
      MinimumPasswordLength: 14,
      RequireSymbols: true,
      RequireNumbers: true,
      RequireUppercaseCharacters: true,
      RequireLowercaseCharacters: true,
      AllowUsersToChangePassword: true,
      ExpirePasswords: false,
      PasswordReusePrevention: 24,
    },
    credentials: [
      {
        user: '<root_account>',
        user_creation_time: time(t.days(1500)),
        password_last_used: time(t.hours(9)),
        mfa_active: 'true',
      },
      person('alice.meyer', true, t),
      person('bob.tanaka', false, t),
      person('carol.admin', true, t),
      person('dave.ops', false, t),
      person('erin.contractor', false, t),
      person('grace.lab', false, t),
      machine('ci-deployer', 35, t),
      machine('svc-webshop', 412, t),
      machine('svc-payments', 61, t),
    ],
  }
}
