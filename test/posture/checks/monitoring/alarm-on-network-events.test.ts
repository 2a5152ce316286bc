import { describe, expect, it } from 'vitest'
import { alarmOnNetworkEvents } from '../../../../src/posture/checks/monitoring/alarm-on-network-events.ts'
import { ALL_EVENTS, aFilter, heardWorld } from '../../../support/heard.ts'
import { REGION, seen, verdicts } from '../../../support/inventory.ts'
import { named } from '../../../support/samples.ts'

const without = (id: string) =>
  heardWorld({ metricFilters: [aFilter({ matches: seen(ALL_EVENTS.filter((one) => one !== id)) })] })

describe('alarms on changes of networks', () => {
  it.each([
    ['alarm-security-group-changes', 'RevokeSecurityGroupEgress', 6],
    ['alarm-nacl-changes', 'ReplaceNetworkAclAssociation', 6],
    ['alarm-gateway-changes', 'DetachInternetGateway', 6],
    ['alarm-route-table-changes', 'DisassociateRouteTable', 7],
    ['alarm-vpc-changes', 'RejectVpcPeeringConnection', 7],
  ])('%s want %s heard among others', (id, event, all) => {
    expect(verdicts(named(alarmOnNetworkEvents, id), without(`ec2/${event}`))).toEqual([
      `${REGION} fail: Nobody hears of ${event}: no metric filter of trail and no EventBridge rule matches it. Of ${all} events, 1 goes unheard.`,
    ])
  })

  it('do not ask for ClassicLink calls, which no longer exist', () => {
    expect(named(alarmOnNetworkEvents, 'alarm-vpc-changes').fix.cli).not.toContain('ClassicLink')
  })
})
