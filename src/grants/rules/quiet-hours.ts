import type { EpochSeconds } from '../../base/time.ts'

/** Hours in which nobody is disturbed and nothing is approved by itself, by the clock on the wall of one time zone. */
export interface QuietHours {
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly timeZone: string
  /** Minutes after midnight. `from` after `to`: over midnight. Equal: never, apart from the quiet days. */
  readonly from: number
  readonly to: number
  /** Days that are quiet as a whole, 0 = Sunday. */
  readonly days: readonly number[]
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** Whether an instant lies in the quiet hours, as the wall clock there shows it, daylight saving included. */
export function isQuiet(quiet: QuietHours | undefined, at: EpochSeconds): boolean {
  if (!quiet) return false
  const { day, minute } = wallClock(quiet.timeZone, at)
  if (quiet.days.includes(day)) return true
  return quiet.from <= quiet.to
    ? minute >= quiet.from && minute < quiet.to
    : minute >= quiet.from || minute < quiet.to
}

function wallClock(timeZone: string, at: EpochSeconds): { readonly day: number; readonly minute: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at * 1000))
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  return {
    day: WEEKDAYS.indexOf(part('weekday')),
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  }
}
