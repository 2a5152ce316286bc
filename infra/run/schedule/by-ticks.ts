import { inProcess } from './in-process.ts'
import type { Schedule } from './schedule.ts'
import { type Turns, takeTurns } from './turns.ts'

/** A schedule whose times come from outside. */
export interface TickedSchedule {
  readonly schedule: Schedule
  /** It is time for this work. One that comes late, twice or for unknown work does no harm. */
  tick(name: string): void
}

/** So many ticks may be missing before the work is done without them. */
const PATIENCE = 3

/**
 * Schedules by ticks, such as those of EventBridge Scheduler. Where none comes for a while, `onSilence` hears of it once and
 * the work is done all the same: a schedule that was taken away must not keep a digest back.
 */
export function createTicks(onSilence: (name: string) => void): TickedSchedule {
  const works = new Map<string, { readonly turns: Turns; missed: number }>()
  return {
    tick(name) {
      const work = works.get(name)
      if (!work) return
      work.missed = 0
      void work.turns.ifIdle()
    },
    schedule(work) {
      const turns = takeTurns(work)
      const state = { turns, missed: 0 }
      works.set(work.name, state)
      const net = inProcess({
        ...work,
        async run() {
          state.missed += 1
          if (state.missed <= PATIENCE) return
          if (state.missed === PATIENCE + 1) onSilence(work.name)
          await turns.ifIdle()
        },
      })
      void turns.now()
      return {
        now: turns.now,
        async stop() {
          works.delete(work.name)
          await net.stop()
          await turns.stop()
        },
      }
    },
  }
}
