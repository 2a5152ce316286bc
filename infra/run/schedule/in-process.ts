import { Cron } from 'croner'
import { MINUTE_S } from '../../../src/base/time.ts'
import type { Schedule } from './schedule.ts'
import { takeTurns } from './turns.ts'

/** Schedules with timers of this process. Only how often is decided here: what is due, the work reads from its records. */
export const inProcess: Schedule = (work) => {
  const turns = takeTurns(work)
  // In UTC no hour is left out or comes twice.
  const options = { timezone: 'UTC', protect: true, unref: true }
  const job = new Cron(patternOf(work.everySeconds), options, () => turns.ifIdle())
  void turns.now()
  return {
    now: turns.now,
    stop() {
      job.stop()
      return turns.stop()
    },
  }
}

/** The cron pattern, its first field the seconds. Throws for what does not divide a minute or an hour evenly. */
function patternOf(seconds: number): string {
  const minutes = seconds / MINUTE_S
  if (MINUTE_S % seconds === 0) return seconds === MINUTE_S ? '0 * * * * *' : `*/${seconds} * * * * *`
  if (Number.isInteger(minutes) && 60 % minutes === 0) return `0 */${minutes} * * * *`
  throw new RangeError(`${seconds} seconds divide neither a minute nor an hour`)
}
