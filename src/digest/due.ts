import { type EpochSeconds, HOUR_S } from '../base/time.ts'
import { type Day, dayOf, exists, instantOf, isWeekend, shiftDay } from './day.ts'
import type { Subscription } from './ports.ts'

/** How late yesterday's digest may still come after midnight. Today's may come at any time of its day. */
const LATE_S = 2 * HOUR_S

type When = Pick<Subscription, 'at' | 'zone' | 'weekdaysOnly' | 'subscribedAt'>

/**
 * The day whose digest is due: today's from its time on, or yesterday's for a short while after midnight. Days before that
 * were missed and stay so. `lastDay`: the newest day that was sent.
 */
export function dueDay(when: When, lastDay: Day | undefined, now: EpochSeconds): Day | undefined {
  const today = dayOf(when.zone, now)
  const yesterday = shiftDay(today, -1)
  const isDue = (day: Day, late: number): boolean => {
    const at = timeOn(when, day)
    return at !== undefined && at >= when.subscribedAt && at <= now && now - at <= late
  }
  const day = isDue(today, Number.POSITIVE_INFINITY)
    ? today
    : isDue(yesterday, LATE_S)
      ? yesterday
      : undefined
  return day === undefined || (lastDay !== undefined && day <= lastDay) ? undefined : day
}

/** When the next digest comes. */
export function nextTime(when: When, now: EpochSeconds): EpochSeconds {
  const today = dayOf(when.zone, now)
  for (let days = 0; ; days++) {
    const at = timeOn(when, shiftDay(today, days)) ?? now
    if (at > now) return at
  }
}

/** The instant of a day's digest, or `undefined` on a day that has none. */
function timeOn({ zone, at, weekdaysOnly }: When, day: Day): EpochSeconds | undefined {
  if ((weekdaysOnly && isWeekend(day)) || !exists(zone, day)) return undefined
  return instantOf(zone, day, at)
}
