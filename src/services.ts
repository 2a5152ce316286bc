import type { Audits } from './posture/audit.ts'
import type { Check } from './posture/check.ts'

/** A piece of work that a message in Slack waits for. Kept, so that a killed process can repair its message. */
export interface OpenJob {
  readonly id: string
  /** The command line as it was typed, e.g. `audit notebooks`. */
  readonly text: string
  readonly userId: string
  /** Where it is shown, or where it was asked; absent before there is a message for what was asked outside a channel. */
  readonly channelId?: string
  /** Timestamp of the message that shows the progress; absent until Slack has told it. */
  readonly messageTs?: string
  /** Epoch seconds. */
  readonly startedAt: number
}

/** Remembers open jobs across a crash. */
export interface OpenJobs {
  open(job: OpenJob): Promise<void>
  close(id: string): Promise<void>
  /** Jobs that were open when an earlier process ended. */
  leftovers(): Promise<readonly OpenJob[]>
}

/** Everything the bot can do, in one screen. Commands see only this. */
export interface Services {
  readonly checks: readonly Check[]
  /** The Regions that are audited where a scope names none, and the only ones that it may name. */
  readonly regions: readonly string[]
  readonly audits: Audits
  readonly openJobs: OpenJobs
}
