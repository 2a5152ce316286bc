import { DAY_S, type EpochSeconds } from '../base/time.ts'
import type { Report } from '../posture/report.ts'
import { waivedFindings } from '../posture/summary.ts'

/** An accepted risk that counts again soon. */
export interface EndingWaiver {
  /** A check's id. */
  readonly check: string
  /** The name of a resource that it covers. */
  readonly resource: string
  /** Further findings that it covers. */
  readonly more: number
  /** Epoch seconds. */
  readonly until: EpochSeconds
}

const SOON_S = 7 * DAY_S

/** Waivers that end within a week, the next first: each once, however many findings it covers. */
export function endingSoon(report: Report, now: EpochSeconds): readonly EndingWaiver[] {
  const byWaiver = Map.groupBy(waivedFindings(report), ({ waived }) => waived?.waiver)
  return [...byWaiver.values()]
    .flatMap(([first, ...others]) =>
      first?.waived && first.waived.until > now && first.waived.until <= now + SOON_S
        ? [
            {
              check: first.check.id,
              resource: first.resource.name,
              more: others.length,
              until: first.waived.until,
            },
          ]
        : [],
    )
    .toSorted((a, b) => a.until - b.until)
}
