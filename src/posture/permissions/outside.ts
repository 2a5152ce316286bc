import type { ContextEntries } from '../../base/policy/context.ts'
import { UNNAMED } from '../../base/policy/unnamed.ts'

/** A request over the internet, from an address of a class that nobody owns, and through no VPC endpoint. */
export const FROM_ANYWHERE: ContextEntries = {
  'aws:SourceIp': '240.0.0.1',
  'aws:SourceVpc': null,
  'aws:SourceVpcArn': null,
  'aws:SourceVpce': null,
  'aws:VpcSourceIp': null,
  'aws:VpceAccount': null,
  'aws:VpceOrgID': null,
  'aws:VpceOrgPaths': null,
}

/** A principal of another account and organisation, for the policies of buckets, keys and endpoints. */
export function stranger(account: string): ContextEntries {
  return {
    'aws:PrincipalAccount': account,
    'aws:PrincipalArn': `arn:aws:iam::${account}:user/${UNNAMED}`,
    'aws:PrincipalOrgID': UNNAMED,
    'aws:PrincipalOrgPaths': UNNAMED,
    'aws:PrincipalType': 'User',
    'aws:PrincipalTag/*': null,
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalServiceName': null,
    'aws:PrincipalServiceNamesList': null,
    'aws:ViaAWSService': 'false',
    'aws:CalledVia': null,
    'aws:SourceArn': null,
    'aws:SourceAccount': null,
    'aws:SourceOrgID': null,
    'aws:SecureTransport': 'true',
    'aws:userid': UNNAMED,
    'kms:CallerAccount': account,
    'kms:ViaService': null,
    'kms:GrantIsForAWSResource': 'false',
  }
}
