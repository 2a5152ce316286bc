/** The account's clock. It may be moved, so that minutes and hours pass at once. */
export interface MovableClock {
  /** Milliseconds since 1970. */
  now(): number
  /** Epoch seconds. */
  seconds(): number
  /** Moves the clock by this many milliseconds; a negative number moves it back. */
  advance(ms: number): void
}

/** A clock that runs as the given one does, ahead of it by what it was advanced. */
export const movableClock = (clock: () => number): MovableClock => {
  let ahead = 0
  const now = (): number => clock() + ahead
  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    advance: (ms) => {
      ahead += ms
    },
  }
}
