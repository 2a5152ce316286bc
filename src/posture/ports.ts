import type { EpochSeconds } from '../base/time.ts'
import type { Baseline } from './baseline.ts'
import type { Kind } from './inventory/index.ts'
import type { Report } from './report.ts'
import type { Snapshot } from './snapshot.ts'

/** How far a collection is. `calls` counts requests sent to AWS so far. */
export interface Progress {
  readonly phase: 'collecting' | 'judging' | 'keeping' | 'done'
  /** Kinds finished, and all kinds to read (kind × Region). */
  readonly done: number
  readonly total: number
  /** Kinds being read right now, e.g. `['notebooks', 'iamRoles']`. */
  readonly reading: readonly Kind[]
  readonly resources: number
  readonly calls: number
}

/** What to read. */
export interface CollectRequest {
  readonly kinds: readonly Kind[]
  readonly regions: readonly string[]
  /** Jobs created before this instant are left out. */
  readonly jobsSince: EpochSeconds
  /** Nothing is started after this instant; what is missing by then is a gap with cause `unavailable`. */
  readonly deadline: EpochSeconds
  readonly baseline: Baseline
  /** False: descriptions kept from earlier audits are not used. */
  readonly useCache: boolean
}

/** What a collection brought. */
export interface Collected {
  readonly account: string
  readonly snapshot: Snapshot
  readonly calls: { readonly total: number; readonly byOperation: Readonly<Record<string, number>> }
}

/** Reads AWS. Never throws for a failed call: that is a gap. Throws where nothing at all can be read (no credentials). */
export type Collect = (
  request: CollectRequest,
  onProgress: (progress: Progress) => void,
) => Promise<Collected>

/** What is known of one failing finding through time. */
export interface FindingState {
  readonly firstSeenAt: EpochSeconds
  /** As of the last write. Every later audit of its scope saw it too, as long as it is among the open ones. */
  readonly lastSeenAt: EpochSeconds
  /** When it was last found fixed, for 90 days: it came back since. */
  readonly fixedAt?: EpochSeconds
}

/** An audit as it is kept: enough to show it again and to compare the next one with it. */
export interface KeptAudit {
  readonly id: string
  /** The normalised scope, Regions and account: two audits with the same key are of the same thing. */
  readonly scopeKey: string
  readonly report: Report
}

/** An earlier audit, reduced to what failed. */
export type Failures = Pick<Report, 'id' | 'finishedAt' | 'findings'>

/** Keeps audits and the state of findings. Writes only what changed. */
export interface AuditStore {
  /** What failed in the newest complete audit of this scope, if there is one. The rest of it is not read. */
  latestFailures(scopeKey: string): Promise<Failures | undefined>
  byId(id: string): Promise<KeptAudit | undefined>
  keep(audit: KeptAudit): Promise<void>
  /** Failing findings known so far, by finding key, for these checks in this account. */
  states(account: string, checks: readonly string[]): Promise<ReadonlyMap<string, FindingState>>
  /** Replaces the states of one audit: opened, still there, gone. */
  saveStates(
    account: string,
    changes: {
      readonly opened: ReadonlyMap<string, FindingState>
      readonly fixed: readonly string[]
      readonly at: EpochSeconds
    },
  ): Promise<void>
}
