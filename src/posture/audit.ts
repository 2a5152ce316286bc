import type { EpochSeconds } from '../base/time.ts'
import type { Progress } from './ports.ts'
import type { Report } from './report.ts'
import type { Scope, ScopeProblem } from './scope.ts'

/** How an audit ended. `nothing-matched`: the scope named resources that do not exist (or cannot be seen). */
export type AuditOutcome =
  | { readonly outcome: 'report'; readonly report: Report }
  | { readonly outcome: 'nothing-matched'; readonly problems: readonly ScopeProblem[] }

/** Where a running audit is. */
export interface RunningAudit {
  readonly id: string
  readonly startedAt: EpochSeconds
  /** True for the caller that started it; false for one that joined a run of the same scope. */
  readonly started: boolean
  readonly finished: Promise<AuditOutcome>
}

/** The audits of one account. */
export interface Audits {
  /** Starts an audit, or joins the one of the same scope that is running. Progress is told at real milestones. */
  run(
    scope: Scope,
    options: { readonly useCache: boolean; readonly onProgress: (progress: Progress) => void },
  ): RunningAudit
  /** A kept report: by id, for buttons that are pressed later, by anybody who may see the message. */
  byId(id: string): Promise<Report | undefined>
}
