import { defineDetection } from '../detection.ts'
import { leavesOf, text } from '../event.ts'

/** Config, GuardDuty, Security Hub or a log group is switched off. */
export const detectionOff = defineDetection({
  id: 'detection-off',
  title: 'A security service was switched off',
  severity: 'critical',
  why: 'AWS Config, GuardDuty, Security Hub, flow logs and alarms are how anybody would notice. Switching one off comes before what should not be noticed.',
  respond: 'Switch it on again, then find out who did it and what they did meanwhile.',
  practice: 'monitoring',
  audit: 'monitoring',
  of: {
    names: [
      'StopConfigurationRecorder',
      'DeleteConfigurationRecorder',
      'DeleteDeliveryChannel',
      'DeleteDetector',
      'DisableSecurityHub',
      'DeleteFlowLogs',
      'DeleteAlarms',
      'DisableAlarmActions',
    ],
  },
  detect: (event) => {
    if (event.errorCode !== null) return undefined
    const named = leavesOf(event.asked)
      .map(([, value]) => text(value))
      .find((value) => value !== null)
    return { subject: named ?? event.source, more: event.name }
  },
})
