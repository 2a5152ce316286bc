import { setTimeout as pause } from 'node:timers/promises'

/** Something that is done again and again. */
export interface Repeating {
  /** Does it now, or once more after what is being done; resolves when that is done. */
  now(): Promise<void>
  /** Waits for what is being done, and does it no more. */
  stop(): Promise<void>
}

/**
 * Does something at once and then again, so long after each end; never twice at a time. What it throws goes to
 * `onFailure`, and the next time comes all the same.
 */
export function repeat(
  everySeconds: number,
  what: () => Promise<void>,
  onFailure: (error: unknown) => void,
): Repeating {
  const stopping = new AbortController()
  let tail: Promise<void> = Promise.resolve()

  function now(): Promise<void> {
    tail = tail.then(what).catch(onFailure)
    return tail
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await now()
      await pause(everySeconds * 1000, undefined, { signal: stopping.signal, ref: false }).catch(
        () => undefined,
      )
    }
  }

  const running = run()
  return {
    now,
    async stop() {
      stopping.abort()
      await running
      await tail
    },
  }
}
