import { parseArn } from '../../base/arn.ts'
import { GRANT_PATH, grantRoles, ROLE_TAGS } from '../grant-role.ts'
import { type PolicyJson, policyJson } from './policy-json.ts'

/** The account of the bot, its own role and the boundary that it has to put on every role it makes. */
interface BotScope {
  readonly partition: string
  readonly account: string
  readonly botRoleArn: string
  readonly boundaryArn: string
}

/** Writes that IAM holds to the boundary of the role they are about. */
const BOUND_WRITES = [
  'iam:CreateRole',
  'iam:PutRolePolicy',
  'iam:UpdateAssumeRolePolicy',
  'iam:DeleteRolePolicy',
  'iam:DeleteRole',
]

const READS = [
  'iam:GetRole',
  'iam:GetRolePolicy',
  'iam:ListRolePolicies',
  'iam:ListAttachedRolePolicies',
  'iam:ListRoleTags',
]

/** Reads that take no resource. */
const WIDE_READS = ['iam:ListRoles', 'iam:SimulateCustomPolicy', 'iam:GetAccountSummary']

/** First words of every action of IAM that changes something. */
const WRITES = [
  'iam:Accept*',
  'iam:Add*',
  'iam:Associate*',
  'iam:Attach*',
  'iam:Change*',
  'iam:Create*',
  'iam:Deactivate*',
  'iam:Delegate*',
  'iam:Delete*',
  'iam:Detach*',
  'iam:Disable*',
  'iam:Enable*',
  'iam:Pass*',
  'iam:Put*',
  'iam:Reject*',
  'iam:Remove*',
  'iam:Reset*',
  'iam:Resync*',
  'iam:Send*',
  'iam:Set*',
  'iam:Tag*',
  'iam:Untag*',
  'iam:Update*',
  'iam:Upload*',
]

/**
 * What the bot may do in IAM, and why it cannot become an administrator by it: it writes roles in one path alone, only
 * with the boundary on them, and can neither take such a role, nor hand one over, nor touch a boundary, a managed policy
 * or itself. The denials win over whatever else the bot is given. Throws where the bot's own role lies in the path, or
 * the boundary is none: then none of this would hold. Source: IAM User Guide, "Delegating responsibility to others
 * using permissions boundaries".
 */
export function botIamPolicy({ partition, account, botRoleArn, boundaryArn }: BotScope): PolicyJson {
  const role = parseArn(botRoleArn)
  if (!role?.resource.startsWith('role/') || role.resource.startsWith(`role${GRANT_PATH}`))
    throw new Error(`The bot's role cannot be ${botRoleArn}`)
  if (!parseArn(boundaryArn)?.resource.startsWith('policy/'))
    throw new Error(`The boundary cannot be ${boundaryArn}`)
  const grants = [grantRoles(partition, account)]
  const tags = { 'ForAllValues:StringEquals': { 'aws:TagKeys': Object.values(ROLE_TAGS) } }
  return policyJson([
    {
      Sid: 'WriteGrants',
      Effect: 'Allow',
      Action: BOUND_WRITES,
      Resource: grants,
      Condition: { StringEquals: { 'iam:PermissionsBoundary': boundaryArn } },
    },
    {
      Sid: 'TagGrants',
      Effect: 'Allow',
      Action: ['iam:TagRole'],
      Resource: grants,
      Condition: { ...tags, Null: { 'aws:TagKeys': 'false' } },
    },
    {
      Sid: 'TagNothingElse',
      Effect: 'Deny',
      Action: ['iam:TagRole'],
      Resource: ['*'],
      Condition: { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': Object.values(ROLE_TAGS) } },
    },
    { Sid: 'ReadGrants', Effect: 'Allow', Action: READS, Resource: grants },
    {
      Sid: 'ReadTheBoundary',
      Effect: 'Allow',
      Action: ['iam:GetPolicy', 'iam:GetPolicyVersion'],
      Resource: [boundaryArn],
    },
    { Sid: 'FindAndSimulate', Effect: 'Allow', Action: WIDE_READS, Resource: ['*'] },
    { Sid: 'WriteNowhereElse', Effect: 'Deny', Action: WRITES, NotResource: grants },
    {
      Sid: 'WriteNothingUnbound',
      Effect: 'Deny',
      Action: BOUND_WRITES,
      Resource: ['*'],
      Condition: { StringNotEquals: { 'iam:PermissionsBoundary': boundaryArn } },
    },
    {
      Sid: 'NeverLoosen',
      Effect: 'Deny',
      Action: [
        'iam:AttachRolePolicy',
        'iam:DetachRolePolicy',
        'iam:PutRolePermissionsBoundary',
        'iam:DeleteRolePermissionsBoundary',
        'iam:PassRole',
        'iam:UntagRole',
        'iam:UpdateRole',
        'iam:UpdateRoleDescription',
      ],
      Resource: ['*'],
    },
    { Sid: 'NeverTheBoundary', Effect: 'Deny', Action: WRITES, Resource: [boundaryArn] },
    { Sid: 'NeverItself', Effect: 'Deny', Action: WRITES, Resource: [botRoleArn] },
    {
      Sid: 'NeverTakeAGrant',
      Effect: 'Deny',
      Action: ['sts:AssumeRole*', 'sts:TagSession', 'sts:SetSourceIdentity'],
      Resource: grants,
    },
  ])
}
