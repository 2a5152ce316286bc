import { describe, expect, it } from 'vitest'
import { EU } from '../../../infra/local/aws/acme/company.ts'
import type { Estate, Rec } from '../../../infra/local/aws/estates/estate.ts'
import { PRECHECKS } from '../../../src/aws/prechecks/index.ts'
import { lookingActions } from '../../../src/aws/prechecks/looking.ts'
import { ENTITLEMENTS } from '../../../src/grants/entitlements/index.ts'
import type { PrecheckCode } from '../../../src/grants/request/precheck.ts'
import { NOW } from '../../local/aws/account.ts'
import { type Asked, add, all, change, lookFor, sm, user } from './request.ts'

type Row = readonly [code: PrecheckCode, outcome: 'ok' | 'not-so' | 'unknown', words: string, asked: Asked]

const GRACE = user('grace.lab')
const LAB = 'd-lab7q2wkzx1p'
const RISK = 'd-risk4m9vth8c'
const DATALAKE = 'arn:aws:iam::111122223333:role/sagemaker/datalake-notebook-exec'
const TRAINING_ROLE = 'arn:aws:iam::111122223333:role/sagemaker/fraud-training-exec'

const profile = (domain: string, name: string, more: Partial<Asked> = {}): Asked => ({
  entitlement: 'open-studio-profile',
  given: { profile: sm(`user-profile/${domain}/${name}`) },
  ...more,
})
const notebook = (entitlement: string, name: string, more: Partial<Asked> = {}): Asked => ({
  entitlement,
  given: { notebook: sm(`notebook-instance/${name}`) },
  ...more,
})
const endpoint = (entitlement: string, name: string, more: Partial<Asked> = {}): Asked => ({
  entitlement,
  given: { endpoint: sm(`endpoint/${name}`), endpointName: name },
  ...more,
})
const featureGroup = (name: string, more: Partial<Asked> = {}): Asked => ({
  entitlement: 'read-feature-group',
  given: { featureGroup: sm(`feature-group/${name}`) },
  ...more,
})
const training = (given: Readonly<Record<string, string>>, more: Partial<Asked> = {}): Asked => ({
  entitlement: 'submit-training',
  given,
  ...more,
})
const pipeline = (name: string, more: Partial<Asked> = {}): Asked => ({
  entitlement: 'run-pipeline',
  given: { pipeline: sm(`pipeline/${name}`) },
  ...more,
})
const job = (entitlement: string, name: string, more: Partial<Asked> = {}): Asked => ({
  entitlement,
  given: { job: sm(`training-job/${name}`), jobName: name },
  ...more,
})
const space = (name: string, owner: string, more: Partial<Asked> = {}): Asked => ({
  entitlement: 'studio-remote-ide',
  given: { space: sm(`space/${RISK}/${name}`), profile: sm(`user-profile/${RISK}/${owner}`) },
  ...more,
})

const owned = (profile: string, owner: string) =>
  change('UserProfile', 'UserProfileName', profile, { Tags: [{ Key: 'sagewarden:owner', Value: owner }] })

const sessions =
  (inputs: Rec) =>
  ({ regions: { [EU]: here } }: Estate) => {
    if (here)
      here.ssm.Documents = [{ Name: 'SSM-SessionManagerRunShell', Content: JSON.stringify({ inputs }) }]
  }

const CLUSTER = add('Cluster', {
  ClusterName: 'big',
  ClusterArn: sm('cluster/abcdef123456'),
  ClusterStatus: 'InService',
  CreationTime: NOW,
  InstanceGroups: [
    { InstanceGroupName: 'head', SlurmConfig: { NodeType: 'Controller' }, ExecutionRole: TRAINING_ROLE },
    { InstanceGroupName: 'front', SlurmConfig: { NodeType: 'Login' }, ExecutionRole: TRAINING_ROLE },
    { InstanceGroupName: 'plain', ExecutionRole: TRAINING_ROLE },
  ],
})
const cluster = (instanceGroup: string, more: Partial<Asked> = {}): Asked => ({
  entitlement: 'hyperpod-session',
  given: { instanceGroup },
  but: CLUSTER,
  ...more,
})

