import { DAY_S, type EpochSeconds } from '../base/time.ts'
import { type Day, dayOf, exists, instantOf, isWeekend, shiftDay } from './day.ts'
import type { Subscription } from './ports.ts'

type When = Pick<Subscription, 'at' | 'zone' | 'weekdaysOnly' | 'subscribedAt'>

/**
 * The day whose digest is due: today's from its time on, and before it yesterday's, if that is less than a day late. Days
 * before were missed and stay so. `lastDay`: the newest day that was sent.
 */
export function dueDay(when: When, lastDay: Day | undefined, now: EpochSeconds): Day | undefined {
  const today = dayOf(when.zone, now)
  const day = [today, shiftDay(today, -1)].find((each) => {
    const at = timeOn(when, each) ?? Number.POSITIVE_INFINITY
    return at >= when.subscribedAt && at <= now && (each === today || now - at < DAY_S)
  })
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
