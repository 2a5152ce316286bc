import { describe, expect, it } from 'vitest'
import { vpcEndpointPolicyRestrictive as check } from '../../../../src/posture/checks/network-access/vpc-endpoint-policy-restrictive.ts'
import { allow, deny } from '../../../support/iam.ts'
import { ACCOUNT, a, aGap, policy, snapshotOf, verdicts } from '../../../support/inventory.ts'

const judge = (serviceName: string, ...statements: Record<string, unknown>[]) =>
  verdicts(
    check,
    snapshotOf({
      vpcEndpoints: [
        a('vpcEndpoints', {
          name: 'vpce-1',
          id: 'vpce-1',
          vpcId: 'vpc-1',
          serviceName,
          type: 'Interface',
          state: 'available',
          privateDns: true,
          subnetIds: [],
          routeTableIds: [],
          securityGroupIds: [],
          ...(statements.length > 0 && { policy: policy(...statements) }),
        }),
      ],
    }),
  )[0]
const API = 'com.amazonaws.eu-west-1.sagemaker.api'
const S3 = 'com.amazonaws.eu-west-1.s3'
const all = (Condition?: Record<string, unknown>) => ({ ...allow('*', '*', Condition), Principal: '*' })
const OPEN = 'vpce-1 fail: Statement 1 of its policy lets anybody in'
const BOUND = 'vpce-1 pass: Its policy does not let anybody do anything to any resource'

describe('an endpoint policy', () => {
  it.each([
    ['that allows everything', API, [all()], OPEN],
    ['of S3 that allows all of S3', S3, [{ ...allow('s3:*'), Principal: '*' }], OPEN],
    ['of Studio that allows everything', 'aws.sagemaker.eu-west-1.studio', [all()], OPEN],
    ['for the organisation', API, [all({ StringEquals: { 'aws:PrincipalOrgID': 'o-acme' } })], BOUND],
    ['for the account', API, [all({ StringEquals: { 'aws:PrincipalAccount': ACCOUNT } })], BOUND],
    ['for resources of the account', S3, [all({ StringEquals: { 'aws:ResourceAccount': ACCOUNT } })], BOUND],
    [
      'for resources of the organisation',
      S3,
      [all({ StringEquals: { 'aws:ResourceOrgID': 'o-acme' } })],
      BOUND,
    ],
    ['that names the account', API, [{ ...allow('*'), Principal: { AWS: ACCOUNT } }], BOUND],
    ['for listed buckets', S3, [{ ...allow('s3:*', 'arn:aws:s3:::data/*'), Principal: '*' }], BOUND],
    [
      'that denies strangers',
      API,
      [all(), { ...deny('*', '*', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-acme' } }), Principal: '*' }],
      BOUND,
    ],
    [
      'that allows everything through itself',
      API,
      [all({ StringEquals: { 'aws:SourceVpce': 'vpce-1' } })],
      OPEN,
    ],
    [
      'that hangs on a tag',
      API,
      [all({ StringEquals: { 'aws:RequestTag/team': 'ml' } })],
      'vpce-1 unknown: It depends on the request: statement 1 of its policy depends on aws:RequestTag/team',
    ],
    [
      'of another service',
      'com.amazonaws.eu-west-1.ec2',
      [all()],
      'vpce-1 not-applicable: It is no endpoint of SageMaker or S3.',
    ],
    ['that does not exist', API, [], 'vpce-1 not-applicable: This service takes no endpoint policy.'],
  ])('%s', (_what, service, statements, verdict) => {
    expect(judge(service, ...statements)).toBe(verdict)
  })

  it('is unknown where the endpoints are hidden', () => {
    expect(verdicts(check, snapshotOf({}, [aGap({ kind: 'vpcEndpoints' })]))[0]).toMatch(
      /unknown: Could not be seen/,
    )
  })
})
