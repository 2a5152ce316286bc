import { expect, it } from 'vitest'
import { domainVpcOnly } from '../../../../src/posture/checks/network-isolation/domain-vpc-only.ts'
import { snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aDomain } from '../../../support/samples.ts'

it.each([
  ['passes VpcOnly', aDomain({ networkAccess: 'VpcOnly' }), 'pass: AppNetworkAccessType is VpcOnly'],
  [
    'fails what the quick setup makes, though it has a VPC',
    aDomain(),
    'fail: AppNetworkAccessType is PublicInternetOnly',
  ],
  [
    'says nothing of a Unified Studio domain without a VPC',
    (({ vpcId: _, ...rest }) => rest)(aDomain()),
    'not-applicable: The domain has no VPC: Unified Studio manages it, and its blueprint sets the network.',
  ],
])('%s', (_, domain, expected) => {
  expect(verdicts(domainVpcOnly, snapshotOf({ domains: [domain] }))).toEqual([`studio ${expected}`])
})
