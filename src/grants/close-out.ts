import type { EpochSeconds } from '../base/time.ts'

/** A call that was seen under a grant's role. */
export interface SeenCall {
  /** `service:Operation`. */
  readonly action: string
  /** The ARN it was about; null where the trail does not say. */
  readonly resource: string | null
  readonly at: EpochSeconds
  readonly denied: boolean
  /** The ARN of what it made; null: nothing. */
  readonly created: string | null
}

/** What was seen of a grant's use. */
export interface Observed {
  readonly seen: readonly SeenCall[]
  /** What could not be seen, one sentence each. Never taken for "nothing happened". */
  readonly gaps: readonly string[]
  /** ARNs of what was created and still runs. */
  readonly stillRunning: readonly string[]
  /** Up to when the trail was read. */
  readonly asOf: EpochSeconds
}

/** What was granted against what was used. */
export interface CloseOut {
  readonly grantId: string
  readonly asOf: EpochSeconds
  readonly used: ReadonlyArray<{ readonly action: string; readonly times: number }>
  /** Granted, observable, and not seen. */
  readonly unused: readonly string[]
  /** Granted, and of a kind that the trail does not show: used or not, nobody can say. */
  readonly notObservable: readonly string[]
  readonly denied: ReadonlyArray<{ readonly action: string; readonly times: number }>
  readonly created: readonly string[]
  readonly stillRunning: readonly string[]
  readonly gaps: readonly string[]
}
