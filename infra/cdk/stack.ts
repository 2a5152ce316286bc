import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib'
import {
  AccountRootPrincipal,
  type IPrincipal,
  ManagedPolicy,
  PolicyDocument,
  Role,
} from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import type { Entitlement } from '../../src/grants/entitlement.ts'
import { botIamPolicy } from '../../src/grants/policy/bot-policy.ts'
import { grantBoundary } from '../../src/grants/policy/boundary.ts'
import type { EventPattern } from '../../src/watch/event-patterns.ts'
import { BotQueue } from './bot-queue.ts'
import { botTable } from './table.ts'

export interface SagewardenStackProps extends StackProps {
  /** The read-only policy that the collectors declare. */
  readonly auditPolicy: object
  /** Who may run as the bot; the account's own principals unless something narrower is given. */
  readonly botPrincipal?: IPrincipal
  /** Everything that can be asked for; given, the bot can make grants, below a boundary that holds no more than these. */
  readonly entitlements?: readonly Entitlement[]
  /** The read-only policy of what granting looks at, before a request and after its end. */
  readonly accessPolicy?: object
  /** Events that are delivered to the bot; given, there is a queue, which tells it the time as well. */
  readonly patterns?: ReadonlyMap<string, EventPattern>
  /** Regions whose resources can be granted; this stack's own where absent. */
  readonly grantRegions?: readonly string[]
}

/** Fixed names, because policies name them: the bot must not touch itself or its boundary. */
const BOT_ROLE = 'sagewarden-bot'
const BOUNDARY = 'sagewarden-grant-boundary'

/**
 * What the bot needs in an account: its table, its queue, and a role that can read posture and use those two, and nothing
 * else.
 */
export class SagewardenStack extends Stack {
  constructor(scope: Construct, id: string, props: SagewardenStackProps) {
    super(scope, id, props)

    const store = botTable(this)
    const audit = new ManagedPolicy(this, 'AuditPolicy', {
      description: 'The reads that the posture checks declare',
      document: PolicyDocument.fromJson(props.auditPolicy),
    })
    const role = new Role(this, 'BotRole', {
      roleName: BOT_ROLE,
      description: 'Runs the Sagewarden bot',
      assumedBy: props.botPrincipal ?? new AccountRootPrincipal(),
      managedPolicies: [audit],
      maxSessionDuration: Duration.hours(1),
    })
    store.allow(role)
    if (props.accessPolicy) {
      role.addManagedPolicy(
        new ManagedPolicy(this, 'AccessPolicy', {
          description: 'What is looked at before access is asked for, and after it has ended',
          document: PolicyDocument.fromJson(props.accessPolicy),
        }),
      )
    }
    if (props.entitlements) this.allowGrants(role, props.entitlements, props.grantRegions ?? [this.region])
    if (props.patterns) this.deliver(role, props.patterns)

    new CfnOutput(this, 'TableName', { value: store.table.tableName })
    new CfnOutput(this, 'BotRoleArn', { value: role.roleArn })
  }

  /** Events and ticks through a queue that the bot alone reads. */
  private deliver(role: Role, patterns: ReadonlyMap<string, EventPattern>): void {
    const delivery = new BotQueue(this, 'Delivery', patterns)
    delivery.allow(role)
    new CfnOutput(this, 'QueueUrl', { value: delivery.queue.queueUrl })
    new CfnOutput(this, 'DeadLettersUrl', { value: delivery.deadLetters.queueUrl })
  }

  /** The boundary of all grants, and what lets the bot make roles below it and nothing else. */
  private allowGrants(role: Role, entitlements: readonly Entitlement[], regions: readonly string[]): void {
    const { partition, account } = this
    new ManagedPolicy(this, 'GrantBoundary', {
      managedPolicyName: BOUNDARY,
      description: 'The most that a grant of Sagewarden can hold',
      document: PolicyDocument.fromJson(grantBoundary(entitlements, { partition, account, regions })),
    })
    const grants = botIamPolicy({
      partition,
      account,
      botRoleArn: `arn:${partition}:iam::${account}:role/${BOT_ROLE}`,
      boundaryArn: `arn:${partition}:iam::${account}:policy/${BOUNDARY}`,
    })
    role.addManagedPolicy(
      new ManagedPolicy(this, 'GrantPolicy', {
        description: 'Makes and ends the roles of grants, and can touch nothing else in IAM',
        document: PolicyDocument.fromJson(grants),
      }),
    )
  }
}
