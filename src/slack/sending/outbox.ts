import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'
import type { Clock } from '../../base/time.ts'

/** Resolves after so many milliseconds. Injected, so that tests need not wait. */
export type Wait = (ms: number) => Promise<void>

/** What is sent to one channel goes one after the other, and waits where Slack asks to. */
export interface Outbox {
  /**
   * Calls until it works: waits out rate limits, tries again after passing faults (network, 5xx), some six times.
   * Throws what Slack answers otherwise.
   */
  send<T>(channel: string, call: () => Promise<T>): Promise<T>
  /** Calls once, or not at all while Slack wants quiet; `false` where it did not go through. Never throws. */
  offer(channel: string, call: () => Promise<unknown>): Promise<boolean>
}

const ATTEMPTS = 6
const LONGEST_WAIT_MS = 120_000

export function createOutbox(clock: Clock, wait: Wait): Outbox {
  const tails = new Map<string, Promise<unknown>>()
  const quietUntil = new Map<string, number>()

  const inTurn = <T>(channel: string, task: () => Promise<T>): Promise<T> => {
    const turn = (tails.get(channel) ?? Promise.resolve()).then(task)
    const tail = turn.then(
      () => undefined,
      () => undefined,
    )
    tails.set(channel, tail)
    void tail.then(() => tails.get(channel) === tail && tails.delete(channel))
    return turn
  }

  const quietFor = (channel: string): number => {
    const left = (quietUntil.get(channel) ?? 0) - clock()
    if (left <= 0) quietUntil.delete(channel)
    return Math.min(Math.max(left, 0), LONGEST_WAIT_MS)
  }

  const once = async <T>(channel: string, call: () => Promise<T>, tried: number): Promise<T> => {
    try {
      return await call()
    } catch (error) {
      const pause = pauseAfter(error, tried)
      if (pause !== undefined) quietUntil.set(channel, clock() + pause)
      throw error
    }
  }

  return {
    send: (channel, call) =>
      inTurn(channel, async () => {
        for (let tried = 1; ; tried++) {
          const quiet = quietFor(channel)
          if (quiet > 0) await wait(quiet)
          try {
            return await once(channel, call, tried)
          } catch (error) {
            if (tried >= ATTEMPTS || pauseAfter(error, tried) === undefined) throw error
          }
        }
      }),
    offer: (channel, call) =>
      inTurn(channel, async () => {
        if (quietFor(channel) > 0) return false
        try {
          await once(channel, call, 1)
          return true
        } catch {
          return false
        }
      }),
  }
}

/** Milliseconds to wait before it makes sense to try again; `undefined` where it never does. */
function pauseAfter(error: unknown, tried: number): number | undefined {
  if (error instanceof WebAPIRateLimitedError) return Math.max(1, error.retryAfter) * 1000
  const isPassing =
    error instanceof WebAPIRequestError ||
    (error instanceof WebAPIHTTPError && error.statusCode >= 500) ||
    ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'].includes(slackCode(error))
  return isPassing ? 500 * 2 ** tried : undefined
}

/** Slack's word for a refusal, such as `not_in_channel`; empty where the error is of another sort. */
export function slackCode(error: unknown): string {
  return error instanceof WebAPIPlatformError ? error.data.error : ''
}
