import type { Clock } from '../../base/time.ts'

const KEPT_MS = 10 * 60_000
const MOST = 10_000

/** Tells deliveries apart from their repetitions: `true` the first time an id is seen within ten minutes. */
export function createOnce(clock: Clock): (id: string) => boolean {
  const seen = new Map<string, number>()
  return (id) => {
    const now = clock()
    for (const [old, at] of seen) {
      if (seen.size <= MOST && now - at < KEPT_MS) break
      seen.delete(old)
    }
    if (seen.has(id)) return false
    seen.set(id, now)
    return true
  }
}
