import { DAY_S, type EpochSeconds, HOUR_S, spellDuration } from '../../../base/time.ts'
import { defineCheck, fail, notApplicable, pass, type Verdict } from '../../check.ts'
import type { MonitoringSchedule } from '../../inventory/workloads.ts'

/** Two of the longest periods that a schedule can have, and the hour within which SageMaker starts a run. */
const TWO_PERIODS_S = 2 * DAY_S + HOUR_S

/** What a run says that found nothing to look at: no failure of the schedule. */
const NO_DATA = /no (?:captured )?(?:data|s3 objects|files)|did not find any|captured data.*not found/i

export const monitoringScheduleHealthy = defineCheck({
  id: 'monitoring-schedule-healthy',
  title: 'Monitoring schedules must run and not fail',
  practice: 'compliance',
  severity: 'medium',
  tier: 'core',
  controls: {},
  why: 'A schedule that stopped or fails looks like monitoring in every overview, while drift, bias and poisoned input go unseen.',
  fix: {
    summary: 'Read why the last run failed, put that right, and start the schedule again.',
    console:
      'SageMaker AI console › Governance › Model dashboard › the model › Monitoring schedule › the last execution.',
    cli: 'aws sagemaker list-monitoring-executions --monitoring-schedule-name SCHEDULE --max-results 1\naws sagemaker start-monitoring-schedule --monitoring-schedule-name SCHEDULE',
    effect: 'in-place',
  },
  of: 'monitoringSchedules',
  evaluate: (schedule, see) => {
    if (schedule.status === 'Pending') return notApplicable('It is being set up.')
    if (schedule.status !== 'Scheduled') return fail(`The schedule is ${schedule.status}.`)
    return lastRun(schedule, see.now)
  },
})

function lastRun(
  { lastExecution: last, expression, createdAt }: MonitoringSchedule,
  now: EpochSeconds,
): Verdict {
  const since = now - (last?.at ?? createdAt ?? now)
  if (last?.status === 'Failed')
    return NO_DATA.test(last.failure ?? '')
      ? notApplicable('Its last run found no captured data yet.')
      : fail('Its last run failed.')
  if (since > TWO_PERIODS_S && expression !== 'NOW')
    return fail(`It has not run for ${spellDuration(since)}, two periods or more.`)
  if (last === undefined) return notApplicable('It has not run yet.')
  return pass(`Its last run ended as ${last.status}.`)
}
