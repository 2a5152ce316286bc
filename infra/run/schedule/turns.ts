import type { Recurring, Work } from './schedule.ts'

/** The runs of one piece of work, one after the other. */
export interface Turns extends Recurring {
  /** Does it, unless it is being done. */
  ifIdle(): Promise<void>
}

/** Takes turns with a piece of work, from now on until it is stopped. At most one turn waits for the one before. */
export function takeTurns({ run, onFailure }: Pick<Work, 'run' | 'onFailure'>): Turns {
  let running: Promise<void> | undefined
  let waiting: Promise<void> | undefined
  let stopped = false

  function begin(): Promise<void> {
    waiting = undefined
    if (stopped) return Promise.resolve()
    running = run()
      .catch(onFailure)
      .finally(() => {
        running = undefined
      })
    return running
  }

  function now(): Promise<void> {
    if (!running) return begin()
    waiting ??= running.then(begin)
    return waiting
  }

  return {
    now,
    ifIdle: () => running ?? begin(),
    async stop() {
      stopped = true
      await running
      await waiting
    },
  }
}
