import type { Entitlement } from '../entitlement.ts'
import { grantRoles } from '../grant-role.ts'
import { type PolicyJson, policyJson } from './policy-json.ts'

/** Managed policies hold this many characters, white space left out. Source: IAM User Guide, "IAM and AWS STS quotas". */
export const LONGEST_BOUNDARY = 6144

/** Where grants may be used at all. */
interface BoundaryScope {
  readonly partition: string
  readonly account: string
  /** Regions whose resources can be granted. */
  readonly regions: readonly string[]
}

/**
 * The permissions boundary of every grant's role: the most that any of these entitlements could ever need, and a Deny on
 * the rest, because a resource that names a role's session is not held back by a boundary that merely stays silent. It
 * has no dates: a boundary is one for all grants, and their windows are in their own documents. To keep it short, reads
 * of SageMaker are named by their first word; a grant's own policy names each call.
 * Source: IAM User Guide, "Permissions boundaries for IAM entities".
 */
export function grantBoundary(
  entitlements: readonly Entitlement[],
  { partition, account, regions }: BoundaryScope,
): PolicyJson {
  const needed = [...new Set(entitlements.flatMap(({ actions }) => actions))]
  const passes = needed.includes('iam:PassRole')
  const ceiling = [...new Set(needed.filter((action) => action !== 'iam:PassRole').map(shortened))].toSorted(
    (a, b) => a.localeCompare(b),
  )
  const toSageMaker = { 'iam:PassedToService': 'sagemaker.amazonaws.com' }
  return policyJson([
    {
      Sid: 'Ceiling',
      Effect: 'Allow',
      Action: ceiling,
      Resource: ['*'],
      Condition: { StringEquals: { 'aws:RequestedRegion': regions } },
    },
    {
      Sid: 'NothingElse',
      Effect: 'Deny',
      NotAction: [...ceiling, ...(passes ? ['iam:PassRole'] : [])],
      Resource: ['*'],
    },
    ...(passes
      ? ([
          {
            Sid: 'HandOverToSageMaker',
            Effect: 'Allow',
            Action: ['iam:PassRole'],
            Resource: [`arn:${partition}:iam::${account}:role/*`],
            Condition: { StringEquals: toSageMaker },
          },
          {
            Sid: 'HandOverToNobodyElse',
            Effect: 'Deny',
            Action: ['iam:PassRole'],
            Resource: ['*'],
            Condition: { StringNotEquals: toSageMaker },
          },
          {
            Sid: 'HandOverNoGrant',
            Effect: 'Deny',
            Action: ['iam:PassRole'],
            Resource: [grantRoles(partition, account)],
          },
        ] as const)
      : []),
    ...(needed.includes('sagemaker:AddTags')
      ? ([
          {
            Sid: 'TagOnlyWhatIsMade',
            Effect: 'Deny',
            Action: ['sagemaker:AddTags'],
            Resource: ['*'],
            Condition: { Null: { 'sagemaker:TaggingAction': 'true' } },
          },
        ] as const)
      : []),
  ])
}

function shortened(action: string): string {
  return (
    /^sagemaker:(?:Describe|List)|^sagemaker-mlflow:(?:Get|List|Search)/.exec(action)?.[0].concat('*') ??
    action
  )
}
