import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { known } from '../../snapshot.ts'

export const alarmActionsConfigured = defineCheck({
  id: 'alarm-actions-configured',
  title: 'Security alarms must have actions that are on',
  practice: 'monitoring',
  severity: 'medium',
  tier: 'core',
  controls: {
    fsbp: ['CloudWatch.15', 'CloudWatch.17'],
    nist80053r5: [
      'AU-6(1)',
      'AU-6(5)',
      'AU-12(3)',
      'AU-14(a)',
      'AU-14(b)',
      'CA-2(2)',
      'CA-7',
      'CA-7(b)',
      'PM-14(a)(1)',
      'PM-14(b)',
      'PM-31',
      'SC-36(1)(a)',
      'SI-2(a)',
      'SI-4(12)',
      'SI-5(1)',
      'SI-5(b)',
    ],
    pciDss4: [
      '10.2.1.1',
      '10.4.1',
      '10.4.1.1',
      '10.4.2',
      '10.4.3',
      '10.6.3',
      '10.7.1',
      '10.7.2',
      '11.5.2',
      '11.6.1',
      '12.10.5',
      'A3.3.1',
      'A3.5.1',
    ],
    hipaa: ['§164.308(a)(6)(i)', '§164.312(b)'],
    soc2: ['CC4.2', 'CC7.2', 'CC7.3', 'CC7.4'],
  },
  why: 'An alarm without an action, or with its actions switched off, turns red and tells nobody.',
  fix: {
    summary: 'Give the alarm an action and switch its actions on.',
    console:
      'CloudWatch > Alarms > the alarm > Actions > Edit > Notification: In alarm > an SNS topic; then Actions > Alarm actions > Enable.',
    cli: 'aws cloudwatch enable-alarm-actions --alarm-names ALARM',
    effect: 'in-place',
  },
  of: 'alarms',
  with: ['metricFilters'],
  evaluate: (alarm, see) => {
    const { namespace, metricName, actions, actionsEnabled } = alarm
    const watched = see.metricFilters.some(
      (filter) =>
        filter.region === alarm.region &&
        filter.metrics.some((metric) => metric.namespace === namespace && metric.name === metricName) &&
        known(filter.matches).length > 0,
    )
    if (!watched) return notApplicable('It watches no security event.')
    if (actions.length === 0) return fail('It has no action for the ALARM state.')
    if (!actionsEnabled) return fail('Its actions are switched off.')
    return pass(`Its actions are on: ${actions.length === 1 ? '1 action' : `${actions.length} actions`}.`)
  },
})
