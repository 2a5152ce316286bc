import type { Clock } from '../../base/time.ts'
import type { Log } from '../log.ts'
import type { QuietTimes } from './ports.ts'

/** Where a call goes: to a channel (or a person, before their direct message is known), by a method of the Web API. */
export interface Lane {
  readonly channel: string
  readonly method: string
}

/** The one method that Slack limits by channel: about one message a second, with short bursts. */
export const BY_CHANNEL = 'chat.postMessage'

/** Where Slack has asked for quiet, its pace is kept for so long: a burst would only be refused again. */
const PACED_MS = 60_000
const PACE_MS = 1000

/** How long it is quiet where; a channel, or a method in the whole workspace. */
export interface Quiet {
  /** Milliseconds until a call may go out; 0: now. */
  left(lane: Lane): number
  /** Slack asked for so many milliseconds; kept beyond the end of this process. */
  asked(lane: Lane, ms: number): Promise<void>
  /** The channel has trouble: it is left alone for so many milliseconds. */
  leave(lane: Lane, ms: number): void
  /** A call went through. */
  went(lane: Lane): void
  /** Resolves once it is known what earlier processes were asked for. */
  ready(): Promise<void>
}

export function createQuiet(given: {
  readonly clock: Clock
  readonly log: Log
  readonly quietTimes: QuietTimes
}): Quiet {
  const { clock, log, quietTimes } = given
  const quietUntil = new Map<string, number>()
  const pacedUntil = new Map<string, number>()
  let loading: Promise<void> | undefined

  const load = async (): Promise<void> => {
    try {
      for (const [key, until] of await quietTimes.since(clock())) quietUntil.set(key, until)
    } catch (error) {
      log.warn({ err: error }, 'what Slack asked an earlier process for could not be read')
    }
  }

  return {
    left(lane) {
      const keys = keysOf(lane)
      const left = Math.max(...keys.map((key) => (quietUntil.get(key) ?? 0) - clock()))
      if (left <= 0) for (const key of keys) quietUntil.delete(key)
      return Math.max(left, 0)
    },
    async asked(lane, ms) {
      const until = clock() + ms
      if (lane.method === BY_CHANNEL) pacedUntil.set(lane.channel, until + PACED_MS)
      for (const key of limitedBy(lane)) {
        quietUntil.set(key, until)
        await quietTimes.keep(key, until).catch((error: unknown) => {
          log.warn({ err: error, key }, 'what Slack asked for could not be kept')
        })
      }
    },
    leave({ channel }, ms) {
      quietUntil.set(channel, clock() + ms)
    },
    went({ channel, method }) {
      if (method !== BY_CHANNEL) return
      const now = clock()
      if ((pacedUntil.get(channel) ?? 0) > now) quietUntil.set(paceOf(channel), now + PACE_MS)
      else pacedUntil.delete(channel)
    },
    ready() {
      loading ??= load()
      return loading
    },
  }
}

/** What becomes quiet where Slack asks for it. */
function limitedBy({ channel, method }: Lane): readonly string[] {
  return method === BY_CHANNEL ? [channel] : [channel, method]
}

/** What must be quiet for a call. */
function keysOf(lane: Lane): readonly string[] {
  return lane.method === BY_CHANNEL ? [lane.channel, paceOf(lane.channel)] : limitedBy(lane)
}

function paceOf(channel: string): string {
  return `pace ${channel}`
}
