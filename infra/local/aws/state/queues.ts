import { createHash, randomUUID } from 'node:crypto'
import type { MovableClock } from './clock.ts'

/** A message in a queue. */
export interface Queued {
  readonly id: string
  readonly body: string
  /** MD5 of the body, in hex, by which clients see that it arrived whole. */
  readonly md5: string
  /** Of the last time that it was handed out. */
  readonly receipt: string
  readonly receives: number
  /** Milliseconds since 1970; it is handed out to nobody before. */
  readonly visibleAt: number
}

/** The queues of an account, by URL. A queue begins with the first message that is sent to it. */
export interface Queues {
  send(url: string, body: string): Queued
  /** Hands out messages that nobody holds, the oldest first, and hides them for so many seconds. */
  receive(url: string, most: number, hiddenSeconds: number): readonly Queued[]
  /** False where the receipt is not of the last time that a message was handed out. */
  remove(url: string, receipt: string): boolean
}

export const startQueues = (clock: MovableClock): Queues => {
  const queues = new Map<string, readonly Queued[]>()
  const of = (url: string): readonly Queued[] => queues.get(url) ?? []
  return {
    send: (url, body) => {
      const md5 = createHash('md5').update(body).digest('hex')
      const message = { id: randomUUID(), body, md5, receipt: '', receives: 0, visibleAt: 0 }
      queues.set(url, [...of(url), message])
      return message
    },
    receive: (url, most, hiddenSeconds) => {
      const now = clock.now()
      const free = of(url).filter(({ visibleAt }) => visibleAt <= now)
      const handed = new Map(
        free.slice(0, most).map((message) => [
          message.id,
          {
            ...message,
            receipt: randomUUID(),
            receives: message.receives + 1,
            visibleAt: now + hiddenSeconds * 1000,
          },
        ]),
      )
      queues.set(
        url,
        of(url).map((message) => handed.get(message.id) ?? message),
      )
      return [...handed.values()]
    },
    remove: (url, receipt) => {
      const before = of(url)
      queues.set(
        url,
        before.filter((message) => message.receipt !== receipt),
      )
      return of(url).length < before.length
    },
  }
}
