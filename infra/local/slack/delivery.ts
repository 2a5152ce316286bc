import type { JsonObject } from './json.ts'

/** What kind of request goes to the app. */
type RequestKind = 'slash_commands' | 'interactive' | 'events_api'

/** One request to the app. Retry fields are set when an event is sent again. */
export interface AppRequest {
  readonly kind: RequestKind
  readonly payload: JsonObject
  readonly retry?: { readonly attempt: number; readonly reason: string }
}

/** How the app took it: its answer, or why there is none. */
export type Acknowledgement =
  | { readonly ok: true; readonly body: unknown }
  | {
      readonly ok: false
      readonly reason: 'timeout' | 'unreachable' | 'http_error'
      readonly status?: number
    }

/** A way to the app: Socket Mode or signed HTTP. */
export type Carrier = (request: AppRequest) => Promise<Acknowledgement>

/** Slack waits this long for an acknowledgement, in milliseconds. */
export const ACK_WITHIN_MS = 3000

/** After an event that was not acknowledged Slack tries again: about at once, after a minute, after five. */
export const RETRY_AFTER_MS: readonly number[] = [500, 60_000, 300_000]

/** Slack's word for why it tries again. */
const retryReason = (acknowledgement: Acknowledgement): string =>
  acknowledgement.ok
    ? 'timeout'
    : { timeout: 'timeout', unreachable: 'connection_failed', http_error: 'http_error' }[
        acknowledgement.reason
      ]

interface Options {
  readonly carrier: Carrier
  readonly redeliver: boolean
  readonly retryAfterMs?: readonly number[]
}

/** Sends requests to the app; events, when switched on, again if they were not acknowledged. */
export const createDelivery = ({ carrier, redeliver, retryAfterMs = RETRY_AFTER_MS }: Options) => {
  const timers = new Set<NodeJS.Timeout>()
  let lastEvent: AppRequest | undefined
  let closed = false

  const later = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer)
        resolve()
      }, ms)
      timers.add(timer)
    })

  const sendAgain = async (request: AppRequest, first: Acknowledgement): Promise<void> => {
    let last = first
    for (const [index, wait] of retryAfterMs.entries()) {
      if (last.ok) return
      await later(wait)
      if (closed) return
      last = await carrier({ ...request, retry: { attempt: index + 1, reason: retryReason(last) } })
    }
  }

  return {
    send: async (request: AppRequest): Promise<Acknowledgement> => {
      if (request.kind === 'events_api') lastEvent = request
      const acknowledgement = await carrier(request)
      if (request.kind === 'events_api' && redeliver && !acknowledgement.ok)
        void sendAgain(request, acknowledgement)
      return acknowledgement
    },
    /** Sends the last event once more with the same event_id, as Slack sometimes does although it was acknowledged. */
    repeatLastEvent: async (): Promise<Acknowledgement> => {
      if (lastEvent === undefined) throw new Error('No event was sent yet')
      return carrier({ ...lastEvent, retry: { attempt: 1, reason: 'timeout' } })
    },
    close: (): void => {
      closed = true
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

export type Delivery = ReturnType<typeof createDelivery>
