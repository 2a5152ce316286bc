import type { Bucket, Estate, Rec } from '../estates/estate.ts'
import {
  ACCOUNT,
  BUCKETS,
  GROUP,
  KEY_ARN,
  KEY_ID,
  named,
  REGION,
  ROLES,
  SUBNETS,
  USERS,
  VPC_ID,
} from './place.ts'

const DAY = 86_400
const TRAIL = 'made-up-trail'
const LOG_GROUP = 'made-up-trail-logs'

const document = (action: string | readonly string[], resource: string): Rec => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: resource }],
})

const role = (index: number, now: number): Rec => {
  const RoleName = named('execution', index)
  return {
    Path: '/',
    RoleName,
    RoleId: `AROA${String(index).padStart(17, '0')}`,
    Arn: `arn:aws:iam::${ACCOUNT}:role/${RoleName}`,
    CreateDate: now - 300 * DAY,
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    },
    InstanceProfileList: [],
    RolePolicyList: [
      {
        PolicyName: 'work',
        PolicyDocument:
          index % 2 === 0
            ? document(['s3:GetObject', 's3:PutObject'], `arn:aws:s3:::${BUCKETS[0]}/*`)
            : document(['s3:*', 'iam:PassRole'], '*'),
      },
    ],
    AttachedManagedPolicies: [],
    Tags: [],
  }
}

const user = (index: number, now: number): Rec => {
  const UserName = named('person', index)
  return {
    Path: '/',
    UserName,
    UserId: `AIDA${String(index).padStart(17, '0')}`,
    Arn: `arn:aws:iam::${ACCOUNT}:user/${UserName}`,
    CreateDate: now - 300 * DAY,
    UserPolicyList: [],
    GroupList: [],
    AttachedManagedPolicies: [],
    Tags: [],
  }
}

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', '+00:00')

const credential = (index: number, now: number): Record<string, string> => ({
  user: named('person', index),
  user_creation_time: iso(now - 300 * DAY),
  password_enabled: 'true',
  password_last_used: iso(now - DAY),
  password_last_changed: iso(now - 60 * DAY),
  mfa_active: String(index % 2 === 0),
})

const bucket = (name: string, now: number): Bucket => ({
  name,
  region: REGION,
  created: now - 400 * DAY,
  encryption: {
    Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY_ARN } }],
  },
  publicAccessBlock: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  },
  versioning: { Status: 'Enabled' },
})

const network = (): Record<string, Rec[]> => ({
  Vpcs: [{ VpcId: VPC_ID, CidrBlock: '10.0.0.0/16', State: 'available', OwnerId: ACCOUNT }],
  Subnets: SUBNETS.map((SubnetId, i) => ({
    SubnetId,
    VpcId: VPC_ID,
    CidrBlock: `10.0.${i}.0/24`,
    AvailabilityZone: `${REGION}${'ab'[i]}`,
    State: 'available',
    MapPublicIpOnLaunch: false,
  })),
  RouteTables: [
    {
      RouteTableId: 'rtb-0123456789abcdef4',
      VpcId: VPC_ID,
      Routes: [{ DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' }],
      Associations: [
        {
          Main: true,
          RouteTableAssociationId: 'rtbassoc-0123456789abcdef5',
          RouteTableId: 'rtb-0123456789abcdef4',
        },
      ],
    },
  ],
  SecurityGroups: [
    { GroupId: GROUP, VpcId: VPC_ID, GroupName: 'work', Description: 'work', OwnerId: ACCOUNT },
  ],
  SecurityGroupRules: [
    {
      SecurityGroupRuleId: 'sgr-0123456789abcdef6',
      GroupId: GROUP,
      IsEgress: false,
      IpProtocol: '-1',
      FromPort: -1,
      ToPort: -1,
      ReferencedGroupInfo: { GroupId: GROUP, UserId: ACCOUNT },
    },
  ],
})

const trail = (now: number): Rec => ({
  Name: TRAIL,
  TrailARN: `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/${TRAIL}`,
  HomeRegion: REGION,
  S3BucketName: BUCKETS[1],
  IsMultiRegionTrail: true,
  IncludeGlobalServiceEvents: true,
  LogFileValidationEnabled: true,
  KmsKeyId: KEY_ARN,
  CloudWatchLogsLogGroupArn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${LOG_GROUP}:*`,
  EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }],
  Status: { IsLogging: true, LatestDeliveryTime: now - 300, LatestCloudWatchLogsDeliveryTime: now - 300 },
})

/** Puts people, roles, buckets, a key, a network and a trail around the generated resources. */
export const surround = (estate: Estate, now: number): void => {
  estate.iam.roles = Array.from({ length: ROLES }, (_, i) => role(i, now))
  estate.iam.users = Array.from({ length: USERS }, (_, i) => user(i, now))
  estate.iam.summary = { AccountMFAEnabled: 1 }
  estate.iam.credentials = [
    { user: '<root_account>', mfa_active: 'true' },
    ...Array.from({ length: USERS }, (_, i) => credential(i, now)),
  ]
  estate.buckets = BUCKETS.map((name) => bucket(name, now))
  const here = estate.regions[REGION]
  if (!here) return
  here.ec2 = network()
  here.kms = {
    Keys: [
      {
        KeyId: KEY_ID,
        Arn: KEY_ARN,
        AWSAccountId: ACCOUNT,
        CreationDate: now - 400 * DAY,
        Enabled: true,
        KeyState: 'Enabled',
        KeyUsage: 'ENCRYPT_DECRYPT',
        KeyManager: 'CUSTOMER',
        KeySpec: 'SYMMETRIC_DEFAULT',
        Origin: 'AWS_KMS',
        KeyRotationEnabled: true,
        Policy: document('kms:*', '*'),
      },
    ],
  }
  here.cloudtrail = { Trails: [trail(now)] }
  here.logs = {
    LogGroups: [
      { logGroupName: LOG_GROUP, creationTime: (now - 400 * DAY) * 1000, retentionInDays: 400 },
      { logGroupName: '/aws/sagemaker/TrainingJobs', creationTime: (now - 400 * DAY) * 1000 },
    ],
  }
}
