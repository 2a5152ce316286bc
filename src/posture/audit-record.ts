import type { EpochSeconds } from '../base/time.ts'
import type { Severity } from './practice.ts'
import type { Report } from './report.ts'
import { countsBySeverity, waivedFindings } from './summary.ts'

/** An audit in a few numbers, for lists and trends. */
export interface AuditRecord {
  readonly id: string
  readonly account: string
  readonly regions: readonly string[]
  /** Empty for everything. */
  readonly scope: readonly string[]
  readonly finishedAt: EpochSeconds
  /** 0 to 100, or null where nothing passed or failed. */
  readonly score: number | null
  /** 0 to 1. */
  readonly unknownShare: number
  readonly failing: Readonly<Record<Severity, number>>
  readonly waived: number
}

/** Keeps what each audit came to. */
export interface AuditRecords {
  note(record: AuditRecord): Promise<void>
  /** The newest first, at most so many. */
  newest(most: number): Promise<readonly AuditRecord[]>
}

/** What an audit came to. */
export function recordOf(report: Report): AuditRecord {
  const { id, account, regions, scope, finishedAt, score, unknownShare } = report
  const failing = countsBySeverity(report)
  return {
    id,
    account,
    regions,
    scope,
    finishedAt,
    score,
    unknownShare,
    failing,
    waived: waivedFindings(report).length,
  }
}
