import { EU, timesFrom, US } from '../acme/company.ts'
import { type Estate, emptyEstate, type Rec } from './estate.ts'

export const SANDBOX_ACCOUNT = '222233335555'

/** The access key that may do everything in the sandbox; any secret does. */
export const SANDBOX_KEY = 'AKIASANDBOX'

const arn = (service: string, rest: string, region = EU): string =>
  `arn:aws:${service}:${region}:${SANDBOX_ACCOUNT}:${rest}`

const notebook = (name: string, created: number): Rec => ({
  NotebookInstanceArn: arn('sagemaker', `notebook-instance/${name}`),
  NotebookInstanceName: name,
  NotebookInstanceStatus: 'InService',
  InstanceType: 'ml.t3.medium',
  RoleArn: `arn:aws:iam::${SANDBOX_ACCOUNT}:role/sandbox-exec`,
  CreationTime: created,
  LastModifiedTime: created,
  DirectInternetAccess: 'Enabled',
  RootAccess: 'Enabled',
  VolumeSizeInGB: 5,
  PlatformIdentifier: 'notebook-al2-v2',
})

const trail = (started: number): Rec => ({
  Name: 'try-outs',
  TrailARN: arn('cloudtrail', 'trail/try-outs'),
  HomeRegion: EU,
  S3BucketName: 'acme-sandbox-trail',
  IncludeGlobalServiceEvents: true,
  IsMultiRegionTrail: false,
  IsOrganizationTrail: true,
  LogFileValidationEnabled: false,
  HasInsightSelectors: false,
  HasCustomEventSelectors: false,
  EventSelectors: [
    {
      ReadWriteType: 'All',
      IncludeManagementEvents: true,
      DataResources: [],
      ExcludeManagementEventSources: [],
    },
  ],
  Status: { IsLogging: true, LatestDeliveryTime: started, StartLoggingTime: started },
})

const executionRole = (created: number): Rec => ({
  Path: '/',
  RoleName: 'sandbox-exec',
  RoleId: 'AROASANDBOXEXEC000000',
  Arn: `arn:aws:iam::${SANDBOX_ACCOUNT}:role/sandbox-exec`,
  CreateDate: created,
  AssumeRolePolicyDocument: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ],
  },
  InstanceProfileList: [],
  RolePolicyList: [],
  AttachedManagedPolicies: [],
  Tags: [],
})

/**
 * Where Acme tries things out: an account that was opened by hand, with a key of its root user and no second factor.
 * It manages an organisation of throw-away accounts with a trail of one Region, and nobody hears of anything. `now` is
 * epoch seconds.
 */
export const acmeSandbox = (now: number): Estate => {
  const t = timesFrom(now)
  const estate = emptyEstate(SANDBOX_ACCOUNT, [EU, US])
  estate.principals = { [SANDBOX_KEY]: estate.caller }
  const here = estate.regions[EU]
  if (here) {
    here.sagemaker = { NotebookInstance: [notebook('try-out', t.days(40))] }
    here.cloudtrail = { Trails: [trail(t.days(30))] }
  }
  estate.iam.roles = [executionRole(t.days(45))]
  estate.iam.summary = { AccountMFAEnabled: 0, AccountAccessKeysPresent: 1, AccountPasswordPresent: 1 }
  const opened = new Date(t.days(380) * 1000).toISOString().replace('.000Z', '+00:00')
  estate.iam.credentials = [
    {
      user: '<root_account>',
      user_creation_time: opened,
      password_last_used: opened,
      mfa_active: 'false',
      access_key_1_active: 'true',
      access_key_1_last_rotated: opened,
      access_key_1_last_used_date: opened,
      access_key_1_last_used_region: EU,
      access_key_1_last_used_service: 'iam',
    },
  ]
  return estate
}
