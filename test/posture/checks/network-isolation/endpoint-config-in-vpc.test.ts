import { expect, it } from 'vitest'
import { endpointConfigInVpc } from '../../../../src/posture/checks/network-isolation/endpoint-config-in-vpc.ts'
import { snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aConfig } from '../../../support/samples.ts'

const roleArn = 'arn:aws:iam::111122223333:role/ml'

it.each([
  [
    'passes',
    { roleArn, ...{ vpc: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] } } },
    'pass: Runs in subnet-1',
  ],
  ['fails', { roleArn }, 'fail: No VPC is set'],
  [
    'says nothing of configurations that name models',
    {},
    'not-applicable: Its models bring their own network settings.',
  ],
])('%s', (_, fields, expected) => {
  const endpointConfigs = [aConfig(fields)]
  expect(verdicts(endpointConfigInVpc, snapshotOf({ endpointConfigs }))).toEqual([`config ${expected}`])
})
