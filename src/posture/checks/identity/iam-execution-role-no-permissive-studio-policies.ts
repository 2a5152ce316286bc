import { defineCheck, verdictOf } from '../../check.ts'
import { ofExecutionRole, ROLE_CARRIERS } from '../../permissions/execution-roles.ts'

/** AWS managed policies that are too broad for code that anybody in a team can write, and what each opens. */
const BROAD: ReadonlyMap<string, string> = new Map([
  ['SageMakerStudioUserIAMPermissiveExecutionPolicy', 'all of S3, Glue and Redshift'],
  ['AmazonSageMakerCanvasFullAccess', 'Canvas and the data services behind it'],
  ['AmazonS3FullAccess', 'every bucket'],
  ['SecretsManagerReadWrite', 'every secret'],
  ['IAMFullAccess', 'all identities'],
  ['PowerUserAccess', 'everything but identities'],
  ['AmazonDynamoDBFullAccess', 'every table'],
  ['AmazonEC2FullAccess', 'all instances and networks'],
  ['AmazonECS_FullAccess', 'all containers'],
  ['AmazonRedshiftFullAccess', 'every warehouse'],
  ['AmazonSSMFullAccess', 'every parameter and managed instance'],
  ['AWSLambda_FullAccess', 'every function'],
  ['AWSGlueConsoleFullAccess', 'the whole data catalogue'],
  ['AWSCloudFormationFullAccess', 'every stack'],
])

export const iamExecutionRoleNoPermissiveStudioPolicies = defineCheck({
  id: 'iam-execution-role-no-permissive-studio-policies',
  title: 'Execution roles must not use the broad AWS managed policies',
  practice: 'identity',
  severity: 'high',
  tier: 'core',
  controls: {},
  why: 'These policies are made for people who set services up, not for code that runs in notebooks and jobs. AWS also widens them over time without asking.',
  fix: {
    summary:
      'Replace the managed policy by one that names the buckets, tables and secrets in use. For a role of Unified Studio, change the project profile that makes it.',
    console:
      'IAM console › Roles › the role › Permissions › Add permissions; then remove the managed policy.',
    cli: 'aws iam detach-role-policy --role-name ROLE --policy-arn POLICY_ARN',
    effect: 'in-place',
  },
  of: 'iamRoles',
  with: ROLE_CARRIERS,
  evaluate: ofExecutionRole((role) => {
    const attached = role.policies.flatMap(({ arn }) => {
      const name = /^arn:[^:]+:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(arn ?? '')?.[1]
      const opens = BROAD.get(name ?? '')
      return opens === undefined ? [] : [`${name} opens ${opens}`]
    })
    return verdictOf(attached, 'No broad AWS managed policy is attached')
  }),
})
