import { DAY_S, type EpochSeconds } from '../base/time.ts'
import type { Finding } from '../posture/finding.ts'

/** A risk that was accepted for a time. */
export interface WaivedRisk {
  /** A check's id. */
  readonly check: string
  /** The ARN of one resource. */
  readonly resource: string
  /** Epoch seconds; from here on the finding counts again. */
  readonly until: EpochSeconds
}

const SOON_S = 7 * DAY_S

/** Waivers that end within a week, the next first. */
export function endingSoon(waivers: readonly WaivedRisk[], now: EpochSeconds): readonly WaivedRisk[] {
  return waivers
    .filter(({ until }) => until > now && until <= now + SOON_S)
    .toSorted((a, b) => a.until - b.until)
}

/** Tells whether a finding is waived now. */
export function waivedNow(waivers: readonly WaivedRisk[], now: EpochSeconds): (finding: Finding) => boolean {
  const keys = new Set(
    waivers.filter(({ until }) => until > now).map((each) => `${each.check}|${each.resource}`),
  )
  return ({ check, resource }) => keys.has(`${check.id}|${resource.arn}`)
}
