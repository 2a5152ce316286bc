import { setTimeout as pause } from 'node:timers/promises'

/** How long something may take that Slack waits for, in milliseconds: it gives three seconds for everything. */
export const PATIENCE_MS = 2000

/** What `work` comes to, or `otherwise` where that takes longer than `ms`. What `work` throws is thrown. */
export async function soon<T>(work: Promise<T>, otherwise: T, ms: number): Promise<T> {
  const stop = new AbortController()
  try {
    return await Promise.race([work, pause(ms, otherwise, { signal: stop.signal }).catch(() => otherwise)])
  } finally {
    stop.abort()
  }
}
