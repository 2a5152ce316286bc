import type { Clock, EpochSeconds } from '../base/time.ts'

/** What a failed attempt means for the next one. */
export interface Trouble {
  /** `throttled`: slow down and try again; `transient`: try again; `final`: the answer would be the same. */
  readonly retry: 'throttled' | 'transient' | 'final'
  /** Milliseconds that the service asked to wait (Retry-After). */
  readonly retryAfterMs?: number
}

export interface LimiterOptions {
  readonly clock: Clock
  readonly sleep: (ms: number) => Promise<void>
  /** In [0, 1). */
  readonly random: () => number
  /** Requests in flight at the start. */
  readonly start?: number
  /** Requests in flight at the most. */
  readonly most?: number
}

/** Thrown for a request that was never sent because the audit's deadline came first. */
export class DeadlineReached extends Error {
  override readonly name = 'DeadlineReached'
}

/** Keeps the number of requests in flight to one service in one Region at what it bears. */
export interface Limiter {
  /**
   * Sends when there is room, and again after a back-off where `judge` says so. Throws the last error, or
   * `DeadlineReached` where there was no time to send at all.
   */
  run<T>(send: () => Promise<T>, judge: (error: unknown) => Trouble, deadline: EpochSeconds): Promise<T>
  /** Requests that may be in flight now. */
  width(): number
}

const MOST_ATTEMPTS = { throttled: 8, transient: 3, final: 1 } as const
const BACKOFF_MS = { throttled: 200, transient: 50, final: 0 } as const
const LONGEST_BACKOFF_MS = 20_000

/**
 * Additive increase, multiplicative decrease, full-jitter back-off: the width grows by one for each width of
 * successes and halves once per round of throttling. A request that waits for its next attempt holds no room.
 * Source: AWS Architecture Blog, "Exponential Backoff And Jitter".
 */
export function createLimiter(options: LimiterOptions): Limiter {
  const { clock, sleep, random, most = 64 } = options
  let width = options.start ?? 24
  let busy = 0
  let round = 0
  const waiting: Array<() => void> = []

  const admit = () => {
    while (busy < Math.floor(width)) {
      const next = waiting.shift()
      if (!next) return
      busy += 1
      next()
    }
  }
  const enter = () =>
    new Promise<void>((resolve) => {
      waiting.push(resolve)
      admit()
    })
  const leave = () => {
    busy -= 1
    admit()
  }
  const narrow = (seenIn: number) => {
    // Requests that left before the last decrease say nothing about the new width.
    if (seenIn !== round) return
    round += 1
    width = Math.max(1, width / 2)
  }

  return {
    width: () => Math.floor(width),
    async run(send, judge, deadline) {
      for (let attempt = 1; ; attempt++) {
        await enter()
        const seenIn = round
        let waitMs = 0
        try {
          if (clock() >= deadline * 1000) throw new DeadlineReached('the deadline of the audit came first')
          const value = await send()
          width = Math.min(most, width + 1 / width)
          return value
        } catch (error) {
          if (error instanceof DeadlineReached) throw error
          const trouble = judge(error)
          if (trouble.retry === 'throttled') narrow(seenIn)
          if (attempt >= MOST_ATTEMPTS[trouble.retry]) throw error
          const ceiling = Math.min(LONGEST_BACKOFF_MS, BACKOFF_MS[trouble.retry] * 2 ** (attempt - 1))
          waitMs = Math.max(trouble.retryAfterMs ?? 0, random() * ceiling)
          if (clock() + waitMs >= deadline * 1000) throw error
        } finally {
          leave()
        }
        await sleep(waitMs)
      }
    },
  }
}
