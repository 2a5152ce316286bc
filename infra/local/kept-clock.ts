import { readFileSync, writeFileSync } from 'node:fs'
import type { MovableClock } from './aws/state/clock.ts'

/** A clock ahead of the given one by what is kept in a file, so that time that has passed stays passed after a restart. */
export const keptClock = (clock: () => number, file: string): MovableClock => {
  let ahead = aheadIn(file)
  const now = (): number => clock() + ahead
  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    advance: (ms) => {
      ahead += ms
      writeFileSync(file, `${JSON.stringify({ aheadMs: ahead })}\n`, { mode: 0o600 })
    },
  }
}

const aheadIn = (file: string): number => {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'))
    const ahead = typeof kept === 'object' && kept !== null ? Reflect.get(kept, 'aheadMs') : 0
    return Number.isSafeInteger(ahead) ? Number(ahead) : 0
  } catch {
    return 0
  }
}
