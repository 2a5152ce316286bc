import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib'
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import {
  AccountRootPrincipal,
  Effect,
  type IPrincipal,
  ManagedPolicy,
  PolicyDocument,
  PolicyStatement,
  Role,
} from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import type { Entitlement } from '../../src/grants/entitlement.ts'
import { botIamPolicy } from '../../src/grants/policy/bot-policy.ts'
import { grantBoundary } from '../../src/grants/policy/boundary.ts'

export interface SagewardenStackProps extends StackProps {
  /** The read-only policy that the collectors declare. */
  readonly auditPolicy: object
  /** Who may run as the bot; the account's own principals unless something narrower is given. */
  readonly botPrincipal?: IPrincipal
  /** Everything that can be asked for; given, the bot can make grants, below a boundary that holds no more than these. */
  readonly entitlements?: readonly Entitlement[]
  /** The read-only policy of what granting looks at, before a request and after its end. */
  readonly accessPolicy?: object
  /** Regions whose resources can be granted; this stack's own where absent. */
  readonly grantRegions?: readonly string[]
}

/** Fixed names, because policies name them: the bot must not touch itself or its boundary. */
const BOT_ROLE = 'sagewarden-bot'
const BOUNDARY = 'sagewarden-grant-boundary'

/** What the store does with its table; it never scans, and it cannot delete or change the table. */
const TABLE_ACTIONS = [
  'dynamodb:BatchWriteItem',
  'dynamodb:DeleteItem',
  'dynamodb:DescribeTable',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:UpdateItem',
]

/** The partitions that hold the record of grants. The bot adds to them and moves a grant; it deletes nothing in them. */
const RECORD_KEYS = ['grant#*', 'grants', 'anchors']

/**
 * What the bot needs in an account: its table, encrypted with a key of its own, and a role that can read posture and
 * write that table, and nothing else.
 */
export class SagewardenStack extends Stack {
  constructor(scope: Construct, id: string, props: SagewardenStackProps) {
    super(scope, id, props)

    const key = new Key(this, 'Key', {
      description: 'Sagewarden: audits and finding history',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })
    const table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      timeToLiveAttribute: 'expiresAt',
    })
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
    table.grant(role, ...TABLE_ACTIONS)
    role.addToPrincipalPolicy(
      new PolicyStatement({
        sid: 'NoGrantIsEverDeleted',
        effect: Effect.DENY,
        // A batch can hold deletions, and its condition could not tell them from puts.
        actions: ['dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'],
        resources: [table.tableArn],
        conditions: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': RECORD_KEYS } },
      }),
    )
    key.grant(role, 'kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:DescribeKey')

    if (props.accessPolicy) {
      role.addManagedPolicy(
        new ManagedPolicy(this, 'AccessPolicy', {
          description: 'What is looked at before access is asked for, and after it has ended',
          document: PolicyDocument.fromJson(props.accessPolicy),
        }),
      )
    }
    if (props.entitlements) this.allowGrants(role, props.entitlements, props.grantRegions ?? [this.region])

    new CfnOutput(this, 'TableName', { value: table.tableName })
    new CfnOutput(this, 'BotRoleArn', { value: role.roleArn })
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
