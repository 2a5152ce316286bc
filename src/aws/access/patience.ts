import type { Clock } from '../../base/time.ts'

/** What waiting between two attempts needs. */
export interface Waiting {
  readonly clock: Clock
  readonly sleep: (ms: number) => Promise<void>
  /** In [0, 1). */
  readonly random: () => number
}

/** Waits before the next attempt; false where patience is over, and then at once. */
export type Wait = () => Promise<boolean>

const FIRST_MS = 200
const LONGEST_MS = 5000
const MOST_WAITS = 12

/**
 * Waits that grow from 0.2 to 5 seconds, each shortened by chance by up to a half, for so many seconds in all. They are
 * counted too, so that a clock that stands still does not make them endless.
 */
export function patience({ clock, sleep, random }: Waiting, seconds: number): Wait {
  const over = clock() + seconds * 1000
  let waits = 0
  return async () => {
    const ms = Math.min(LONGEST_MS, FIRST_MS * 2 ** waits) * (1 - random() / 2)
    waits += 1
    if (waits > MOST_WAITS || clock() + ms >= over) return false
    await sleep(ms)
    return true
  }
}
