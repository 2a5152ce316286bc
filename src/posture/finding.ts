import type { EpochSeconds } from '../base/time.ts'
import type { Check } from './check.ts'
import type { ResourceRef } from './inventory/index.ts'
import type { Waived } from './waivers/waiver.ts'

/** The statuses of the whole product. */
export const STATUSES = ['pass', 'fail', 'unknown', 'not-applicable'] as const

export type Status = (typeof STATUSES)[number]

/** One verdict on one resource. Check and resource are shared objects: an audit can hold a million findings. */
export interface Finding {
  readonly check: Check
  readonly status: Status
  /** What was seen, or why nothing could be said. */
  readonly evidence: string
  readonly resource: ResourceRef
  /** When this failure was first seen; only on `fail`, and only where a history is kept. */
  firstSeenAt?: EpochSeconds
  /** The accepted risk that covers it; only on `fail`. It is then no failure, and out of the score, until that ends. */
  waived?: Waived
  /** When a waiver that covered it ended, if that was lately; only on `fail`, and not where another one covers it. */
  waiverEndedAt?: EpochSeconds
}

/** The identity of a finding through time: check and resource, nothing else. */
export function findingKey(finding: Finding): string {
  return keyOf(finding.check.id, finding.resource.arn)
}

/** The key of a finding from its two parts. */
export function keyOf(check: string, arn: string): string {
  return `${check}|${arn}`
}
