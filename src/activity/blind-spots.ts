import { type EpochSeconds, isoTime, MINUTE_S } from '../base/time.ts'
import type { LogRead } from './log.ts'

/** Calls are shown up to so much later. Source: CloudTrail User Guide, "How CloudTrail works". */
const DELAY_S = 15 * MINUTE_S

/** What should have been read and was not, a sentence each. Plain text, not escaped. */
export function gapsIn({ gaps, completeFrom }: LogRead, from: EpochSeconds): readonly string[] {
  const cut = `Calls before ${isoTime(completeFrom)} were not all read: there were too many, or not enough time.`
  return [...gaps, ...(completeFrom > from ? [cut] : [])]
}

/**
 * What this log never shows, a sentence each, whatever it showed. Source: CloudTrail User Guide, "Working with CloudTrail
 * event history" and "Logging data events"; SageMaker Developer Guide, "Logging Amazon SageMaker API calls with AWS
 * CloudTrail".
 */
export function blindSpots({ asOf, regions }: LogRead): readonly string[] {
  const where =
    regions.length > 0 ? `Only these Regions were read: ${regions.join(', ')}.` : 'No Region was read whole.'
  return [
    'Never in this log: InvokeEndpoint, and reading or writing feature-store records. Only a trail with data events keeps those.',
    `Calls after ${isoTime(asOf - DELAY_S)} may still be missing: CloudTrail shows them up to 15 minutes late, and keeps them for 90 days.`,
    where,
  ]
}
