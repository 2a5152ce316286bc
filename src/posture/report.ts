import type { EpochSeconds } from '../base/time.ts'
import type { Finding, Status } from './finding.ts'
import type { Kind } from './inventory/index.ts'
import type { Gap } from './snapshot.ts'

/** A gap and the checks whose verdicts it hid. */
export interface ReportedGap extends Gap {
  readonly checks: readonly string[]
}

/** What changed since the last complete audit of the same scope. Absent on the first. */
export interface Comparison {
  readonly since: EpochSeconds
  /** Keys of findings that fail now and did not then. */
  readonly opened: readonly string[]
  /** Keys of findings that failed then and pass, are gone or no longer apply now. */
  readonly fixed: readonly string[]
}

/** The result of an audit: what every view, file and store is made from. */
export interface Report {
  readonly id: string
  readonly account: string
  readonly regions: readonly string[]
  /** The scope as the person would write it; empty for everything. */
  readonly scope: readonly string[]
  readonly startedAt: EpochSeconds
  readonly finishedAt: EpochSeconds
  readonly totals: Readonly<Record<Status, number>>
  /** 0 to 100 over pass and fail, or `null` where there is neither. */
  readonly score: number | null
  /** Share of verdicts (of those that apply) that are unknown, 0 to 1. */
  readonly unknownShare: number
  readonly findings: readonly Finding[]
  readonly gaps: readonly ReportedGap[]
  readonly calls: { readonly total: number; readonly byOperation: Readonly<Record<string, number>> }
  /** Resources seen, by kind. */
  readonly resources: Readonly<Partial<Record<Kind, number>>>
  readonly comparison?: Comparison
}
