import type { Rec } from '../estates/estate.ts'
import { ACCOUNT, allow, deny, keyArn, policy, roleArn, smArn, type Times } from './company.ts'

/** The ARN of a policy that AWS manages. */
export const awsManaged = (name: string): string => `arn:aws:iam::aws:policy/${name}`
/** The ARN of a policy that the company manages. */
export const ownPolicy = (name: string): string => `arn:aws:iam::${ACCOUNT}:policy/${name}`

/** A statement's condition that the caller signed in with a second factor. */
export const WITH_MFA: Rec = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }
const FROM_OFFICE: Rec = { IpAddress: { 'aws:SourceIp': ['198.51.100.0/24'] } }

const AWS_DOCUMENTS: Record<string, Rec> = {
  AdministratorAccess: policy(allow('*')),
  ReadOnlyAccess: policy(
    allow(['sagemaker:Describe*', 'sagemaker:List*', 's3:ListAllMyBuckets', 'iam:List*']),
  ),
  SecurityAudit: policy(
    allow(['iam:Get*', 'iam:List*', 'sagemaker:Describe*', 'sagemaker:List*', 's3:GetBucket*']),
  ),
  IAMUserChangePassword: policy(
    allow('iam:ChangePassword', [`arn:aws:iam::*:user/\${aws:username}`]),
    allow('iam:GetAccountPasswordPolicy'),
  ),
  AmazonS3FullAccess: policy(allow(['s3:*', 's3-object-lambda:*'])),
  AmazonSageMakerFullAccess: policy(
    {
      Sid: 'AllowAllNonAdminSageMakerActions',
      Effect: 'Allow',
      Action: ['sagemaker:*', 'sagemaker-geospatial:*'],
      NotResource: ['arn:aws:sagemaker:*:*:domain/*', 'arn:aws:sagemaker:*:*:user-profile/*'],
    },
    allow(['sagemaker:CreatePresignedDomainUrl', 'sagemaker:DescribeDomain', 'sagemaker:ListDomains'], '*'),
    allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams']),
    allow(
      ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      ['arn:aws:s3:::*SageMaker*', 'arn:aws:s3:::*Sagemaker*', 'arn:aws:s3:::*sagemaker*'],
    ),
    allow(['s3:GetBucketLocation', 's3:ListBucket', 's3:ListAllMyBuckets']),
    allow(
      ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      'arn:aws:secretsmanager:*:*:secret:AmazonSageMaker-*',
    ),
    allow('iam:PassRole', 'arn:aws:iam::*:role/*', {
      StringEquals: { 'iam:PassedToService': ['glue.amazonaws.com', 'sagemaker.amazonaws.com'] },
    }),
  ),
  AmazonSageMakerCanvasFullAccess: policy(
    allow(['sagemaker:CreateModel', 'sagemaker:CreateAutoMLJob', 'sagemaker:Describe*', 'sagemaker:List*']),
    allow(['s3:GetObject', 's3:PutObject'], ['arn:aws:s3:::*sagemaker*']),
    allow('logs:*', 'arn:aws:logs:*:*:log-group:/aws/sagemaker/*'),
  ),
}

const OWN_DOCUMENTS: Record<string, Rec> = {
  'full-admin-legacy': policy(allow('*')),
  'sagemaker-everything': policy(allow('sagemaker:*')),
  'sagemaker-lab-create': policy(
    allow([
      'sagemaker:Create*',
      'sagemaker:Update*',
      'sagemaker:StartNotebookInstance',
      'sagemaker:StopNotebookInstance',
    ]),
    allow(['iam:PassRole']),
  ),
  'data-scientist-access': policy(
    allow(
      ['sagemaker:CreatePresignedDomainUrl', 'sagemaker:CreatePresignedNotebookInstanceUrl'],
      [smArn('*', 'user-profile/*'), smArn('*', 'notebook-instance/fraud-*')],
      { ...WITH_MFA, ...FROM_OFFICE },
    ),
    allow(['sagemaker:Describe*', 'sagemaker:List*', 'sagemaker:Search']),
  ),
  'mfa-required': policy({
    Sid: 'DenyAllWithoutMfa',
    Effect: 'Deny',
    NotAction: ['iam:ChangePassword', 'iam:EnableMFADevice', 'iam:ListMFADevices', 'sts:GetSessionToken'],
    Resource: '*',
    Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  }),
  'legacy-mfa-guard': policy(
    deny('sagemaker:Delete*', '*', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }),
    allow(['sagemaker:CreatePresignedDomainUrl'], '*', {
      BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' },
    }),
  ),
  'ml-permissions-boundary': policy(
    allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::acme-ml-artifacts-eu/*'),
    allow(['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:CreateLogGroup'], '*'),
    allow(['sagemaker:Describe*', 'sagemaker:List*']),
  ),
  'deploy-fraud-models': policy(
    allow(
      ['sagemaker:CreateModel', 'sagemaker:CreateEndpointConfig', 'sagemaker:UpdateEndpoint'],
      [smArn('eu-west-1', 'model/fraud-*'), smArn('eu-west-1', 'endpoint*/fraud-*')],
    ),
    allow('iam:PassRole', roleArn('fraud-inference-exec'), {
      StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' },
    }),
  ),
  'fraud-data-keys': policy(
    allow(['kms:Decrypt', 'kms:GenerateDataKey'], [keyArn('data'), keyArn('volumes')]),
  ),
}

const detail = (
  arn: string,
  name: string,
  document: Rec,
  t: Times,
  attached: number,
  bounding: number,
): Rec => ({
  PolicyName: name,
  PolicyId: `ANPA${name
    .replace(/[^A-Za-z]/g, '')
    .toUpperCase()
    .padEnd(17, 'X')
    .slice(0, 17)}`,
  Arn: arn,
  Path: '/',
  DefaultVersionId: 'v2',
  AttachmentCount: attached,
  PermissionsBoundaryUsageCount: bounding,
  IsAttachable: true,
  CreateDate: t.days(700),
  UpdateDate: t.days(150),
  PolicyVersionList: [
    { Document: document, VersionId: 'v2', IsDefaultVersion: true, CreateDate: t.days(150) },
    { Document: policy(deny('*')), VersionId: 'v1', IsDefaultVersion: false, CreateDate: t.days(700) },
  ],
})

const uses = (holders: readonly Rec[], arn: string): number =>
  holders.filter((holder) => JSON.stringify(holder.AttachedManagedPolicies ?? []).includes(`"${arn}"`)).length

const bounds = (holders: readonly Rec[], arn: string): number =>
  holders.filter((holder) => JSON.stringify(holder.PermissionsBoundary ?? {}).includes(`"${arn}"`)).length

/** The managed policies: all of the company's own, and those of AWS that somebody here holds. */
export const managedPolicies = (holders: readonly Rec[], t: Times): Rec[] => [
  ...Object.entries(OWN_DOCUMENTS).map(([name, document]) => {
    const arn = ownPolicy(name)
    return detail(arn, name, document, t, uses(holders, arn), bounds(holders, arn))
  }),
  ...Object.entries(AWS_DOCUMENTS)
    .filter(([name]) => uses(holders, awsManaged(name)) > 0)
    .map(([name, document]) =>
      detail(awsManaged(name), name, document, t, uses(holders, awsManaged(name)), 0),
    ),
]
