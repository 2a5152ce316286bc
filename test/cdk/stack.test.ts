import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sagewardenApp } from '../../infra/cdk/app.ts'
import { SagewardenStack } from '../../infra/cdk/stack.ts'
import { accessReads } from '../../src/aws/access-reads.ts'
import { COLLECTORS } from '../../src/aws/collectors/index.ts'
import { readOnlyPolicy } from '../../src/aws/read-only-policy.ts'
import { ENTITLEMENTS } from '../../src/grants/entitlements/index.ts'

const strings = z.union([z.string().transform((one) => [one]), z.array(z.string())])
const Policy = z.object({
  Properties: z.object({
    PolicyDocument: z.object({
      Statement: z.array(
        z.object({
          Effect: z.string(),
          Action: strings.default([]),
          Resource: z.unknown().optional(),
          Condition: z.unknown().optional(),
        }),
      ),
    }),
  }),
})

const auditPolicy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['sagemaker:ListDomains'], Resource: '*' }],
}

function statementsOf(template: Template) {
  return [
    ...Object.values(template.findResources('AWS::IAM::Policy')),
    ...Object.values(template.findResources('AWS::IAM::ManagedPolicy')),
  ].flatMap((resource) => Policy.parse(resource).Properties.PolicyDocument.Statement)
}

describe('the cloud stack', () => {
  let template: Template
  beforeAll(() => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'cdk-')), analyticsReporting: false })
    template = Template.fromStack(new SagewardenStack(app, 'Sagewarden', { auditPolicy }))
  }, 120_000)

  it('keeps the table encrypted, recoverable and protected against deletion', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      BillingMode: 'PAY_PER_REQUEST',
    })
    template.hasResource('AWS::DynamoDB::Table', { DeletionPolicy: 'Retain' })
    template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true })
  })

  it('gives the bot its reads, its table and its key, and nothing that writes IAM', () => {
    const actions = statementsOf(template).flatMap((statement) => statement.Action)
    expect(actions).toContain('sagemaker:ListDomains')
    expect(actions).toContain('dynamodb:PutItem')
    expect(actions.filter((action) => action.includes('*') || /^(iam|sts):/.test(action))).toEqual([])
  })

  it('lets the bot make grants only where it is given what can be asked for, below a boundary of a fixed name', () => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'cdk-')), analyticsReporting: false })
    const granting = Template.fromStack(
      new SagewardenStack(app, 'Granting', { auditPolicy, entitlements: ENTITLEMENTS }),
    )
    granting.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      ManagedPolicyName: 'sagewarden-grant-boundary',
    })
    granting.hasResourceProperties('AWS::IAM::Role', { RoleName: 'sagewarden-bot' })
    const writes = statementsOf(granting).filter(
      ({ Effect, Action }) => Effect === 'Allow' && Action.includes('iam:CreateRole'),
    )
    expect(writes).toHaveLength(1)
    const bound = /policy\/sagewarden-grant-boundary/
    expect(JSON.stringify(writes[0]?.Condition)).toMatch(bound)
    expect(JSON.stringify(writes[0]?.Resource)).toContain('role/sagewarden/*')
    expect(statementsOf(template).flatMap(({ Action }) => Action)).not.toContain('iam:CreateRole')
  })

  it('lets the bot read what granting looks at, where it is given that', () => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'cdk-')), analyticsReporting: false })
    const accessPolicy = readOnlyPolicy([accessReads(ENTITLEMENTS)])
    const looking = Template.fromStack(new SagewardenStack(app, 'Looking', { auditPolicy, accessPolicy }))
    const actions = statementsOf(looking).flatMap(({ Action }) => Action)
    for (const action of ['cloudtrail:LookupEvents', 'iam:ListMFADevices', 'sagemaker:ListTags'])
      expect(actions).toContain(action)
    expect(statementsOf(template).flatMap(({ Action }) => Action)).not.toContain('cloudtrail:LookupEvents')
  })

  it('gives the synthesised bot every read that looks and close-outs need', { timeout: 60_000 }, () => {
    const { stacks } = sagewardenApp(mkdtempSync(join(tmpdir(), 'cdk-'))).synth()
    const allowed = JSON.stringify(stacks.find(({ stackName }) => stackName === 'Sagewarden')?.template)
    const needed = [...accessReads(ENTITLEMENTS).actions, ...COLLECTORS.flatMap(({ actions }) => actions)]
    expect(needed.filter((action) => !allowed.includes(`"${action}"`))).toEqual([])
  })

  it('keeps each managed policy within what IAM takes, and the role within its number of them', () => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'cdk-')), analyticsReporting: false })
    const whole = Template.fromStack(
      new SagewardenStack(app, 'Whole', {
        auditPolicy: readOnlyPolicy(COLLECTORS),
        accessPolicy: readOnlyPolicy([accessReads(ENTITLEMENTS)]),
        entitlements: ENTITLEMENTS,
      }),
    )
    const policies = Object.values(whole.findResources('AWS::IAM::ManagedPolicy'))
    expect(policies).toHaveLength(4)
    // 6,144 characters without blanks, 10 policies. Source: IAM User Guide, "IAM and AWS STS quotas".
    const sizes = policies.map(({ Properties }) => JSON.stringify(Properties.PolicyDocument).length)
    expect(sizes.filter((size) => size > 6144)).toEqual([])
  })

  it('denies the bot to delete from the record of grants', () => {
    expect(statementsOf(template).filter(({ Effect }) => Effect === 'Deny')).toMatchObject([
      {
        Action: ['dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'],
        Condition: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': ['grant#*', 'grants', 'anchors'] } },
      },
    ])
  })

  it('is synthesised offline without an objection from cdk-nag', { timeout: 60_000 }, () => {
    const assembly = sagewardenApp(mkdtempSync(join(tmpdir(), 'cdk-'))).synth()
    expect(assembly.stacks.map(({ stackName }) => stackName)).toEqual(['Sagewarden', 'SagewardenRelay'])
  })
})
