import { describe, expect, it } from 'vitest'
import type { Rec } from '../../../infra/local/aws/estates/estate.ts'
import { lookingActions } from '../../../src/aws/prechecks/looking.ts'
import { ENTITLEMENTS } from '../../../src/grants/entitlements/index.ts'
import { stopping } from '../../../src/grants/request/looking.ts'
import { type Asked, change, lookFor, sm, user } from './request.ts'

const LAB = 'd-lab7q2wkzx1p'
const RISK = 'd-risk4m9vth8c'
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0d5f8c1a-3b7e-4f62-9a41-5c2e7b9d1f01'

const notebook = (name: string, more: Partial<Asked> = {}): Asked => ({
  entitlement: 'open-notebook',
  given: { notebook: sm(`notebook-instance/${name}`) },
  ...more,
})
const endpoint = (name: string, more: Partial<Asked> = {}): Asked => ({
  entitlement: 'invoke-endpoint',
  given: { endpoint: sm(`endpoint/${name}`) },
  ...more,
})
const profile = (domain: string, name: string, more: Partial<Asked> = {}): Asked => ({
  entitlement: 'open-studio-profile',
  given: { profile: sm(`user-profile/${domain}/${name}`) },
  ...more,
})
const renamed = (type: string, member: string, from: string, over: Rec) => change(type, member, from, over)

describe('whether what was chosen exists', () => {
  const MIXED = renamed('NotebookInstance', 'NotebookInstanceName', 'fraud-research', {
    NotebookInstanceName: 'Fraud-Research',
  })

  it.each<readonly [string, string, string, Asked]>([
    ['ok', 'There is notebook instance fraud-research', 'a notebook', notebook('fraud-research')],
    ['not-so', 'There is no notebook instance nobody', 'a name that nothing has', notebook('nobody')],
    [
      'unknown',
      'needs sagemaker:DescribeNotebookInstance',
      'a denied look',
      notebook('fraud-research', { deny: ['sagemaker:DescribeNotebookInstance'] }),
    ],
    [
      'ok',
      'There is notebook instance fraud-research',
      'a name whose case the ARN lost',
      notebook('fraud-research', { but: MIXED }),
    ],
    [
      'unknown',
      'needs sagemaker:ListNotebookInstances',
      'the same where names are not shown',
      notebook('fraud-research', { but: MIXED, deny: ['sagemaker:ListNotebookInstances'] }),
    ],
    [
      'not-so',
      `AWS writes notebook instance Fraud-Research as ${sm('notebook-instance/fraud-research')}`,
      'an ARN in another case',
      notebook('Fraud-Research', { but: MIXED }),
    ],
    ['ok', 'There is user profile grace', 'a profile', profile(LAB, 'grace')],
    ['not-so', 'There is no user profile grace', 'a profile of another domain', profile(RISK, 'grace')],
    ['ok', 'There is endpoint', 'an endpoint', endpoint('fraud-scoring')],
    ['ok', 'There is KMS key', 'a key', { entitlement: 'submit-training', given: { volumeKey: KEY } }],
    ['not-so', 'There is no KMS key', 'a key that is not there', { entitlement: 'submit-training' }],
    ['not-so', 'There is no execution role', 'a role that is not there', { entitlement: 'submit-training' }],
    [
      'not-so',
      'as arn:aws:iam::111122223333:role/sagemaker/fraud-training-exec',
      'a role of another path',
      {
        entitlement: 'submit-training',
        given: { executionRole: 'arn:aws:iam::111122223333:role/fraud-training-exec' },
      },
    ],
    ['ok', 'There is account root', 'the account', { entitlement: 'read-only-audit', given: {} }],
    [
      'ok',
      'There is pipeline',
      'a pipeline',
      { entitlement: 'run-pipeline', given: { pipeline: sm('pipeline/fraud-weekly') } },
    ],
    ['not-so', 'There is no HyperPod cluster', 'a cluster', { entitlement: 'hyperpod-session' }],
    ['not-so', 'There is no model version', 'a model version', { entitlement: 'approve-model-version' }],
    ['ok', 'There is MLflow tracking server research', 'a server', { entitlement: 'open-mlflow' }],
  ])('is %s, and says "%s", of %s', async (outcome, words, _of, asked) => {
    const { looked } = await lookFor(asked)
    const found = looked.filter(({ code }) => code === 'exists').map((one) => [one.outcome, one.words])
    expect(found).toContainEqual([outcome, expect.stringContaining(words)])
  })

  it('gives back the ARNs as AWS writes them', async () => {
    expect((await lookFor(notebook('Fraud-Research', { but: MIXED }))).resources).toEqual([
      sm('notebook-instance/fraud-research'),
    ])
    expect((await lookFor(notebook('nobody'))).resources).toEqual([])
  })
})

describe('whether somebody has a second factor in AWS', () => {
  it.each([
    ['ok', 'has an MFA device', endpoint('fraud-scoring', { principal: user('alice.meyer') })],
    ['not-so', 'has no MFA device', endpoint('fraud-scoring', { principal: user('bob.tanaka') })],
    ['unknown', 'needs iam:ListMFADevices', endpoint('fraud-scoring', { deny: ['iam:ListMFADevices'] })],
    ['unknown', 'cannot be found', endpoint('fraud-scoring', { principal: user('nobody') })],
  ] as const)('is %s: %s', async (outcome, words, asked) => {
    const { looked } = await lookFor(asked)
    const found = looked.find(({ code }) => code === 'mfa-on')
    expect(found).toMatchObject({ outcome, words: expect.stringContaining(words), stops: true })
  })

  it('is not asked of people whose identity provider knows', async () => {
    const principal = {
      kind: 'identity-center',
      arn: 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_DataScience_0a1b2c3d4e5f6071',
      userId: '9067-1',
    } as const
    const { looked, actions } = await lookFor(endpoint('fraud-scoring', { principal }))
    expect(looked.filter(({ code }) => code === 'mfa-on')).toEqual([])
    expect(actions).not.toContain('iam:ListMFADevices')
  })
})

