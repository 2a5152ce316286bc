/** A piece of work that is done again and again. */
export interface Work {
  /** What it is called in the log, and in the messages that ask for it. */
  readonly name: string
  /** A divisor of a minute in seconds, or of an hour in whole minutes. */
  readonly everySeconds: number
  /** Does what is due now. A time too many must be harmless. */
  readonly run: () => Promise<void>
  /** Hears what `run` throws; the next time comes all the same. */
  readonly onFailure: (error: unknown) => void
}

/** Work that was begun. */
export interface Recurring {
  /** Does it now, or once more after what is being done; resolves when that is done. */
  now(): Promise<void>
  /** Does it no more, and waits for what is being done. */
  stop(): Promise<void>
}

/**
 * Does the work at once, and again when it is time; never twice at a time. A time that comes while it is being done is
 * left out. Nothing that is scheduled keeps the process alive.
 */
export type Schedule = (work: Work) => Recurring
