/** The reader's zone and the present, in milliseconds. */
export interface Reader {
  readonly tz: string
  readonly now: number
}

const format = (ms: number, tz: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-US', { timeZone: tz, ...options }).format(ms)

const dayNumber = (ms: number, tz: string): number =>
  Date.parse(`${new Intl.DateTimeFormat('en-CA', { timeZone: tz }).format(ms)}T00:00:00Z`) / 86_400_000

/** Today, Yesterday, Tomorrow, or undefined. */
const nearDay = (ms: number, { tz, now }: Reader): string | undefined =>
  ({ '-1': 'Yesterday', '0': 'Today', '1': 'Tomorrow' })[String(dayNumber(ms, tz) - dayNumber(now, tz))]

const spans: readonly (readonly [string, number])[] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

const ago = (ms: number, now: number): string => {
  const seconds = Math.round((now - ms) / 1000)
  const [unit, size] = spans.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1]
  const count = Math.floor(Math.abs(seconds) / size)
  const words = `${count} ${unit}${count === 1 ? '' : 's'}`
  return seconds >= 0 ? `${words} ago` : `in ${words}`
}

const ordinal = (day: number): string => {
  const tail = day % 100 > 10 && day % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')
  return `${day}${tail}`
}

const longDate = (ms: number, tz: string, weekday: boolean): string => {
  const before = weekday ? `${format(ms, tz, { weekday: 'long' })}, ` : ''
  const day = ordinal(Number(format(ms, tz, { day: 'numeric' })))
  return `${before}${format(ms, tz, { month: 'long' })} ${day}, ${format(ms, tz, { year: 'numeric' })}`
}

/** The time of day: 3:21 PM. */
export const timeOfDay = (ms: number, tz: string): string =>
  format(ms, tz, { hour: 'numeric', minute: '2-digit' })

/** What a clock on the wall shows there at an instant in seconds, as an input takes it: 2026-11-23T10:00. */
export const wallTime = (seconds: number, tz: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: tz, dateStyle: 'short', timeStyle: 'short' })
    .format(seconds * 1000)
    .replace(' ', 'T')

/** The instant, in seconds, at which a clock on the wall there shows this. */
export const instantOf = (wall: string, tz: string): number => {
  const shown = Date.parse(`${wall}Z`) / 1000
  const ahead = (at: number) => Date.parse(`${wallTime(at, tz)}Z`) / 1000 - at
  // Twice, because the zone may be ahead by another time at the first guess.
  return shown - ahead(shown - ahead(shown))
}

/** The line between two days: Today, Yesterday, or Monday, November 23rd, 2026. */
export const dayDivider = (ms: number, reader: Reader): string =>
  nearDay(ms, reader) ?? longDate(ms, reader.tz, true)

export const isSameDay = (a: number, b: number, tz: string): boolean => dayNumber(a, tz) === dayNumber(b, tz)

/** Slack's date tokens (docs.slack.dev, formatting message text: dates) in the reader's zone. */
export const formatSlackDate = (seconds: number, pattern: string, reader: Reader): string => {
  const ms = seconds * 1000
  const { tz } = reader
  const short = () => format(ms, tz, { month: 'short', day: 'numeric', year: 'numeric' })
  const pretty = (otherwise: string) => nearDay(ms, reader) ?? otherwise
  const tokens: Readonly<Record<string, () => string>> = {
    date_num: () => new Intl.DateTimeFormat('en-CA', { timeZone: tz }).format(ms),
    date_slash: () => format(ms, tz, { month: '2-digit', day: '2-digit', year: 'numeric' }),
    date: () => longDate(ms, tz, false),
    date_short: short,
    date_long: () => longDate(ms, tz, true),
    date_pretty: () => pretty(longDate(ms, tz, false)),
    date_short_pretty: () => pretty(short()),
    date_long_pretty: () => pretty(longDate(ms, tz, true)),
    day_divider_pretty: () => dayDivider(ms, reader),
    time: () => timeOfDay(ms, tz),
    time_secs: () => format(ms, tz, { hour: 'numeric', minute: '2-digit', second: '2-digit' }),
    ago: () => ago(ms, reader.now),
  }
  return pattern.replace(/\{([a-z_]+)\}/g, (whole, name: string) => {
    const text = tokens[name]?.() ?? whole
    // Inside a sentence Slack writes "today", at its start "Today".
    return pattern.startsWith(`{${name}}`)
      ? text
      : text.replace(/^(Today|Yesterday|Tomorrow)$/, (day) => day.toLowerCase())
  })
}
