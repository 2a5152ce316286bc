import type { Bucket, Rec } from '../estates/estate.ts'
import { ACCOUNT, EU, keyArn, PARTNER_ACCOUNT, policy, type Times, tags, US } from './company.ts'

const kms = (key?: string): Rec => ({
  Rules: [
    {
      ApplyServerSideEncryptionByDefault: {
        SSEAlgorithm: 'aws:kms',
        ...(key ? { KMSMasterKeyID: key } : {}),
      },
      BucketKeyEnabled: true,
    },
  ],
})

const SSE_S3: Rec = {
  Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
}

const BLOCKED: Rec = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
}

const OWNED: Rec = { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] }

const objects = (bucket: string): readonly string[] => [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`]

const tlsOnly = (bucket: string): Rec => ({
  Sid: 'DenyInsecureTransport',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: objects(bucket),
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
})

const perimeter = (bucket: string): Rec => ({
  Sid: 'DenyOutsideOrganisation',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: objects(bucket),
  Condition: {
    StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-acme1234567' },
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
  },
})

const expiring = (days: number, prefix = ''): Rec => ({
  Rules: [
    {
      ID: `expire-after-${days}`,
      Status: 'Enabled',
      Filter: { Prefix: prefix },
      Expiration: { Days: days },
      NoncurrentVersionExpiration: { NoncurrentDays: 30 },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    },
  ],
})

const logged = (prefix: string): Rec => ({
  LoggingEnabled: { TargetBucket: 'acme-access-logs-eu', TargetPrefix: `${prefix}/` },
})

const careful = (name: string, region: string, t: Times, over: Partial<Bucket> = {}): Bucket => ({
  name,
  region,
  created: t.days(800),
  encryption: kms(region === EU ? keyArn('data') : keyArn('us', US)),
  policy: policy(tlsOnly(name), perimeter(name)),
  publicAccessBlock: BLOCKED,
  versioning: { Status: 'Enabled' },
  lifecycle: expiring(365),
  logging: logged(name),
  ownership: OWNED,
  tags: tags({ team: 'ml-platform', 'data-class': 'confidential' }),
  ...over,
})

const careless = (name: string, region: string, t: Times, over: Partial<Bucket> = {}): Bucket => ({
  name,
  region,
  created: t.days(650),
  encryption: SSE_S3,
  ownership: OWNED,
  ...over,
})

const cloudTrailMay = (bucket: string): readonly Rec[] => [
  {
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `arn:aws:s3:::${bucket}/AWSLogs/${ACCOUNT}/*`,
    Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
  },
]

/** The company's buckets in both Regions. */
export const buckets = (t: Times): Bucket[] => [
  careful('acme-ml-artifacts-eu', EU, t),
  careful('acme-ml-capture-eu', EU, t, { lifecycle: expiring(90, 'fraud') }),
  careful('acme-feature-store-eu', EU, t),
  careful('acme-ml-us-east-1', US, t, { logging: {} }),
  careless('acme-lab-scratch', EU, t),
  careless(`sagemaker-eu-west-1-${ACCOUNT}`, EU, t, {
    publicAccessBlock: { ...BLOCKED, BlockPublicPolicy: false },
    versioning: { Status: 'Suspended' },
    tags: tags({ team: 'ml-platform' }),
  }),
  careless('acme-public-datasets', EU, t, {
    policy: policy({
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::acme-public-datasets/*',
    }),
    isPublic: true,
    tags: tags({ team: 'growth' }),
  }),
  careless('acme-partner-exchange', EU, t, {
    encryption: kms(),
    publicAccessBlock: BLOCKED,
    policy: policy({
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${PARTNER_ACCOUNT}:root` },
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: 'arn:aws:s3:::acme-partner-exchange/*',
    }),
  }),
  careful('acme-cloudtrail-logs', EU, t, {
    encryption: kms(keyArn('trail')),
    policy: policy(tlsOnly('acme-cloudtrail-logs'), ...cloudTrailMay('acme-cloudtrail-logs')),
    lifecycle: expiring(2_555),
  }),
  careless('acme-cloudtrail-legacy-us', US, t, {
    policy: policy(...cloudTrailMay('acme-cloudtrail-legacy-us'), {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::acme-cloudtrail-legacy-us/*',
    }),
    isPublic: true,
    lifecycle: expiring(30),
    tags: tags({ owner: 'dave.ops' }),
  }),
  careful('acme-access-logs-eu', EU, t, { encryption: SSE_S3, logging: {} }),
]

/** Buckets of the log-archive account that work here refers to. */
export const FOREIGN_BUCKETS: readonly string[] = ['acme-org-log-archive', 'partner-labels-inbox']
