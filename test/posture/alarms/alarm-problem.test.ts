import { expect, it } from 'vitest'
import { alarmProblem } from '../../../src/posture/alarms/alarm-problem.ts'
import type { Alarm } from '../../../src/posture/inventory/watch.ts'
import { anAlarm } from '../../support/heard.ts'
import { NOW } from '../../support/inventory.ts'

const DAY = 86_400
const silent: Partial<Alarm> = { state: 'INSUFFICIENT_DATA', stateUpdatedAt: NOW - 4 * DAY }

it.each<[Partial<Alarm>, boolean, 'one' | 'rate', string | undefined]>([
  [{}, false, 'one', undefined],
  [{ threshold: 5 }, false, 'rate', undefined],
  [{ threshold: 5 }, false, 'one', 'needs 5 events before it fires'],
  [{ threshold: 0.5, comparison: 'GreaterThanThreshold' }, false, 'one', undefined],
  [
    { threshold: 5, statistic: 'Maximum' },
    false,
    'rate',
    'can never reach 5 by the Maximum of single events',
  ],
  [
    { comparison: 'LessThanOrEqualToThreshold' },
    false,
    'rate',
    'fires when there are few events, not when there is one',
  ],
  [{ actionsEnabled: false }, false, 'rate', 'has its actions switched off'],
  [{ actions: [] }, false, 'rate', 'has no action'],
  [silent, false, 'one', undefined],
  [silent, true, 'one', 'has had no data for 4 days'],
  [{ ...silent, stateUpdatedAt: NOW - DAY }, true, 'one', undefined],
])('%j, counting zeros %s, enough %s: %s', (fields, countsZeros, enough, expected) => {
  expect(alarmProblem(anAlarm(fields), countsZeros, enough, NOW)).toBe(expected)
})
