import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'
import type { Clock } from '../../base/time.ts'
import type { Log } from '../log.ts'
import type { QuietTimes } from './ports.ts'
import { BY_CHANNEL, createQuiet, type Lane } from './quiet.ts'
import { createTurns } from './turns.ts'

/** Resolves after so many milliseconds. Injected, so that tests need not wait. */
export type Wait = (ms: number) => Promise<void>

/**
 * The one queue for all that is sent. What goes to one channel goes one after the other. Slack limits posting by channel,
 * and every other method over the whole workspace: those go one after the other too, so that once Slack asks for quiet
 * nobody knocks before it is over.
 */
export interface Outbox {
  /**
   * Calls until it works: waits out rate limits however long they are, and tries again after passing faults (network,
   * 5xx), some six times. Throws what Slack answers otherwise.
   */
  send<T>(lane: Lane, call: () => Promise<T>): Promise<T>
  /** Calls once, or not at all while Slack wants quiet; `false` where it did not go through. Never throws. */
  offer(lane: Lane, call: () => Promise<unknown>): Promise<boolean>
}

export interface OutboxOptions {
  readonly clock: Clock
  readonly wait: Wait
  readonly log: Log
  /** Keeps what Slack asked for beyond the end of this process. */
  readonly quietTimes: QuietTimes
}

const ATTEMPTS = 6

export function createOutbox({ clock, wait, log, quietTimes }: OutboxOptions): Outbox {
  const inTurn = createTurns()
  const quiet = createQuiet({ clock, log, quietTimes })

  const once = async <T>(lane: Lane, call: () => Promise<T>, tried: number): Promise<T> => {
    try {
      const answer = await call()
      quiet.went(lane)
      return answer
    } catch (error) {
      const pause = pauseAfter(error, tried)
      if (isRateLimit(error)) await quiet.asked(lane, pause ?? 0)
      else if (pause !== undefined) quiet.leave(lane, pause)
      throw error
    }
  }

  /** In the turn of the channel, and of the method where Slack limits it as a whole. */
  const called = <T>(lane: Lane, task: () => Promise<T>): Promise<T> =>
    lane.method === BY_CHANNEL ? task() : inTurn(`method ${lane.method}`, task)

  const untilQuiet = async (lane: Lane): Promise<void> => {
    for (let left = quiet.left(lane); left > 0; left = quiet.left(lane)) await wait(left)
  }

  return {
    send: (lane, call) =>
      inTurn(lane.channel, async () => {
        await quiet.ready()
        for (let tried = 1; ; ) {
          await untilQuiet(lane)
          try {
            return await called(lane, async () => {
              await untilQuiet(lane)
              return once(lane, call, tried)
            })
          } catch (error) {
            if (isRateLimit(error)) continue
            if (tried >= ATTEMPTS || pauseAfter(error, tried) === undefined) throw error
            tried++
          }
        }
      }),
    offer: (lane, call) =>
      inTurn(lane.channel, async () => {
        await quiet.ready()
        if (quiet.left(lane) > 0) return false
        return called(lane, async () => {
          if (quiet.left(lane) > 0) return false
          try {
            await once(lane, call, 1)
            return true
          } catch {
            return false
          }
        })
      }),
  }
}

function isRateLimit(error: unknown): error is WebAPIRateLimitedError {
  return error instanceof WebAPIRateLimitedError
}

/** Milliseconds to wait before it makes sense to try again; `undefined` where it never does. */
function pauseAfter(error: unknown, tried: number): number | undefined {
  if (isRateLimit(error)) return Math.max(1, error.retryAfter) * 1000
  return isPassing(error) ? 500 * 2 ** tried : undefined
}

const PASSING = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']

function isPassing(error: unknown): boolean {
  return (
    error instanceof WebAPIRequestError ||
    (error instanceof WebAPIHTTPError && error.statusCode >= 500) ||
    PASSING.includes(slackCode(error))
  )
}

/** Refusals of the bot as a whole, such as a token that was exchanged: the message is as good as before. */
const OF_THE_BOT = [
  'account_inactive',
  'invalid_auth',
  'missing_scope',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
]

/** Whether Slack said no to this message for good: asking again would change nothing. */
export function isRefusal(error: unknown): boolean {
  return isNo(error) && !OF_THE_BOT.includes(slackCode(error))
}

/** Whether the call certainly did nothing: Slack answered, and it was no yes. */
export function didNothing(error: unknown): boolean {
  return isRateLimit(error) || isNo(error)
}

function isNo(error: unknown): boolean {
  return slackCode(error) !== '' && !isPassing(error)
}

/** Slack's word for a refusal, such as `not_in_channel`; empty where the error is of another sort. */
export function slackCode(error: unknown): string {
  return error instanceof WebAPIPlatformError ? error.data.error : ''
}
