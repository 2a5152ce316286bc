import { DAY_S, type EpochSeconds, MINUTE_S } from '../base/time.ts'

/** A day by the calendar on the wall of a time zone: `2026-11-23`. Sorts by time. */
export type Day = string

/** Making one takes a hundred times as long as using it. There are some 600 zones. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(zone, format)
  return format
}

/**
 * What the clock on the wall of a zone shows at an instant, as the seconds that the same date and time would be in UTC:
 * two of them can be compared, and their difference to the instant is the zone's offset.
 */
function wallClock(zone: string): (at: EpochSeconds) => number {
  const format = formatOf(zone)
  return (at) => {
    const parts = new Map(format.formatToParts(new Date(at * 1000)).map(({ type, value }) => [type, value]))
    const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type))
    const date = [part('year'), part('month') - 1, part('day')] as const
    return Date.UTC(...date, part('hour'), part('minute'), part('second')) / 1000
  }
}

/** The day in a zone at an instant. */
export function dayOf(zone: string, at: EpochSeconds): Day {
  return dayAt(wallClock(zone)(at))
}

/**
 * The instant at which the clock on the wall of a zone shows so many minutes after midnight of a day. A time that comes
 * twice (the clock is put back) means its first; one that never comes (it is put forward) means the first instant after.
 */
export function instantOf(zone: string, day: Day, minutes: number): EpochSeconds {
  const wall = wallClock(zone)
  const wanted = midnight(day) + minutes * MINUTE_S
  const offsets = [wanted - DAY_S, wanted + DAY_S].map((at) => wall(at) - at)
  const hits = offsets.map((offset) => wanted - offset).filter((at) => wall(at) === wanted)
  if (hits.length > 0) return Math.min(...hits)
  // Nothing but one leap of the clock lies between these two, so what it shows only grows.
  let before = wanted - Math.max(...offsets)
  let after = wanted - Math.min(...offsets)
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (wall(middle) < wanted) before = middle
    else after = middle
  }
  return after
}

/** The day so many days later, or earlier. */
export function shiftDay(day: Day, days: number): Day {
  return dayAt(midnight(day) + days * DAY_S)
}

/** Days from one day to another. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((midnight(to) - midnight(from)) / DAY_S)
}

export function isWeekend(day: Day): boolean {
  const weekday = new Date(midnight(day) * 1000).getUTCDay()
  return weekday === 0 || weekday === 6
}

/** Whether the day comes at all: a zone that moved over the date line left one out. */
export function exists(zone: string, day: Day): boolean {
  return dayOf(zone, instantOf(zone, day, 0)) === day
}

/** `Mon 23 Nov` */
export function dayWords(day: Day): string {
  return written(day, { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '')
}

/** `23 Nov` */
export function shortDay(day: Day): string {
  return written(day, { day: 'numeric', month: 'short' })
}

function written(day: Day, how: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...how }).format(new Date(midnight(day) * 1000))
}

function midnight(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000
}

function dayAt(wall: number): Day {
  return new Date(wall * 1000).toISOString().slice(0, 10)
}
