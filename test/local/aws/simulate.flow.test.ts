import {
  type ContextEntry,
  CreateRoleCommand,
  PutRolePolicyCommand,
  SimulateCustomPolicyCommand,
  type SimulateCustomPolicyCommandInput,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam'
import { DescribeNotebookInstanceCommand, ListDomainsCommand } from '@aws-sdk/client-sagemaker'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AwsAccount } from '../../../infra/local/aws/server.ts'
import { NOW, startAcme } from './account.ts'
import { ADMIN, assume, type Credentials, iamAs, keyOf, sagemakerAs } from './people.ts'

const STEM = 'arn:aws:sagemaker:eu-west-1:111122223333'
const NOTEBOOK = `${STEM}:notebook-instance/fraud-research`
const iso = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000', '')
const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement })

let account: AwsAccount
beforeAll(async () => {
  account = await startAcme()
})
afterAll(() => account.close())

const simulate = async (input: SimulateCustomPolicyCommandInput) =>
  (await iamAs(account, ADMIN).send(new SimulateCustomPolicyCommand(input))).EvaluationResults ?? []

const at = (seconds: number): ContextEntry => ({
  ContextKeyName: 'aws:CurrentTime',
  ContextKeyValues: [iso(seconds)],
  ContextKeyType: 'date',
})

const WINDOWED = policy({
  Effect: 'Allow',
  Action: 'sagemaker:DescribeNotebookInstance',
  Resource: NOTEBOOK,
  Condition: {
    DateGreaterThanEquals: { 'aws:CurrentTime': iso(NOW) },
    DateLessThan: { 'aws:CurrentTime': iso(NOW + 3600) },
  },
})
const WINDOW_INPUT = {
  PolicyInputList: [WINDOWED],
  ActionNames: ['sagemaker:DescribeNotebookInstance'],
  ResourceArns: [NOTEBOOK],
}

describe('a simulation', () => {
  it.each([
    ['before its start', NOW - 1, 'implicitDeny'],
    ['at its start', NOW, 'allowed'],
    ['in its last second', NOW + 3599, 'allowed'],
    ['at its end', NOW + 3600, 'implicitDeny'],
  ])('of a window %s', async (_when, moment, decision) => {
    const [result] = await simulate({ ...WINDOW_INPUT, ContextEntries: [at(moment)] })
    expect(result?.EvalDecision).toBe(decision)
    expect(result?.MissingContextValues ?? []).toEqual([])
  })

  it('names the keys that it was not given', async () => {
    const [result] = await simulate(WINDOW_INPUT)
    expect(result).toMatchObject({ EvalDecision: 'implicitDeny', MissingContextValues: ['aws:CurrentTime'] })
  })

  it('answers for each action on each resource, with the statement that decided', async () => {
    const results = await simulate({
      PolicyInputList: [
        policy({ Effect: 'Allow', Action: 'sagemaker:*', Resource: NOTEBOOK }),
        policy({ Effect: 'Deny', Action: 'sagemaker:Stop*', Resource: '*' }),
      ],
      ActionNames: ['sagemaker:StopNotebookInstance', 'sagemaker:StartNotebookInstance'],
      ResourceArns: [NOTEBOOK, `${NOTEBOOK}-2`],
    })
    expect(results.map((one) => [one.EvalResourceName, one.EvalDecision])).toEqual([
      [NOTEBOOK, 'explicitDeny'],
      [`${NOTEBOOK}-2`, 'explicitDeny'],
      [NOTEBOOK, 'allowed'],
      [`${NOTEBOOK}-2`, 'implicitDeny'],
    ])
    expect(results[0]?.MatchedStatements).toMatchObject([{ SourcePolicyId: 'PolicyInputList.2' }])
  })

  it('tells whether the boundary would allow it', async () => {
    const input = {
      PolicyInputList: [policy({ Effect: 'Allow', Action: '*', Resource: '*' })],
      PermissionsBoundaryPolicyInputList: [
        policy({ Effect: 'Allow', Action: 'sagemaker:Describe*', Resource: '*' }),
      ],
      ActionNames: ['sagemaker:DescribeDomain', 'iam:CreateRole'],
    }
    const results = await simulate(input)
    expect(results).toMatchObject([
      { EvalDecision: 'allowed', PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: true } },
      {
        EvalDecision: 'implicitDeny',
        PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
      },
    ])
  })

  it('of a principal takes what it holds, groups included', async () => {
    const { EvaluationResults = [] } = await iamAs(account, ADMIN).send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: 'arn:aws:iam::111122223333:user/alice.meyer',
        ActionNames: ['sagemaker:ListDomains', 'iam:CreateRole'],
        ContextEntries: [
          {
            ContextKeyName: 'aws:MultiFactorAuthPresent',
            ContextKeyValues: ['true'],
            ContextKeyType: 'boolean',
          },
        ],
      }),
    )
    expect(EvaluationResults.map((one) => one.EvalDecision)).toEqual(['allowed', 'implicitDeny'])
  })

  it.each<[string, Partial<SimulateCustomPolicyCommandInput>, string, string]>([
    ['a policy that is none', { PolicyInputList: ['{'] }, 'MalformedPolicyDocumentException', 'invalid Json'],
    [
      'a date that is none',
      { ContextEntries: [{ ...at(NOW), ContextKeyValues: ['soon'] }] },
      'InvalidInputException',
      'soon',
    ],
    ['an action that is none', { ActionNames: ['everything'] }, 'InvalidInputException', 'everything'],
    [
      'two boundaries',
      { PermissionsBoundaryPolicyInputList: [WINDOWED, WINDOWED] },
      'InvalidInputException',
      'Only one',
    ],
  ])('refuses %s', async (_what, more, name, words) => {
    const error: unknown = await simulate({ ...WINDOW_INPUT, ...more }).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name })
    expect(String(error)).toContain(words)
  })
})

