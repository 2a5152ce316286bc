import { RemovalPolicy, type Stack } from 'aws-cdk-lib'
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import { Effect, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'

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

/** The bot's table. */
export interface BotTable {
  readonly table: Table
  /** Lets a role read and write items, and delete none of the record of grants. */
  allow(role: Role): void
}

/** Makes the table, encrypted with a key of its own. Both outlive the stack. */
export function botTable(stack: Stack): BotTable {
  const key = new Key(stack, 'Key', {
    description: 'Sagewarden: audits and finding history',
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  })
  const table = new Table(stack, 'Table', {
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
  return {
    table,
    allow(role) {
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
    },
  }
}
