import { ArnFormat, Duration, Stack } from 'aws-cdk-lib'
import { Effect, PolicyStatement, type Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { QUEUE_ACTIONS } from '../../src/aws/queue/queue.ts'
import type { EventPattern } from '../../src/watch/event-patterns.ts'
import { eventRules, RULE_PREFIX } from './event-rules.ts'
import { Ticks } from './ticks.ts'

/** Longer than any batch takes to be kept; a message that was cut off comes again after it. */
const HIDDEN = Duration.minutes(2)
/** A message that was handed out so often goes to the dead letters. */
const MOST_RECEIVES = 5

/**
 * What brings the bot its events and tells it the time: a queue, the rules that fill it, and the schedules that do. SQS holds
 * its key: with one of ours, EventBridge would need a part in it, and the events stand in the trail anyway.
 */
export class BotQueue extends Construct {
  readonly queue: Queue
  readonly deadLetters: Queue

  constructor(scope: Construct, id: string, patterns: ReadonlyMap<string, EventPattern>) {
    super(scope, id)
    const common = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true }
    this.deadLetters = new Queue(this, 'DeadLetters', { ...common, retentionPeriod: Duration.days(14) })
    this.queue = new Queue(this, 'Queue', {
      ...common,
      visibilityTimeout: HIDDEN,
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MOST_RECEIVES },
    })
    eventRules(this, patterns, { arn: this.queue.queueArn })
    this.queue.addToResourcePolicy(this.fromOurRules())
    new Ticks(this, 'Ticks', this.queue)
  }

  /** Lets a role take messages, and nothing else. */
  allow(role: Role): void {
    this.queue.grant(role, ...QUEUE_ACTIONS)
  }

  /** Our rules of this account and Region may send. */
  private fromOurRules(): PolicyStatement {
    const rules = Stack.of(this).formatArn({
      service: 'events',
      resource: 'rule',
      resourceName: `${RULE_PREFIX}*`,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    })
    return new PolicyStatement({
      sid: 'EventsOfOurRules',
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [this.queue.queueArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
        ArnLike: { 'aws:SourceArn': rules },
      },
    })
  }
}
