import { setTimeout as pause } from 'node:timers/promises'
import type { Granting } from './granting/open.ts'
import type { Logger } from './log.ts'
import type { Recurring, Schedule } from './schedule/schedule.ts'
import type { Watching } from './watching.ts'

export interface RecurringOptions {
  readonly schedule: Schedule
  /** Keeps grants true: an end that nobody waited for, a reminder, a message that Slack did not take. */
  readonly granting?: Pick<Granting, 'tend'>
  /** Sends the digests that are due. */
  readonly send: () => Promise<void>
  /** Sends what Slack did not take yet; it never throws. */
  readonly drain: () => Promise<void>
  readonly watching: Pick<Watching, 'tend'>
  readonly tendEverySeconds: number
  readonly lookEverySeconds: number
  readonly logger: Logger
}

/** A look may have to wait for CloudTrail, and a message for Slack; what is cut off is done again, and counts nothing twice. */
const LOOK_ENDS_MS = 2000

/** Begins everything that is done again and again. What is due each time is read from the records. */
export function beginRecurring(options: RecurringOptions): { stop(): Promise<void> } {
  const { schedule, granting, send, drain, watching, tendEverySeconds, lookEverySeconds, logger } = options
  const begin = (name: string, everySeconds: number, run: () => Promise<void>): Recurring =>
    schedule({
      name,
      everySeconds,
      run,
      onFailure: (error) => logger.warn({ work: name, err: error }, 'will be done again'),
    })
  const tending = granting && begin('grants', tendEverySeconds, granting.tend)
  const sending = begin('digests', tendEverySeconds, send)
  const looking = begin('trails', lookEverySeconds, watching.tend)
  const draining = begin('unsent messages', tendEverySeconds, drain)
  return {
    async stop() {
      const waiting = Promise.all([looking.stop(), draining.stop()])
      await Promise.race([waiting, pause(LOOK_ENDS_MS, undefined, { ref: false })])
      await tending?.stop()
      await sending.stop()
    },
  }
}