describe('what a grant really reaches', () => {
  const roleArn = (path: string) => `arn:aws:iam::111122223333:role/${path}`
  const OWN_ROLE = change('UserProfile', 'UserProfileName', 'grace', {
    UserSettings: { ExecutionRole: roleArn('sagemaker/ml-sandbox-admin') },
  })

  it.each<readonly [string, Asked, string | null]>([
    ['the role of a notebook', notebook('fraud-research'), roleArn('sagemaker/fraud-training-exec')],
    ['a profile’s own role', profile(RISK, 'alice'), roleArn('sagemaker/studio-risk-alice')],
    [
      'the default role of its domain',
      profile(LAB, 'grace', { but: change('UserProfile', 'UserProfileName', 'grace', { UserSettings: {} }) }),
      roleArn('service-role/AmazonSageMaker-ExecutionRole-20240311T101532'),
    ],
    [
      'the role of a private space’s owner',
      {
        entitlement: 'studio-remote-ide',
        given: { space: sm(`space/${RISK}/bob-remote-ide`), profile: sm(`user-profile/${RISK}/bob`) },
      },
      roleArn('sagemaker/studio-risk-bob'),
    ],
    [
      'the role of a pipeline',
      { entitlement: 'run-pipeline', given: { pipeline: sm('pipeline/fraud-weekly') } },
      roleArn('sagemaker/fraud-training-exec'),
    ],
    [
      'the role of a training job',
      {
        entitlement: 'training-shell',
        given: { job: sm('training-job/churn-torch-debugging'), jobName: 'churn-torch-debugging' },
      },
      roleArn('sagemaker/datalake-notebook-exec'),
    ],
    [
      'the role that is handed over',
      { entitlement: 'submit-training', given: { executionRole: roleArn('sagemaker/fraud-training-exec') } },
      roleArn('sagemaker/fraud-training-exec'),
    ],
    ['nothing where nothing runs', endpoint('fraud-scoring'), null],
  ])('is seen through %s', async (_through, asked, role) => {
    const { reach } = await lookFor(asked)
    expect({ role: reach.roleArn, unknown: reach.unknown }).toEqual({ role, unknown: null })
  })

  it('is said in a sentence and in phrases', async () => {
    const { reach } = await lookFor(profile(LAB, 'grace', { but: OWN_ROLE }))
    expect(reach).toEqual({
      roleArn: roleArn('sagemaker/ml-sandbox-admin'),
      words: 'It runs as ml-sandbox-admin, which can do anything.',
      can: ['do anything'],
      unknown: null,
    })
  })

  it.each([
    ['iam:GetRole', 'GetRole was denied (needs iam:GetRole).'],
    ['iam:ListRolePolicies', 'Policy its inline policies could not be read'],
    ['iam:GetRolePolicy', 'Policy fraud-data could not be read'],
    ['iam:GetPolicyVersion', 'Policy fraud-data-keys could not be read'],
    ['sagemaker:DescribeNotebookInstance', 'needs sagemaker:DescribeNotebookInstance'],
  ])('is unknown, not nothing, without %s', async (action, why) => {
    const { reach } = await lookFor(notebook('fraud-research', { deny: [action] }))
    expect(reach.unknown).toContain(why)
    expect(reach.words).toMatch(/could not be seen/)
  })
})

describe('a look', () => {
  it('stops a request by what is not so and by what could not be seen, where the declaration says that it stops', async () => {
    const { looked } = await lookFor(profile(RISK, 'alice', { deny: ['sagemaker:ListTags'] }))
    expect(stopping(looked).map(({ code, outcome }) => [code, outcome])).toEqual([
      ['domain-uses-iam', 'not-so'],
      ['own-profile', 'unknown'],
    ])
  })

  it('asks AWS for each thing once', async () => {
    const { calls } = await lookFor(profile(RISK, 'alice'))
    expect(Object.entries(calls).filter(([, count]) => count > 1)).toEqual([])
    expect(calls).toMatchObject({ 'sagemaker:DescribeDomain': 1, 'iam:GetRole': 1 })
  })

  it('needs no permission to change anything', () => {
    const actions = lookingActions(ENTITLEMENTS)
    expect(actions.filter((action) => !/:(?:Describe|List|Get)/.test(action))).toEqual([])
    expect(actions.length).toBeGreaterThan(30)
  })

  it('does not take another account for the one that was asked for', async () => {
    const elsewhere = lookFor({ ...endpoint('fraud-scoring'), account: '999988887777' })
    await expect(elsewhere).rejects.toThrow(
      'The credentials are those of account 111122223333, not of 999988887777',
    )
  })

  it('sends nothing after its time, and says that it did not see', async () => {
    const { looked } = await lookFor({ ...endpoint('fraud-scoring'), slow: true })
    expect(new Set(looked.map(({ outcome }) => outcome))).toEqual(new Set(['unknown']))
  })
})
