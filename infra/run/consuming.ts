import { setTimeout as pause } from 'node:timers/promises'
import { type AwsSettings, createClients } from '../../src/aws/clients.ts'
import { type ConsumeOptions, consume } from '../../src/aws/queue/consume.ts'
import { createQueue } from '../../src/aws/queue/queue.ts'
import type { Logger } from './log.ts'

export interface ConsumingOptions extends Pick<ConsumeOptions, 'deliver' | 'tick'> {
  readonly url: string
  readonly aws?: AwsSettings
  readonly logger: Logger
}

/** Begins to take messages off the queue. `stop` ends the wait for more at once, and lets what was received be kept. */
export function beginConsuming({ url, aws = {}, logger, deliver, tick }: ConsumingOptions): {
  stop(): Promise<void>
} {
  const clients = createClients(aws)
  const stopping = new AbortController()
  const consuming = consume({
    queue: createQueue(clients, url),
    deliver,
    tick,
    onStrange: (message) => logger.warn({ message }, 'a message in the queue is none of ours'),
    onFailure: (error) => logger.warn({ err: error }, 'messages of the queue will be taken again'),
    sleep: (ms, signal) => pause(ms, undefined, { signal, ref: false }).catch(() => undefined),
    signal: stopping.signal,
  })
  return {
    async stop() {
      stopping.abort()
      await consuming
      clients.close()
    },
  }
}
