import { describe, expect, it } from 'vitest'
import { alarmActionsConfigured } from '../../../../src/posture/checks/monitoring/alarm-actions-configured.ts'
import type { Alarm } from '../../../../src/posture/inventory/watch.ts'
import { aFilter, anAlarm, heardWorld } from '../../../support/heard.ts'
import { a, aGap, REGION, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'

const judged = (fields: Partial<Alarm>) =>
  verdicts(alarmActionsConfigured, heardWorld({ alarms: [anAlarm(fields)] }))

describe('alarm-actions-configured', () => {
  it.each<[string, Partial<Alarm>, string]>([
    ['has an action that is on', {}, 'pass: Its actions are on: 1 action.'],
    ['has no action', { actions: [] }, 'fail: It has no action for the ALARM state.'],
    ['has its actions off', { actionsEnabled: false }, 'fail: Its actions are switched off.'],
    ['scales something', { namespace: 'AWS/SageMaker' }, 'not-applicable: It watches no security event.'],
    ['is of another Region', { region: 'us-east-1' }, 'not-applicable: It watches no security event.'],
  ])('a security alarm that %s', (_what, fields, expected) => {
    expect(judged(fields)).toEqual([`changes ${expected}`])
  })

  it('leaves alone an alarm whose filter matches nothing', () => {
    const world = heardWorld({ metricFilters: [aFilter({ matches: seen([]) })] })
    expect(verdicts(alarmActionsConfigured, world)).toEqual([
      'changes not-applicable: It watches no security event.',
    ])
  })

  it('is unknown where the filters are hidden', () => {
    const world = heardWorld({ metricFilters: [] }, [aGap({ kind: 'metricFilters' })])
    expect(verdicts(alarmActionsConfigured, world)).toEqual([expect.stringContaining('changes unknown: ')])
  })

  it('does not apply without alarms', () => {
    expect(verdicts(alarmActionsConfigured, snapshotOf({ alarms: [] }))).toEqual([
      expect.stringContaining('not-applicable: There are no alarms'),
    ])
  })

  it('knows metrics by name and namespace alone, in the Region of the filter', () => {
    const other = a('metricFilters', {
      ...aFilter(),
      metrics: [{ namespace: 'Security', name: 'Other' }],
      region: REGION,
    })
    const world = heardWorld({ metricFilters: [other] })
    expect(verdicts(alarmActionsConfigured, world)).toEqual([
      'changes not-applicable: It watches no security event.',
    ])
  })
})
