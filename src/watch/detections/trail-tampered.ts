import { defineDetection } from '../detection.ts'
import { leavesOf, type TrailEvent, text } from '../event.ts'

/** The record of what happens is switched off, deleted or narrowed. */
export const trailTampered = defineDetection({
  id: 'trail-tampered',
  title: 'A CloudTrail trail was stopped, deleted or changed',
  severity: 'critical',
  why: 'Whoever wants to hide what comes next stops the record first. Without a trail there is no evidence beyond ninety days, and alarms fall silent.',
  respond:
    'Start logging again at once (aws cloudtrail start-logging), then find out who did it and what they did meanwhile.',
  practice: 'logging',
  audit: 'cloudtrail-multi-region-logging',
  of: {
    sources: ['cloudtrail.amazonaws.com'],
    names: [
      'StopLogging',
      'DeleteTrail',
      'UpdateTrail',
      'PutEventSelectors',
      'PutInsightSelectors',
      'DeleteEventDataStore',
      'StopEventDataStoreIngestion',
    ],
  },
  detect: (event) => {
    if (event.errorCode !== null) return undefined
    return { subject: trailOf(event), more: event.name }
  },
})

/** Trails are named, or given by their ARN; both end alike. */
function trailOf({ asked }: TrailEvent): string {
  const named = text(asked.name) ?? text(asked.trailName) ?? text(asked.eventDataStore)
  const found =
    named ??
    leavesOf(asked)
      .map(([, value]) => text(value))
      .find((value) => value !== null)
  const name = found ?? 'unnamed trail'
  return name.slice(name.lastIndexOf('/') + 1)
}
