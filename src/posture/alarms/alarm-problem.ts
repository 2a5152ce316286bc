import { DAY_S, type EpochSeconds, spellDuration } from '../../base/time.ts'
import type { Alarm } from '../inventory/watch.ts'

/** `one`: a single event must be enough to be heard. `rate`: several may be needed. */
export type Enough = 'one' | 'rate'

/** How long an alarm may be without data before that tells something, in seconds. */
const QUIET_S = 3 * DAY_S

/**
 * Why an alarm would stay silent, or `undefined`. Its metric is taken to rise by one per event. `countsZeros`: the
 * metric is also published while nothing happens, so that missing data means that something is broken.
 */
export function alarmProblem(
  alarm: Alarm,
  countsZeros: boolean,
  enough: Enough,
  now: EpochSeconds,
): string | undefined {
  if (!alarm.actionsEnabled) return 'has its actions switched off'
  if (alarm.actions.length === 0) return 'has no action'
  if (alarm.comparison?.startsWith('LessThan'))
    return 'fires when there are few events, not when there is one'
  if (alarm.threshold !== undefined) {
    const needed =
      alarm.comparison === 'GreaterThanThreshold'
        ? Math.floor(alarm.threshold) + 1
        : Math.ceil(alarm.threshold)
    const adds = ['Sum', 'SampleCount', undefined].includes(alarm.statistic)
    if (needed > 1 && !adds) return `can never reach ${needed} by the ${alarm.statistic} of single events`
    if (needed > 1 && enough === 'one') return `needs ${needed} events before it fires`
  }
  const since = alarm.stateUpdatedAt === undefined ? 0 : now - alarm.stateUpdatedAt
  // A filter without default value is silent until the first event, and its alarm rightly has no data.
  if (alarm.state === 'INSUFFICIENT_DATA' && countsZeros && since > QUIET_S)
    return `has had no data for ${spellDuration(since)}`
  return undefined
}
