import { type App, type Logger, type Receiver, SocketModeReceiver } from '@slack/bolt'
import { WebAPIRateLimitedError, type WebClientOptions } from '@slack/web-api'
import type { Log } from '../log.ts'
import type { Wait } from '../sending/outbox.ts'

export interface SocketOptions {
  readonly appToken: string
  readonly clientOptions: WebClientOptions
  readonly logger: Logger
  readonly log: Log
  readonly wait: Wait
  /** How many connections; two, so that one is there while Slack renews the other. */
  readonly connections: number
}

const LONGEST_PAUSE_MS = 30_000

/** How long the end waits for Slack to close its side too. */
const FAREWELL_MS = 200

/**
 * Socket Mode over several connections: `start` waits for the first, the others follow. Each is kept up by itself: Slack's client does that too, but ends the process
 * where the Web API cannot be reached at that moment. Stays trying for as long as it takes.
 */
export function createSocketReceiver(options: SocketOptions): Receiver {
  const { appToken, logger, clientOptions, log, wait } = options
  const receivers = Array.from(
    { length: options.connections },
    () =>
      new SocketModeReceiver({
        appToken,
        logger,
        autoReconnectEnabled: false,
        clientPingTimeout: 10_000,
        installerOptions: { clientOptions },
      }),
  )
  const connecting = new Set<SocketModeReceiver>()
  let isStopped = false

  const keepUp = (receiver: SocketModeReceiver): void => {
    receiver.client.on('disconnected', () => {
      if (!isStopped) connect(receiver)
    })
  }

  /** Connects in the background; a connection that fails on the way reports as disconnected, and is not begun twice. */
  const connect = (receiver: SocketModeReceiver): void => {
    if (connecting.has(receiver)) return
    connecting.add(receiver)
    void persist(receiver).finally(() => connecting.delete(receiver))
  }

  const persist = async (receiver: SocketModeReceiver): Promise<void> => {
    for (let failed = 0; !isStopped; failed++) {
      try {
        await receiver.client.start()
        return
      } catch (error) {
        if (isStopped) return
        log.warn({ err: error, failed: failed + 1 }, 'a connection to Slack could not be made; trying again')
        await wait(pauseAfter(error, failed))
      }
    }
  }

  return {
    init: (app: App) => {
      for (const receiver of receivers) receiver.init(app)
    },
    start: async () => {
      const [first, ...others] = receivers
      await first?.client.start()
      for (const receiver of receivers) keepUp(receiver)
      for (const receiver of others) connect(receiver)
    },
    stop: async () => {
      isStopped = true
      const closed = Promise.all(receivers.map((receiver) => receiver.client.disconnect()))
      await Promise.race([closed, wait(FAREWELL_MS)])
      // Asked a second time, Slack's client lets go of what the other side has not closed.
      for (const receiver of receivers) void receiver.client.disconnect()
    },
  }
}

/** Milliseconds: what Slack asks for, else twice as long after each failure. */
function pauseAfter(error: unknown, failed: number): number {
  if (error instanceof WebAPIRateLimitedError) return error.retryAfter * 1000
  return Math.min(LONGEST_PAUSE_MS, 500 * 2 ** failed)
}
