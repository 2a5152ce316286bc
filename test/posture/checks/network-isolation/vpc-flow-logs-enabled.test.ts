import { expect, it } from 'vitest'
import { vpcFlowLogsEnabled } from '../../../../src/posture/checks/network-isolation/vpc-flow-logs-enabled.ts'
import type { FlowLog } from '../../../../src/posture/inventory/network.ts'
import { aGap, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aFlowLog, aSubnet, aVpc } from '../../../support/samples.ts'

const of = (resourceId: string) => aFlowLog({ resourceId })

it.each<[string, readonly FlowLog[], string]>([
  ['passes a log of everything', [aFlowLog()], 'pass: A flow log of the VPC records refused traffic'],
  [
    'passes a log of what is refused',
    [aFlowLog({ trafficType: 'REJECT' })],
    'pass: A flow log of the VPC records refused traffic',
  ],
  [
    'passes logs of all subnets',
    [of('subnet-1'), of('subnet-2')],
    'pass: Flow logs of all SageMaker subnets record refused traffic',
  ],
  ['fails without a log', [], 'fail: There is no flow log'],
  ['fails a log of another VPC', [of('vpc-2')], 'fail: There is no flow log'],
  ['fails where one subnet has none', [of('subnet-1')], 'fail: There is no flow log of subnet-2'],
  [
    'fails a log of what is accepted alone',
    [aFlowLog({ trafficType: 'ACCEPT' })],
    'fail: The flow log of vpc-1 leaves refused traffic out',
  ],
  [
    'fails a log that cannot be delivered',
    [aFlowLog({ delivery: 'FAILED' })],
    'fail: The flow log of vpc-1 cannot be delivered',
  ],
  ['fails a log that is off', [aFlowLog({ active: false })], 'fail: The flow log of vpc-1 is not active'],
  [
    'passes one good log among bad ones',
    [aFlowLog({ active: false }), aFlowLog()],
    'pass: A flow log of the VPC records refused traffic',
  ],
])('%s', (_, flowLogs, expected) => {
  const subnets = [aSubnet(), aSubnet({ name: 'subnet-2' }), aSubnet({ name: 'subnet-3', vpcId: 'vpc-2' })]
  const snapshot = snapshotOf({ vpcs: [aVpc()], subnets, flowLogs })
  expect(verdicts(vpcFlowLogsEnabled, snapshot)).toEqual([`vpc-1 ${expected}`])
})

it.each(['flowLogs', 'subnets'] as const)('is unknown where %s are hidden', (kind) => {
  expect(statuses(vpcFlowLogsEnabled, snapshotOf({ vpcs: [aVpc()] }, [aGap({ kind })]))).toEqual(['unknown'])
})

it('passes a log that is seen, whatever else is hidden', () => {
  const snapshot = snapshotOf({ vpcs: [aVpc()], flowLogs: [aFlowLog()] }, [
    aGap({ kind: 'flowLogs' }),
    aGap({ kind: 'subnets' }),
  ])
  expect(statuses(vpcFlowLogsEnabled, snapshot)).toEqual(['pass'])
})