const mlflow = (ArtifactStoreUri: string, over: Rec = {}) =>
  change('MlflowTrackingServer', 'TrackingServerName', 'research', { ArtifactStoreUri, ...over })

const version = (CreatedBy: Rec) =>
  add('ModelPackage', {
    ModelPackageArn: sm('model-package/churn/7'),
    ModelPackageGroupName: 'churn',
    ModelPackageVersion: 7,
    ModelPackageStatus: 'Completed',
    ModelPackageStatusDetails: { ValidationStatuses: [] },
    ModelApprovalStatus: 'PendingManualApproval',
    CreationTime: NOW,
    CreatedBy,
  })
const approve = (CreatedBy: Rec, more: Partial<Asked> = {}): Asked => ({
  entitlement: 'approve-model-version',
  but: version(CreatedBy),
  ...more,
})
const madeBy = (name: string): Rec => ({
  IamIdentity: { Arn: `arn:aws:iam::111122223333:user/${name}`, PrincipalId: `AIDA${name.toUpperCase()}` },
})

const registry = (...statuses: readonly string[]) =>
  all(
    add('ModelPackageGroup', {
      ModelPackageGroupName: 'churn',
      ModelPackageGroupArn: sm('model-package-group/churn'),
      ModelPackageGroupStatus: 'Completed',
      CreationTime: NOW,
    }),
    ...statuses.map((ModelApprovalStatus, i) =>
      add('ModelPackage', {
        ModelPackageArn: sm(`model-package/churn/${i + 1}`),
        ModelPackageGroupName: 'churn',
        ModelPackageVersion: i + 1,
        ModelPackageStatus: 'Completed',
        ModelApprovalStatus,
        CreationTime: NOW,
      }),
    ),
  )

const underPrefix = (name: string, owner?: string) =>
  add('Endpoint', {
    EndpointName: name,
    EndpointArn: sm(`endpoint/${name.toLowerCase()}`),
    EndpointStatus: 'InService',
    CreationTime: NOW,
    LastModifiedTime: NOW,
    Tags: owner === undefined ? [] : [{ Key: 'sagewarden:owner', Value: owner }],
  })
const deploy = (given: Readonly<Record<string, string>>, more: Partial<Asked> = {}): Asked => ({
  entitlement: 'deploy-model',
  given,
  ...more,
})

const role = (name: string, over: Rec) => (estate: Estate) => {
  estate.iam.roles = estate.iam.roles.map((one) => (one.RoleName === name ? { ...one, ...over } : one))
}
const policy = (...Statement: readonly Rec[]): Rec => ({ Version: '2012-10-17', Statement })
const allows = (Action: string, Resource: string): Rec => ({
  RolePolicyList: [{ PolicyName: 'p', PolicyDocument: policy({ Effect: 'Allow', Action, Resource }) }],
})

