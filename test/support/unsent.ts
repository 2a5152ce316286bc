import { createDelivery, type Delivery, type DeliveryOptions } from '../../src/slack/sending/delivery.ts'
import { createOutbox, type Outbox, type OutboxOptions } from '../../src/slack/sending/outbox.ts'
import type { Destination, QuietTimes, Unsent, UnsentMessages } from '../../src/slack/sending/ports.ts'
import { createPoster, type Poster } from '../../src/slack/sending/post.ts'
import { keptLog } from '../slack/fake-slack.ts'

/** Unsent messages in memory, as a table keeps them across processes. */
export function memoryUnsent(): UnsentMessages {
  const items = new Map<string, Unsent>()
  const placeOf = (to: Destination) => ('channel' in to ? to.channel : to.userId)
  const key = ({ unsent: { to, id } }: Unsent) => `${placeOf(to)}#${id}`
  return {
    keep: async (unsent) => {
      const kept = { unsent, askingUntil: 0, revision: 1 }
      if (items.has(key(kept))) throw new Error('There is one already')
      items.set(key(kept), kept)
      return kept
    },
    waiting: async (to) =>
      [...items]
        .filter(([name]) => to === undefined || name.startsWith(`${placeOf(to)}#`))
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([, kept]) => kept),
    asking: async (unsent, askingUntil) => {
      if (items.get(key(unsent))?.revision !== unsent.revision) return undefined
      const after = { ...unsent, askingUntil, revision: unsent.revision + 1 }
      items.set(key(unsent), after)
      return after
    },
    remove: async (unsent) => {
      items.delete(key(unsent))
    },
  }
}

export function memoryQuietTimes(): QuietTimes {
  const times = new Map<string, number>()
  return {
    since: async (now) => new Map([...times].filter(([, until]) => until > now)),
    keep: async (key, until) => {
      times.set(key, until)
    },
  }
}

/** What outlives a process of what it sends. */
export function memoryKept() {
  return { unsent: memoryUnsent(), quietTimes: memoryQuietTimes() }
}

/** Names 1, 2, 3…, each another one. */
export function countedNames(): () => string {
  let count = 0
  return () => `name-${++count}`
}

export function anOutbox(options: Pick<OutboxOptions, 'clock' | 'wait'> & Partial<OutboxOptions>): Outbox {
  return createOutbox({ log: keptLog(), quietTimes: memoryQuietTimes(), ...options })
}

/** A poster over a client, with a queue of its own. */
export function aPoster(
  client: Parameters<typeof createPoster>[0]['client'],
  { clock, wait }: Pick<OutboxOptions, 'clock' | 'wait'>,
  log = keptLog(),
): Poster {
  return createPoster({ client, outbox: anOutbox({ clock, wait }), log, newName: countedNames() })
}

export function aDelivery(
  options: Pick<DeliveryOptions, 'poster' | 'clock'> & Partial<DeliveryOptions>,
): Delivery {
  return createDelivery({
    unsent: memoryUnsent(),
    places: { add: async () => undefined },
    newName: countedNames(),
    log: keptLog(),
    ...options,
  })
}
