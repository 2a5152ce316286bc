import type { EpochSeconds } from '../base/time.ts'
import type { LogEvent } from './event.ts'

/** How calls are found in the log, which takes one attribute at a time. */
export type Trace =
  /** Every call on SageMaker. */
  | { readonly by: 'service' }
  /** The calls of an IAM user. */
  | { readonly by: 'user'; readonly name: string }
  /** The calls of every session of a role; `sessionNames`: under which its console sessions are known. */
  | { readonly by: 'role'; readonly arn: string; readonly sessionNames: readonly string[] }

/** What is read, newest first, until it is all read or a bound is met. */
export interface LogSpan {
  readonly from: EpochSeconds
  readonly to: EpochSeconds
}

/** What the log showed. No call seen is no proof of no call where there are gaps. */
export interface LogRead {
  /** Oldest first, each once. */
  readonly events: readonly LogEvent[]
  /** What could not be read, in a sentence each: never to be taken for nothing. Plain text, not escaped. */
  readonly gaps: readonly string[]
  /** From here on everything was read that the log would show; before, there may be more. */
  readonly completeFrom: EpochSeconds
  readonly regions: readonly string[]
  /** When it was read. */
  readonly asOf: EpochSeconds
}

/** How far the reading of the log is. */
export interface LogProgress {
  readonly events: number
  /** The oldest moment that was reached so far; null before the first answer. */
  readonly reached: EpochSeconds | null
}

/** Reads the log along these traces. Never throws for what AWS refuses. */
export type ReadLog = (
  traces: readonly Trace[],
  span: LogSpan,
  onProgress: (progress: LogProgress) => void,
) => Promise<LogRead>

/** Names of the account that words can mean. `gap`: why there may be more. */
export interface Directory {
  readonly users: readonly Named[]
  readonly roles: readonly Named[]
  readonly gap: string | null
}

export interface Named {
  readonly name: string
  readonly arn: string
}

/** A file for the thread. */
export interface TextFile {
  readonly filename: string
  readonly title: string
  readonly content: string
}
