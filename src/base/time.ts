/** The present, in epoch milliseconds UTC. Injected, so that tests and the local workspace can move it. */
export type Clock = () => number

/** An instant in epoch seconds UTC, the only form in which times are stored or compared. */
export type EpochSeconds = number

export const MINUTE_S = 60
export const HOUR_S = 60 * MINUTE_S
export const DAY_S = 24 * HOUR_S

/** The clock's instant in epoch seconds UTC, rounded down. */
export function epochSeconds(clock: Clock): EpochSeconds {
  return Math.floor(clock() / 1000)
}

/** `2026-11-23T09:00:00Z` for an instant in epoch seconds. */
export function isoTime(at: EpochSeconds): string {
  return `${new Date(at * 1000).toISOString().slice(0, 19)}Z`
}

/** `3 days`, `2 hours`, `5 minutes`, `40 seconds`: a duration in seconds, in its largest whole unit. */
export function spellDuration(seconds: number): string {
  const units: ReadonlyArray<readonly [number, string]> = [
    [DAY_S, 'day'],
    [HOUR_S, 'hour'],
    [MINUTE_S, 'minute'],
  ]
  for (const [size, name] of units) {
    if (seconds >= size) return plural(Math.floor(seconds / size), name)
  }
  return plural(Math.max(0, Math.floor(seconds)), 'second')
}

/** `1 finding`, `2 findings`, `1,200 findings`. */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? noun : nouns}`
}