const ROWS: readonly Row[] = [
  ['data-capture-on', 'ok', 'captures 10%', endpoint('invoke-endpoint', 'fraud-scoring')],
  ['data-capture-on', 'not-so', 'does not capture', endpoint('invoke-endpoint', 'credit-limits')],
  [
    'data-capture-on',
    'not-so',
    'does not capture',
    endpoint('invoke-endpoint', 'fraud-scoring', {
      but: change('Endpoint', 'EndpointName', 'fraud-scoring', {
        DataCaptureConfig: { EnableCapture: true, CaptureStatus: 'Stopped' },
      }),
    }),
  ],
  [
    'data-capture-on',
    'unknown',
    'needs sagemaker:DescribeEndpoint',
    endpoint('invoke-endpoint', 'fraud-scoring', { deny: ['sagemaker:DescribeEndpoint'] }),
  ],

  ['data-events-on', 'ok', 'AWS::SageMaker::Endpoint', endpoint('invoke-endpoint', 'fraud-scoring')],
  ['data-events-on', 'ok', 'AWS::SageMaker::FeatureGroup', featureGroup('customer-spend')],
  [
    'data-events-on',
    'not-so',
    'leaves no trace',
    endpoint('invoke-endpoint', 'fraud-scoring', {
      but: ({ regions }) => {
        const tables = regions[EU]?.cloudtrail
        if (tables) tables.Trails = []
      },
    }),
  ],
  [
    'data-events-on',
    'unknown',
    'needs cloudtrail:DescribeTrails',
    endpoint('invoke-endpoint', 'fraud-scoring', { deny: ['cloudtrail:DescribeTrails'] }),
  ],
  [
    'data-events-on',
    'unknown',
    'needs cloudtrail:GetEventSelectors',
    endpoint('invoke-endpoint', 'fraud-scoring', { deny: ['cloudtrail:GetEventSelectors'] }),
  ],

  ['domain-attributes-actions', 'ok', 'puts the profile’s name', profile(RISK, 'alice')],
  ['domain-attributes-actions', 'not-so', 'the role alone', profile(LAB, 'grace')],
  [
    'domain-attributes-actions',
    'unknown',
    'needs sagemaker:DescribeDomain',
    profile(RISK, 'alice', { deny: ['sagemaker:DescribeDomain'] }),
  ],

  ['domain-uses-iam', 'ok', 'with IAM', profile(LAB, 'grace')],
  ['domain-uses-iam', 'not-so', 'with SSO', profile(RISK, 'alice')],
  [
    'domain-uses-iam',
    'unknown',
    'needs sagemaker:DescribeDomain',
    profile(LAB, 'grace', { deny: ['sagemaker:DescribeDomain'] }),
  ],

  ['images-known', 'ok', 'approved versions in churn', deploy({}, { but: registry('Rejected', 'Approved') })],
  ['images-known', 'not-so', 'No version in churn is approved', deploy({}, { but: registry('Rejected') })],
  ['images-known', 'not-so', 'no group of model versions named churn', deploy({})],
  [
    'images-known',
    'unknown',
    'needs sagemaker:ListModelPackages',
    deploy({}, { but: registry('Approved'), deny: ['sagemaker:ListModelPackages'] }),
  ],

  ['isolation-off', 'ok', 'not isolated', job('training-shell', 'churn-torch-debugging')],
  ['isolation-off', 'not-so', 'is isolated', job('training-shell', 'llm-finetune-a100')],
  [
    'isolation-off',
    'unknown',
    'needs sagemaker:DescribeTrainingJob',
    job('training-shell', 'churn-torch-debugging', { deny: ['sagemaker:DescribeTrainingJob'] }),
  ],

  ['key-fits-instances', 'ok', 'None', training({ instanceTypes: 'ml.m5.xlarge,ml.c5.9xlarge' })],
  [
    'key-fits-instances',
    'not-so',
    'ml.p4d.24xlarge has',
    training({ instanceTypes: 'ml.m5.xlarge,ml.p4d.24xlarge' }),
  ],

  [
    'lifecycle-script-known',
    'ok',
    'harden-and-proxy is the one',
    notebook('start-stop-notebook', 'fraud-research', { lastAuditAt: NOW - 3600 }),
  ],
  ['lifecycle-script-known', 'ok', 'no lifecycle script', notebook('start-stop-notebook', 'pricing-archive')],
  [
    'lifecycle-script-known',
    'not-so',
    'after the last audit',
    notebook('start-stop-notebook', 'fraud-research', {
      lastAuditAt: NOW - 3600,
      but: change(
        'NotebookInstanceLifecycleConfig',
        'NotebookInstanceLifecycleConfigName',
        'harden-and-proxy',
        {
          LastModifiedTime: NOW - 60,
        },
      ),
    }),
  ],
  ['lifecycle-script-known', 'unknown', 'No audit', notebook('start-stop-notebook', 'fraud-research')],
  [
    'lifecycle-script-known',
    'unknown',
    'needs sagemaker:DescribeNotebookInstanceLifecycleConfig',
    notebook('start-stop-notebook', 'fraud-research', {
      lastAuditAt: NOW,
      deny: ['sagemaker:DescribeNotebookInstanceLifecycleConfig'],
    }),
  ],

  [
    'log-group-protected',
    'ok',
    '/aws/sagemaker/Endpoints/fraud-scoring',
    endpoint('debug-endpoint', 'fraud-scoring'),
  ],
  ['log-group-protected', 'not-so', 'no key of its own', endpoint('debug-endpoint', 'churn-lab')],
  ['log-group-protected', 'not-so', 'does not exist', endpoint('debug-endpoint', 'llm-assistant')],
  [
    'log-group-protected',
    'not-so',
    '/aws/sagemaker/TrainingJobs has no data protection policy',
    job('debug-training-job', 'churn-torch-debugging'),
  ],
  [
    'log-group-protected',
    'unknown',
    'needs logs:DescribeLogGroups',
    endpoint('debug-endpoint', 'fraud-scoring', { deny: ['logs:DescribeLogGroups'] }),
  ],

  ['login-group', 'ok', 'login nodes', cluster('front')],
  ['login-group', 'not-so', 'Controller nodes', cluster('head')],
  ['login-group', 'not-so', 'no instance group nobody', cluster('nobody')],
  ['login-group', 'unknown', 'does not say what the nodes of plain', cluster('plain')],
  [
    'login-group',
    'unknown',
    'needs sagemaker:DescribeCluster',
    cluster('front', { deny: ['sagemaker:DescribeCluster'] }),
  ],

  [
    'mlflow-bucket-owner-checked',
    'ok',
    'is encrypted with a key',
    { entitlement: 'open-mlflow', but: mlflow('s3://acme-ml-artifacts-eu/mlflow') },
  ],
  [
    'mlflow-bucket-owner-checked',
    'not-so',
    'owner of bucket acme-ml-artifacts-eu is not checked',
    {
      entitlement: 'open-mlflow',
      but: mlflow('s3://acme-ml-artifacts-eu/m', { S3BucketOwnerVerification: false }),
    },
  ],
  [
    'mlflow-bucket-owner-checked',
    'not-so',
    'acme-lab-scratch is not encrypted with a KMS key',
    { entitlement: 'open-mlflow', but: mlflow('s3://acme-lab-scratch/m') },
  ],
  [
    'mlflow-bucket-owner-checked',
    'unknown',
    'needs s3:GetEncryptionConfiguration',
    {
      entitlement: 'open-mlflow',
      but: mlflow('s3://acme-ml-artifacts-eu/m'),
      deny: ['s3:GetEncryptionConfiguration'],
    },
  ],

  ['no-foreign-resource-under-prefix', 'ok', 'Nothing', deploy({ endpointPrefix: 'mine-' })],
  [
    'no-foreign-resource-under-prefix',
    'ok',
    'name the requester',
    deploy({ endpointPrefix: 'mine-' }, { but: underPrefix('mine-1', 'alice.meyer') }),
  ],
  ['no-foreign-resource-under-prefix', 'not-so', 'churn-lab', deploy({ endpointPrefix: 'churn-' })],
  [
    'no-foreign-resource-under-prefix',
    'not-so',
    'Mine-1',
    deploy({ endpointPrefix: 'mine-' }, { but: underPrefix('Mine-1') }),
  ],
  ['no-foreign-resource-under-prefix', 'not-so', 'churn-torch-debugging', training({ jobPrefix: 'churn-' })],
  [
    'no-foreign-resource-under-prefix',
    'unknown',
    'needs sagemaker:ListEndpoints',
    deploy({ endpointPrefix: 'mine-' }, { deny: ['sagemaker:ListEndpoints'] }),
  ],
  [
    'no-foreign-resource-under-prefix',
    'unknown',
    'needs sagemaker:ListTags',
    deploy({ endpointPrefix: 'churn-' }, { deny: ['sagemaker:ListTags'] }),
  ],

  ['not-its-creator', 'ok', 'User bob.tanaka made', approve(madeBy('bob.tanaka'))],
  ['not-its-creator', 'not-so', 'The requester made', approve(madeBy('alice.meyer'))],
  [
    'not-its-creator',
    'not-so',
    'own Studio profile alice',
    approve(
      { UserProfileArn: sm(`user-profile/${RISK}/alice`) },
      {
        but: all(
          version({ UserProfileArn: sm(`user-profile/${RISK}/alice`) }),
          owned('alice', 'alice.meyer'),
        ),
      },
    ),
  ],
  [
    'not-its-creator',
    'ok',
    'of somebody else',
    approve(
      {},
      { but: all(version({ UserProfileArn: sm(`user-profile/${RISK}/bob`) }), owned('bob', 'bob.tanaka')) },
    ),
  ],
  [
    'not-its-creator',
    'unknown',
    'nothing says whose',
    approve({ UserProfileArn: sm(`user-profile/${RISK}/bob`) }),
  ],
  [
    'not-its-creator',
    'unknown',
    'who was behind that cannot be told',
    approve({ IamIdentity: { Arn: 'arn:aws:sts::111122223333:assumed-role/pipeline-exec/SageMaker' } }),
  ],
  ['not-its-creator', 'unknown', 'does not say who', approve({})],
  [
    'not-its-creator',
    'unknown',
    'needs sagemaker:DescribeModelPackage',
    approve(madeBy('bob.tanaka'), { deny: ['sagemaker:DescribeModelPackage'] }),
  ],

  ['notebook-hardened', 'ok', 'IMDSv2 and a key', notebook('open-notebook', 'fraud-research')],
  [
    'notebook-hardened',
    'not-so',
    'It has direct internet access. It gives root access. It answers to IMDSv1. Its volume has no key',
    notebook('open-notebook', 'churn-lab'),
  ],
  [
    'notebook-hardened',
    'unknown',
    'needs sagemaker:DescribeNotebookInstance',
    notebook('open-notebook', 'fraud-research', { deny: ['sagemaker:DescribeNotebookInstance'] }),
  ],

  ['online-store-encrypted', 'ok', 'has a key', featureGroup('customer-spend')],
  ['online-store-encrypted', 'not-so', 'no key of its own', featureGroup('churn-signals')],
  [
    'online-store-encrypted',
    'unknown',
    'needs sagemaker:DescribeFeatureGroup',
    featureGroup('customer-spend', { deny: ['sagemaker:DescribeFeatureGroup'] }),
  ],

  [
    'own-profile',
    'ok',
    'is the requester’s',
    profile(LAB, 'grace', { principal: GRACE, but: owned('grace', 'grace.lab') }),
  ],
  ['own-profile', 'ok', 'is the requester’s', profile(LAB, 'intern-1', { principal: user('Intern-1') })],
  [
    'own-profile',
    'not-so',
    'name somebody else',
    profile(LAB, 'intern-1', { principal: user('intern-1'), but: owned('intern-1', 'intern-2') }),
  ],
  ['own-profile', 'not-so', 'tag it sagewarden:owner', profile(LAB, 'intern-2', { principal: GRACE })],
  [
    'own-profile',
    'unknown',
    'needs sagemaker:ListTags',
    profile(LAB, 'intern-1', { principal: user('intern-1'), deny: ['sagemaker:ListTags'] }),
  ],

  ['own-space', 'ok', 'is the requester’s', space('bob-remote-ide', 'bob', { principal: user('bob') })],
  ['own-space', 'not-so', 'Nothing says', space('bob-remote-ide', 'bob')],
  [
    'own-space',
    'not-so',
    'is shared',
    space('bob-remote-ide', 'bob', {
      principal: user('bob'),
      but: change('Space', 'SpaceName', 'bob-remote-ide', {
        SpaceSharingSettings: { SharingType: 'Shared' },
      }),
    }),
  ],
  [
    'own-space',
    'unknown',
    'needs sagemaker:DescribeSpace',
    space('bob-remote-ide', 'bob', { deny: ['sagemaker:DescribeSpace'] }),
  ],

  ['pipeline-parameters-harmless', 'ok', 'No parameter', pipeline('fraud-weekly')],
  [
    'pipeline-parameters-harmless',
    'not-so',
    'Parameter Image sets ImageUri.',
    pipeline('fraud-weekly', {
      but: change('Pipeline', 'PipelineName', 'fraud-weekly', {
        PipelineDefinition: JSON.stringify({
          Steps: [{ Arguments: { AppSpecification: { ImageUri: { Get: 'Parameters.Image' } } } }],
        }),
      }),
    }),
  ],
  [
    'pipeline-parameters-harmless',
    'unknown',
    'needs sagemaker:DescribePipeline',
    pipeline('fraud-weekly', { deny: ['sagemaker:DescribePipeline'] }),
  ],

  ['remote-access-on', 'ok', 'is on', space('bob-remote-ide', 'bob')],
  ['remote-access-on', 'not-so', 'is off', space('alice-fraud-graphs', 'alice')],
  [
    'remote-access-on',
    'unknown',
    'needs sagemaker:DescribeSpace',
    space('bob-remote-ide', 'bob', { deny: ['sagemaker:DescribeSpace'] }),
  ],

  ['role-modest', 'ok', 'fraud-training-exec', notebook('open-notebook', 'fraud-research')],
  ['role-modest', 'not-so', 'can hand over any role', notebook('open-notebook', 'churn-lab')],
  [
    'role-modest',
    'unknown',
    'needs iam:GetRole',
    notebook('open-notebook', 'fraud-research', { deny: ['iam:GetRole'] }),
  ],
  [
    'role-modest',
    'unknown',
    'needs iam:ListAttachedRolePolicies',
    notebook('open-notebook', 'fraud-research', { deny: ['iam:ListAttachedRolePolicies'] }),
  ],
  ['role-modest', 'ok', 'hands over no role', training({ executionRole: TRAINING_ROLE })],
  ['role-modest', 'not-so', 'on behalf of any account', training({ executionRole: DATALAKE })],
  [
    'role-modest',
    'not-so',
    'can hand over other roles',
    training(
      { executionRole: TRAINING_ROLE },
      { but: role('fraud-training-exec', allows('iam:PassRole', 'arn:aws:iam::111122223333:role/other')) },
    ),
  ],
  [
    'role-modest',
    'ok',
    'hands over no role',
    training(
      { executionRole: TRAINING_ROLE },
      { but: role('fraud-training-exec', allows('iam:PassRole', TRAINING_ROLE)) },
    ),
  ],
  [
    'role-modest',
    'not-so',
    'is an administrator. ml-sandbox-admin also trusts arn:aws:iam::444455556666:root',
    training({ executionRole: 'arn:aws:iam::111122223333:role/sagemaker/ml-sandbox-admin' }),
  ],
  [
    'role-modest',
    'unknown',
    'there is no role',
    training({ executionRole: 'arn:aws:iam::111122223333:role/fraud-training-exec' }),
  ],

  [
    'run-as-set',
    'ok',
    'as themselves',
    cluster('front', { but: all(CLUSTER, sessions({ runAsEnabled: true })) }),
  ],
  ['run-as-set', 'not-so', 'come in as root', cluster('front', { but: all(CLUSTER, sessions({})) })],
  ['run-as-set', 'not-so', 'come in as root', cluster('front')],
  ['run-as-set', 'unknown', 'needs ssm:GetDocument', cluster('front', { deny: ['ssm:GetDocument'] })],

  [
    'sessions-logged',
    'ok',
    'has to be encrypted',
    job('training-shell', 'churn-torch-debugging', {
      but: sessions({ cloudWatchLogGroupName: '/sessions', cloudWatchEncryptionEnabled: true }),
    }),
  ],
  [
    'sessions-logged',
    'not-so',
    'does not ask that /sessions be encrypted',
    job('training-shell', 'churn-torch-debugging', {
      but: sessions({ cloudWatchLogGroupName: '/sessions' }),
    }),
  ],
  ['sessions-logged', 'not-so', 'no log group', job('training-shell', 'churn-torch-debugging')],
  [
    'sessions-logged',
    'unknown',
    'needs ssm:GetDocument',
    job('training-shell', 'churn-torch-debugging', { deny: ['ssm:GetDocument'] }),
  ],

  [
    'space-tagged',
    'ok',
    'tagged with',
    space('bob-remote-ide', 'bob', {
      but: change('Space', 'SpaceName', 'bob-remote-ide', {
        Tags: [{ Key: 'sagemaker:user-profile-arn', Value: sm(`user-profile/${RISK}/bob`) }],
      }),
    }),
  ],
  ['space-tagged', 'not-so', 'no tag', space('bob-remote-ide', 'bob')],
  [
    'space-tagged',
    'not-so',
    '/alice, not ',
    space('bob-remote-ide', 'bob', {
      but: change('Space', 'SpaceName', 'bob-remote-ide', {
        Tags: [{ Key: 'sagemaker:user-profile-arn', Value: sm(`user-profile/${RISK}/alice`) }],
      }),
    }),
  ],
  [
    'space-tagged',
    'unknown',
    'needs sagemaker:ListTags',
    space('bob-remote-ide', 'bob', { deny: ['sagemaker:ListTags'] }),
  ],

  [
    'subnets-private',
    'ok',
    'None',
    training({ subnets: 'subnet-01a9c8e7d6f5b4a31,subnet-02b8d7f6e5a4c3b42' }),
  ],
  [
    'subnets-private',
    'not-so',
    'subnet-03c7e6a5f4b3d2c53 routes 0.0.0.0/0 to igw-',
    training({ subnets: 'subnet-01a9c8e7d6f5b4a31,subnet-03c7e6a5f4b3d2c53' }),
  ],
  ['subnets-private', 'not-so', 'There is no subnet', training({ subnets: 'subnet-0000000000000000a' })],
  [
    'subnets-private',
    'unknown',
    'needs ec2:DescribeRouteTables',
    training({ subnets: 'subnet-01a9c8e7d6f5b4a31' }, { deny: ['ec2:DescribeRouteTables'] }),
  ],

  ['training-still-runs', 'ok', 'Training', job('training-shell', 'churn-torch-debugging')],
  ['training-still-runs', 'not-so', 'Completed', job('training-shell', 'pricing-baseline')],
  [
    'training-still-runs',
    'unknown',
    'needs sagemaker:DescribeTrainingJob',
    job('training-shell', 'churn-torch-debugging', { deny: ['sagemaker:DescribeTrainingJob'] }),
  ],
]

describe('what is looked at before anybody is asked', () => {
  it.each(ROWS)('%s is %s: %s', async (code, outcome, words, asked) => {
    const { looked, actions } = await lookFor(asked)
    const found = looked.find((one) => one.code === code)
    expect(found).toMatchObject({ outcome, words: expect.stringContaining(words) })
    const declared = new Set(lookingActions(ENTITLEMENTS.filter(({ id }) => id === asked.entitlement)))
    const undeclared = [...actions].filter((action) => !declared.has(action))
    expect(undeclared).toEqual(['sts:GetCallerIdentity'])
  })

  it('is tried each way that it can end, but for what needs no answer of AWS', () => {
    const tried = new Set(ROWS.map(([code, outcome]) => `${code} ${outcome}`))
    const missing = Object.entries(PRECHECKS).flatMap(([code, { actions }]) =>
      ['ok', 'not-so', ...(actions.length > 0 ? ['unknown'] : [])]
        .map((outcome) => `${code} ${outcome}`)
        .filter((way) => !tried.has(way)),
    )
    expect(missing).toEqual([])
  })
})