const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
  Action: fc.constantFrom(
    'sagemaker:DescribeNotebookInstance',
    'sagemaker:List*',
    'sagemaker:*',
    '*',
    's3:*',
  ),
  Resource: fc.constantFrom('*', NOTEBOOK, `${STEM}:notebook-instance/*`, `${NOTEBOOK}-2`),
  Condition: fc.constantFrom(
    {},
    { DateLessThan: { 'aws:CurrentTime': iso(NOW) } },
    { DateGreaterThanEquals: { 'aws:CurrentTime': iso(NOW) } },
    { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    { StringEquals: { 'aws:ResourceTag/team': 'fraud' } },
    { StringNotEquals: { 'sagemaker:ResourceTag/team': 'fraud' } },
    { Null: { 'aws:ResourceTag/absent': 'true' } },
    { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } },
  ),
})

const text = (ContextKeyName: string, ContextKeyType: ContextEntry['ContextKeyType'], value: string) => ({
  ContextKeyName,
  ContextKeyType,
  ContextKeyValues: [value],
})
const COMMON: ContextEntry[] = [
  at(NOW),
  text('aws:MultiFactorAuthPresent', 'boolean', 'false'),
  text('aws:SourceIp', 'ip', '127.0.0.1'),
]
const TAGGED: ContextEntry[] = [
  text('aws:ResourceTag/team', 'string', 'fraud'),
  text('sagemaker:ResourceTag/team', 'string', 'fraud'),
]

describe('simulation and life', () => {
  let session: Credentials
  beforeAll(async () => {
    await iamAs(account, ADMIN).send(
      new CreateRoleCommand({
        RoleName: 'lived',
        AssumeRolePolicyDocument: policy({
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:user/bob.tanaka' },
          Action: 'sts:AssumeRole',
        }),
      }),
    )
    session = await assume(account, keyOf('bob.tanaka'), 'arn:aws:iam::111122223333:role/lived')
  })

  const CALLS = [
    {
      action: 'sagemaker:DescribeNotebookInstance',
      resource: NOTEBOOK,
      context: [...COMMON, ...TAGGED],
      call: () =>
        sagemakerAs(account, session).send(
          new DescribeNotebookInstanceCommand({ NotebookInstanceName: 'fraud-research' }),
        ),
    },
    {
      action: 'sagemaker:ListDomains',
      resource: '*',
      context: COMMON,
      call: () => sagemakerAs(account, session).send(new ListDomainsCommand({})),
    },
  ]

  it('agree on every small policy', async () => {
    const seen = new Set<string | undefined>()
    await fc.assert(
      fc.asyncProperty(
        fc.array(statement, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...CALLS),
        async (statements, { action, resource, context, call }) => {
          const PolicyDocument = policy(...statements)
          await iamAs(account, ADMIN).send(
            new PutRolePolicyCommand({ RoleName: 'lived', PolicyName: 'p', PolicyDocument }),
          )
          const [result] = await simulate({
            PolicyInputList: [PolicyDocument],
            ActionNames: [action],
            ResourceArns: [resource],
            ContextEntries: context,
          })
          const lived = await call().then(
            () => 'allowed',
            (error: unknown) => (String(error).includes('explicit deny') ? 'explicitDeny' : 'implicitDeny'),
          )
          seen.add(lived)
          expect(result?.EvalDecision).toBe(lived)
        },
      ),
      { numRuns: 200 },
    )
    expect(seen).toEqual(new Set(['allowed', 'explicitDeny', 'implicitDeny']))
  })
})
