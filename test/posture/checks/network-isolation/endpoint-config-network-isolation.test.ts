import { expect, it } from 'vitest'
import { endpointConfigNetworkIsolation } from '../../../../src/posture/checks/network-isolation/endpoint-config-network-isolation.ts'
import { snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aConfig } from '../../../support/samples.ts'

const roleArn = 'arn:aws:iam::111122223333:role/ml'

it.each([
  ['passes', { roleArn, ...{ networkIsolation: true } }, 'pass: Network isolation is on'],
  ['fails', { roleArn }, 'fail: Network isolation is off'],
  [
    'says nothing of configurations that name models',
    {},
    'not-applicable: Its models bring their own isolation.',
  ],
])('%s', (_, fields, expected) => {
  const endpointConfigs = [aConfig(fields)]
  expect(verdicts(endpointConfigNetworkIsolation, snapshotOf({ endpointConfigs }))).toEqual([
    `config ${expected}`,
  ])
})
