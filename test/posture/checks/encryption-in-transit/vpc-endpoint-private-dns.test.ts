import { expect, it } from 'vitest'
import { vpcEndpointPrivateDns } from '../../../../src/posture/checks/encryption-in-transit/vpc-endpoint-private-dns.ts'
import { snapshotOf, verdicts } from '../../../support/inventory.ts'
import { anEndpoint } from '../../../support/samples.ts'

it.each([
  ['com.amazonaws.eu-west-1.sagemaker.api', true, 'pass: Private DNS is on for sagemaker.api'],
  ['com.amazonaws.eu-west-1.sagemaker.api', false, 'fail: Private DNS is off for sagemaker.api'],
  ['com.amazonaws.eu-west-1.sagemaker.runtime-fips', false, 'fail: Private DNS is off for sagemaker.runtime'],
  ['aws.sagemaker.eu-west-1.notebook', false, 'fail: Private DNS is off for notebook'],
  ['aws.sagemaker.eu-west-1.studio', true, 'pass: Private DNS is on for studio'],
  ['com.amazonaws.eu-west-1.s3', false, 'not-applicable: This endpoint is for another service.'],
])('%s with private DNS %o: %s', (serviceName, privateDns, expected) => {
  const vpcEndpoints = [anEndpoint({ serviceName, privateDns })]
  expect(verdicts(vpcEndpointPrivateDns, snapshotOf({ vpcEndpoints }))).toEqual([`vpce-1 ${expected}`])
})
