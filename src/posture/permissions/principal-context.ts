import { parseArn } from '../../base/arn.ts'
import type { ContextEntries } from '../../base/policy/context.ts'
import { UNNAMED } from '../../base/policy/unnamed.ts'
import { type EpochSeconds, isoTime } from '../../base/time.ts'
import type { IamPrincipal } from '../inventory/iam.ts'
import { principalTagKeys } from './principal-tags.ts'

/** Keys that AWS sets only where a service calls on somebody's behalf: a person or a job calls directly. */
const DIRECT: ContextEntries = {
  'aws:SecureTransport': 'true',
  'aws:ViaAWSService': 'false',
  'aws:CalledVia': null,
  'aws:CalledViaFirst': null,
  'aws:CalledViaLast': null,
  'aws:PrincipalIsAWSService': 'false',
  'aws:PrincipalServiceName': null,
  'aws:PrincipalServiceNamesList': null,
  'aws:SourceArn': null,
  'aws:SourceAccount': null,
  'aws:SourceOrgID': null,
  'aws:SourceOrgPaths': null,
  'kms:ViaService': null,
}

/** A resource that nobody named has no tags and no alias. */
const UNTAGGED: ContextEntries = {
  'aws:ResourceTag/*': null,
  's3:ExistingObjectTag/*': null,
  's3:BucketTag/*': null,
  'iam:ResourceTag/*': null,
  'sagemaker:ResourceTag/*': null,
  'secretsmanager:ResourceTag/*': null,
  'ssm:resourceTag/*': null,
  'kms:ResourceAliases': null,
}

/**
 * What is known of a direct call by a principal before it is made; every other key stays unknown. A bucket that nobody
 * named lies in an account that nobody named. Source: IAM User Guide, "AWS global condition context keys".
 */
export function principalContext(
  principal: IamPrincipal,
  resource: string,
  now: EpochSeconds,
): ContextEntries {
  const account = parseArn(principal.arn)?.account ?? principal.account
  const role = principal.kind === 'iamRoles'
  const arn = parseArn(resource)
  const unnamed = resource.includes(UNNAMED)
  const owner = arn?.account || (unnamed ? UNNAMED : undefined)
  return {
    ...DIRECT,
    ...(unnamed && UNTAGGED),
    ...(owner !== undefined && { 'aws:ResourceAccount': owner, 's3:ResourceAccount': owner }),
    ...(owner === UNNAMED && { 'aws:ResourceOrgID': UNNAMED, 'aws:ResourceOrgPaths': UNNAMED }),
    ...principalTagKeys(principal),
    'aws:PrincipalArn': principal.arn,
    'aws:PrincipalAccount': account,
    'kms:CallerAccount': account,
    'aws:PrincipalType': role ? 'AssumedRole' : 'User',
    'aws:username': role ? null : principal.name,
    'aws:CurrentTime': isoTime(now),
    'aws:EpochTime': String(now),
  }
}
