import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { RelayStack } from '../../infra/cdk/relay.ts'
import { SagewardenStack } from '../../infra/cdk/stack.ts'
import { tickOf, WORK } from '../../src/aws/queue/ticks.ts'
import { DETECTIONS } from '../../src/watch/detections/index.ts'
import { eventPatterns } from '../../src/watch/event-patterns.ts'

const PATTERNS = eventPatterns(DETECTIONS)
const auditPolicy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['sagemaker:ListDomains'], Resource: '*' }],
}

let home: Template
let relay: Template
beforeAll(() => {
  const app = () => new App({ outdir: mkdtempSync(join(tmpdir(), 'cdk-')), analyticsReporting: false })
  home = Template.fromStack(new SagewardenStack(app(), 'Sagewarden', { auditPolicy, patterns: PATTERNS }))
  relay = Template.fromStack(new RelayStack(app(), 'Relay', { patterns: PATTERNS }))
}, 120_000)

const Rule = z.object({
  Properties: z.object({
    Name: z.string(),
    State: z.string(),
    EventPattern: z.unknown(),
    Targets: z.tuple([z.object({ Arn: z.unknown(), RoleArn: z.unknown().optional() })]),
  }),
})
const rulesIn = (template: Template) =>
  Object.values(template.findResources('AWS::Events::Rule')).map((rule) => Rule.parse(rule).Properties)

const Schedule = z.object({
  Properties: z.object({
    ScheduleExpression: z.string(),
    Target: z.object({ Arn: z.unknown(), Input: z.string() }),
  }),
})

const Statements = z.object({
  Properties: z.object({
    PolicyDocument: z.object({
      Statement: z.array(z.object({ Effect: z.string(), Action: z.unknown(), Resource: z.unknown() })),
    }),
  }),
})
const allowedBy = (template: Template, service: string) =>
  Object.values(template.findResources('AWS::IAM::Policy'))
    .flatMap((policy) => Statements.parse(policy).Properties.PolicyDocument.Statement)
    .filter(({ Action }) => JSON.stringify(Action).includes(`"${service}:`))

const logicalId = (template: Template, type: string, id: RegExp) =>
  Object.keys(template.findResources(type)).find((each) => id.test(each))

describe('the queue of the bot', () => {
  it('is encrypted, and puts what cannot be taken with the dead letters', () => {
    home.resourceCountIs('AWS::SQS::Queue', 2)
    home.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true })
    home.hasResourceProperties('AWS::SQS::Queue', {
      RedrivePolicy: { maxReceiveCount: 5, deadLetterTargetArn: Match.anyValue() },
      VisibilityTimeout: 120,
    })
  })

  it('takes nothing without TLS, and events from our own rules alone', () => {
    home.resourceCountIs('AWS::SQS::QueuePolicy', 2)
    home.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Principal: { Service: 'events.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
              ArnLike: {
                'aws:SourceArn': {
                  'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(':rule/sagewarden-\\*$')])],
                },
              },
            },
          }),
        ],
      },
    })
  })

  it('is read by the bot, which can do nothing else with it', () => {
    const queue = logicalId(home, 'AWS::SQS::Queue', /^DeliveryQueue/)
    const bot = allowedBy(home, 'sqs').filter(({ Action }) => Array.isArray(Action))
    expect(bot).toEqual([
      {
        Effect: 'Allow',
        Action: ['sqs:DeleteMessage', 'sqs:ReceiveMessage'],
        Resource: { 'Fn::GetAtt': [queue, 'Arn'] },
      },
    ])
  })
})

describe('the rules', () => {
  it('are those that the detections declare, reads included, in both Regions', () => {
    for (const template of [home, relay]) {
      const rules = rulesIn(template)
      expect(rules.map(({ EventPattern }) => EventPattern)).toEqual([...PATTERNS.values()])
      expect(new Set(rules.map(({ State }) => State))).toEqual(
        new Set(['ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS']),
      )
      expect(rules.filter(({ Name }) => !/^sagewarden-[\w-]{1,53}$/.test(Name))).toEqual([])
    }
  })

  it('lead into the queue at home', () => {
    const queue = logicalId(home, 'AWS::SQS::Queue', /^DeliveryQueue/)
    for (const { Targets } of rulesIn(home)) expect(Targets[0].Arn).toEqual({ 'Fn::GetAtt': [queue, 'Arn'] })
  })

  it('lead to the bus at home from elsewhere, with a role that can do that alone', () => {
    const bus = Match.objectLike({
      'Fn::Join': [
        '',
        Match.arrayWith([{ Ref: 'HomeRegion' }, Match.stringLikeRegexp(':event-bus/default$')]),
      ],
    })
    relay.allResourcesProperties('AWS::Events::Rule', {
      Targets: [Match.objectLike({ Arn: bus, RoleArn: Match.anyValue() })],
    })
    expect(allowedBy(relay, 'events').map(({ Action }) => Action)).toEqual(['events:PutEvents'])
    relay.resourceCountIs('AWS::IAM::Role', 1)
  })
})

describe('the schedules', () => {
  it('ask for each piece of work through the queue', () => {
    const schedules = Object.values(home.findResources('AWS::Scheduler::Schedule')).map(
      (schedule) => Schedule.parse(schedule).Properties,
    )
    expect(
      schedules.map(({ Target, ScheduleExpression }) => [tickOf(Target.Input), ScheduleExpression]),
    ).toEqual([
      ['grants', 'rate(1 minute)'],
      ['digests', 'rate(1 minute)'],
      ['alerts', 'rate(1 minute)'],
      ['trails', 'rate(5 minutes)'],
    ])
    expect(schedules).toHaveLength(WORK.length)
  })

  it('have a role that only they can take, and that can only send to the queue', () => {
    home.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'scheduler.amazonaws.com' },
            Condition: {
              StringEquals: {
                'aws:SourceAccount': { Ref: 'AWS::AccountId' },
                'aws:SourceArn': Match.anyValue(),
              },
            },
          },
        ],
      },
    })
    const senders = allowedBy(home, 'sqs').filter(({ Action }) => Action === 'sqs:SendMessage')
    expect(senders).toEqual([
      {
        Effect: 'Allow',
        Action: 'sqs:SendMessage',
        Resource: { 'Fn::GetAtt': [logicalId(home, 'AWS::SQS::Queue', /^DeliveryQueue/), 'Arn'] },
      },
    ])
  })
})
