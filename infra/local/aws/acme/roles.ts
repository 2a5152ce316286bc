import type { Json, Rec } from '../estates/estate.ts'
import { ACCOUNT, allow, keyArn, PARTNER_ACCOUNT, policy, roleArn, type Times, tags } from './company.ts'
import { awsManaged, ownPolicy, WITH_MFA } from './policies.ts'

const trust = (principal: Rec, condition?: Rec, action: Json = 'sts:AssumeRole'): Rec =>
  policy({
    Effect: 'Allow',
    Principal: principal,
    Action: action,
    ...(condition ? { Condition: condition } : {}),
  })

const service = (name: string, guarded: boolean): Rec =>
  trust({ Service: name }, guarded ? { StringEquals: { 'aws:SourceAccount': ACCOUNT } } : undefined)

const SAGEMAKER = 'sagemaker.amazonaws.com'
const HERE: Rec = { AWS: `arn:aws:iam::${ACCOUNT}:root` }

const role = (path: string, name: string, t: Times, assume: Rec, over: Rec): Rec => ({
  Path: path,
  RoleName: name,
  RoleId: `AROA${name
    .replace(/[^A-Za-z0-9]/g, '')
    .toUpperCase()
    .padEnd(17, '0')
    .slice(0, 17)}`,
  Arn: roleArn(name, path),
  CreateDate: t.days(400),
  AssumeRolePolicyDocument: assume,
  InstanceProfileList: [],
  RolePolicyList: [],
  AttachedManagedPolicies: [],
  RoleLastUsed: { LastUsedDate: t.hours(5), Region: 'eu-west-1' },
  Tags: [],
  ...over,
})

const attached = (...arns: readonly string[]): Rec => ({
  AttachedManagedPolicies: arns.map((PolicyArn) => ({ PolicyArn, PolicyName: PolicyArn.split('/').at(-1) })),
})

const inline = (PolicyName: string, ...statements: readonly Rec[]): Rec => ({
  RolePolicyList: [{ PolicyName, PolicyDocument: policy(...statements) }],
})

const LOGS = allow(
  ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
  `arn:aws:logs:*:${ACCOUNT}:log-group:/aws/sagemaker/*`,
)

const scoped = (bucket: string): readonly Rec[] => [
  allow(['s3:GetObject', 's3:PutObject'], `arn:aws:s3:::${bucket}/*`),
  allow('s3:ListBucket', `arn:aws:s3:::${bucket}`),
  allow(['kms:Decrypt', 'kms:GenerateDataKey'], [keyArn('data'), keyArn('volumes')]),
  LOGS,
]

const execution = (name: string, t: Times, over: Rec, guarded = true): Rec =>
  role('/sagemaker/', name, t, service(SAGEMAKER, guarded), over)

const careful = (t: Times): Rec[] => [
  execution('fraud-training-exec', t, {
    ...inline('fraud-data', ...scoped('acme-ml-artifacts-eu')),
    ...attached(ownPolicy('fraud-data-keys')),
    Tags: tags({ team: 'fraud' }),
  }),
  execution('fraud-inference-exec', t, inline('inference-data', ...scoped('acme-ml-artifacts-eu'))),
  execution('feature-store-exec', t, inline('offline-store', ...scoped('acme-feature-store-eu'))),
  execution('us-marketing-exec', t, inline('marketing-data', ...scoped('acme-ml-us-east-1'))),
  ...['default', 'alice', 'bob'].map((name) =>
    execution(`studio-risk-${name}`, t, inline('studio', ...scoped('acme-ml-artifacts-eu'))),
  ),
  execution('bounded-experiments-exec', t, {
    ...attached(awsManaged('AdministratorAccess')),
    PermissionsBoundary: {
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: ownPolicy('ml-permissions-boundary'),
    },
  }),
]

const careless = (t: Times): Rec[] => [
  role(
    '/service-role/',
    'AmazonSageMaker-ExecutionRole-20240311T101532',
    t,
    service(SAGEMAKER, false),
    attached(awsManaged('AmazonSageMakerFullAccess')),
  ),
  execution(
    'datalake-notebook-exec',
    t,
    inline(
      'do-the-work',
      allow(['s3:*', 'glue:*', 'athena:*']),
      allow(['kms:Decrypt', 'kms:GenerateDataKey*']),
      allow(['secretsmanager:GetSecretValue', 'ssm:GetParameter', 'ssm:GetParameters']),
      allow(['sts:AssumeRole', 'iam:PassRole']),
      allow(['iam:AttachRolePolicy', 'iam:CreatePolicyVersion', 'lambda:UpdateFunctionCode']),
      LOGS,
    ),
    false,
  ),
  role(
    '/sagemaker/',
    'ml-sandbox-admin',
    t,
    policy(
      { Effect: 'Allow', Principal: { Service: SAGEMAKER }, Action: 'sts:AssumeRole' },
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${PARTNER_ACCOUNT}:root` },
        Action: 'sts:AssumeRole',
      },
    ),
    attached(awsManaged('AdministratorAccess')),
  ),
  execution(
    'canvas-exec',
    t,
    attached(awsManaged('AmazonSageMakerCanvasFullAccess'), awsManaged('AmazonS3FullAccess')),
  ),
  execution(
    'silent-batch-exec',
    t,
    inline('data-only', allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::acme-lab-scratch/*')),
  ),
]

const people = (t: Times): Rec[] => [
  role('/', 'DataScientist', t, trust(HERE, WITH_MFA), attached(ownPolicy('data-scientist-access'))),
  role('/', 'MLPlatformEngineer', t, trust(HERE), {
    ...inline(
      'platform',
      allow(['sagemaker:CreatePresignedDomainUrl', 'sagemaker:InvokeEndpoint', 'sagemaker:StartSession']),
    ),
  }),
  role(
    '/',
    'BreakGlass',
    t,
    trust(HERE, { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }),
    attached(awsManaged('AdministratorAccess')),
  ),
  role('/', 'OrganizationSecurityAudit', t, trust(HERE, WITH_MFA), attached(awsManaged('SecurityAudit'))),
  role(
    '/aws-reserved/sso.amazonaws.com/eu-west-1/',
    'AWSReservedSSO_DataScience_0a1b2c3d4e5f6071',
    t,
    trust(
      { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/AWSSSO_0a1b2c3d4e5f6071_DO_NOT_DELETE` },
      {
        StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' },
      },
      ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
    ),
    attached(awsManaged('ReadOnlyAccess')),
  ),
]

const machinery = (t: Times): Rec[] => [
  role(
    '/aws-service-role/sagemaker.amazonaws.com/',
    'AWSServiceRoleForAmazonSageMakerNotebooks',
    t,
    service(SAGEMAKER, false),
    {},
  ),
  role(
    '/',
    'vpc-flow-logs-delivery',
    t,
    service('vpc-flow-logs.amazonaws.com', true),
    inline('deliver', allow(['logs:CreateLogStream', 'logs:PutLogEvents'])),
  ),
  role(
    '/',
    'cloudtrail-to-logs',
    t,
    service('cloudtrail.amazonaws.com', true),
    inline('deliver', allow(['logs:CreateLogStream', 'logs:PutLogEvents'])),
  ),
]

/** Every role of the account. */
export const roles = (t: Times): Rec[] => [...careful(t), ...careless(t), ...people(t), ...machinery(t)]
