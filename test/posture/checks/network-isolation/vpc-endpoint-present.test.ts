import { describe, expect, it } from 'vitest'
import { vpcEndpointPresentChecks } from '../../../../src/posture/checks/network-isolation/vpc-endpoint-present.ts'
import { aGap, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { anEndpoint, aTable, aVpc, named } from '../../../support/samples.ts'

const endpointFor = (service: string) => anEndpoint({ serviceName: `com.amazonaws.eu-west-1.${service}` })

describe.each([
  ['vpc-endpoint-sagemaker-api', 'sagemaker.api'],
  ['vpc-endpoint-sagemaker-runtime', 'sagemaker.runtime'],
  ['vpc-endpoint-sts', 'sts'],
  ['vpc-endpoint-logs', 'logs'],
])('%s', (id, service) => {
  const check = named(vpcEndpointPresentChecks, id)
  const good = endpointFor(service)
  const missing = `fail: No endpoint for ${service} is available in vpc-1`

  it.each([
    ['passes where it is available', [good], [], `pass: An endpoint for ${service} is available`],
    ['fails where there is none', [], [], missing],
    ['fails where it is not ready', [{ ...good, state: 'pending' }], [], missing],
    ['fails where it is in another VPC', [{ ...good, vpcId: 'vpc-2' }], [], missing],
    ['fails where it is for another service', [endpointFor('kms')], ['0.0.0.0/0 nat-1'], missing],
    [
      'cannot tell where a central VPC may have it',
      [],
      ['10.9.0.0/16 tgw-1'],
      `unknown: ${service} may be reached through tgw-1.`,
    ],
  ])('%s', (_, vpcEndpoints, routes, expected) => {
    const snapshot = snapshotOf({ vpcs: [aVpc()], vpcEndpoints, routeTables: [aTable(routes)] })
    expect(verdicts(check, snapshot)).toEqual([`vpc-1 ${expected}`])
  })

  it.each(['vpcEndpoints', 'routeTables'] as const)('is unknown where %s are hidden', (kind) => {
    expect(statuses(check, snapshotOf({ vpcs: [aVpc()] }, [aGap({ kind })]))).toEqual(['unknown'])
  })

  it('passes one that is seen, whatever else is hidden', () => {
    const snapshot = snapshotOf({ vpcs: [aVpc()], vpcEndpoints: [good] }, [aGap({ kind: 'vpcEndpoints' })])
    expect(statuses(check, snapshot)).toEqual(['pass'])
  })

  it('says nothing of a VPC that nobody uses', () => {
    expect(statuses(check, snapshotOf({ vpcs: [aVpc({ usedBy: [] })] }))).toEqual(['not-applicable'])
  })
})

it.each([
  [
    ['ecr.api', 'ecr.dkr'],
    'pass: An endpoint for ecr.api is available; An endpoint for ecr.dkr is available',
  ],
  [['ecr.api'], 'fail: No endpoint for ecr.dkr is available in vpc-1'],
  [[], 'fail: No endpoint for ecr.api is available in vpc-1; No endpoint for ecr.dkr is available in vpc-1'],
])('image pulls need both endpoints: %j', (services, expected) => {
  const check = named(vpcEndpointPresentChecks, 'vpc-endpoint-ecr-api-ecr-dkr')
  const snapshot = snapshotOf({ vpcs: [aVpc()], vpcEndpoints: services.map(endpointFor), routeTables: [] })
  expect(verdicts(check, snapshot)).toEqual([`vpc-1 ${expected}`])
})
