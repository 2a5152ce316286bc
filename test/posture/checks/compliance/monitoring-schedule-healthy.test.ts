import { describe, expect, it } from 'vitest'
import { monitoringScheduleHealthy } from '../../../../src/posture/checks/compliance/monitoring-schedule-healthy.ts'
import { aGap, NOW, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aWorkload } from '../../../support/samples.ts'

const HOUR = 3600
const ran = (status: string, hoursAgo = 1, failure?: string) => ({
  lastExecution: { status, at: NOW - hoursAgo * HOUR, ...(failure && { failure }) },
})
const judged = (fields: Record<string, unknown>) =>
  verdicts(
    monitoringScheduleHealthy,
    snapshotOf({
      monitoringSchedules: [aWorkload('monitoringSchedules', [], { status: 'Scheduled', ...fields })],
    }),
  )

describe('monitoring-schedule-healthy', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['ran', ran('Completed'), 'pass: Its last run ended as Completed.'],
    [
      'found violations',
      ran('CompletedWithViolations'),
      'pass: Its last run ended as CompletedWithViolations.',
    ],
    ['failed', ran('Failed', 1, 'AlgorithmError: exit code 1'), 'fail: Its last run failed.'],
    [
      'had nothing to look at yet',
      ran('Failed', 1, 'No S3 objects found under S3 URL'),
      'not-applicable: Its last run found no captured data yet.',
    ],
    ['was stopped', { status: 'Stopped', ...ran('Completed') }, 'fail: The schedule is Stopped.'],
    ['broke', { status: 'Failed' }, 'fail: The schedule is Failed.'],
    ['is new', { status: 'Pending' }, 'not-applicable: It is being set up.'],
    ['missed two days', ran('Completed', 72), 'fail: It has not run for 3 days, two periods or more.'],
    ['never ran', { createdAt: NOW - 72 * HOUR }, 'fail: It has not run for 3 days, two periods or more.'],
    ['was made just now', { createdAt: NOW - HOUR }, 'not-applicable: It has not run yet.'],
    ['runs once', { expression: 'NOW', ...ran('Completed', 720) }, 'pass: Its last run ended as Completed.'],
  ])('a schedule that %s', (_what, fields, expected) => {
    expect(judged(fields)).toEqual([`sample ${expected}`])
  })

  it('is unknown where schedules are hidden', () => {
    const hidden = snapshotOf({}, [aGap({ kind: 'monitoringSchedules' })])
    expect(verdicts(monitoringScheduleHealthy, hidden)).toEqual([expect.stringContaining('unknown')])
  })

  it('does not apply without schedules', () => {
    expect(verdicts(monitoringScheduleHealthy, snapshotOf({ monitoringSchedules: [] }))).toEqual([
      expect.stringContaining('not-applicable'),
    ])
  })
})
