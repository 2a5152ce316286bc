import type { Asking } from '../../base/asking.ts'
import { type Clock, epochSeconds } from '../../base/time.ts'
import type { NoticePlaces } from '../../services.ts'
import { context, type Message } from '../blocks/blocks.ts'
import type { Log } from '../log.ts'
import { isRefusal } from './outbox.ts'
import type { Destination, Unsent, UnsentMessage, UnsentMessages } from './ports.ts'
import type { Place, Poster } from './post.ts'
import { createTurns } from './turns.ts'

/** Longer than one call to Slack can take, with the client's own second try. */
const ASKING_S = 60

/** Delivers what no other record would bring again: each message is kept until Slack took it. */
export interface Delivery {
  /**
   * Keeps the message, then sends it in its turn. `false` where that has to wait for a later `drain`, because Slack does
   * not answer. Throws Slack's refusal; then the message is kept no longer.
   */
  send(message: Omit<UnsentMessage, 'id'>): Promise<boolean>
  /** The same, for what is worth nothing later: it throws where it cannot be sent now, and is kept no longer. */
  sendNow(message: Omit<UnsentMessage, 'id'>): Promise<void>
  /** Sends all that waits, also what an earlier process left. Never throws. */
  drain(): Promise<void>
}

export interface DeliveryOptions {
  readonly unsent: UnsentMessages
  readonly poster: Poster
  readonly places: Pick<NoticePlaces, 'add'>
  readonly clock: Clock
  /** A name that no other message has: nobody can guess it. */
  readonly newName: () => string
  readonly log: Log
}

/** What became of a message: it stands, Slack refused it for good, or it has to wait. */
type Outcome = 'sent' | 'waits' | { readonly refused: unknown }

/**
 * Between asking Slack and noting its answer a process may die; then nobody knows whether the message stands. It is sent
 * again under the same name, and says that it may be there twice: a message too many is better than one too few.
 */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { unsent, poster, places, clock, log } = options
  const inTurn = createTurns()
  let written = 0

  const newId = (): string => {
    const [at, n] = [String(clock()).padStart(15, '0'), String(written++ % 1e6).padStart(6, '0')]
    return `${at}-${n}-${options.newName()}`
  }

  const placeOf = async (to: Destination): Promise<string> =>
    'channel' in to ? to.channel : poster.directMessage(to.userId)

  const sendOne = async (kept: Unsent): Promise<Outcome> => {
    const { id, to, message, notice } = kept.unsent
    const mayBeTwice = kept.askingUntil > 0
    let held = kept
    const hold = async (until: number): Promise<void> => {
      const after = await unsent.asking(held, until)
      if (!after) throw new Overtaken('Somebody else sends this message')
      held = after
    }
    const asking: Asking = {
      begins: () => hold(epochSeconds(clock) + ASKING_S),
      wasInVain: async () => {
        if (!mayBeTwice) await hold(0)
      },
    }
    try {
      const place: Place = await poster.post(await placeOf(to), mayBeTwice ? marked(message) : message, {
        name: JSON.stringify(['unsent', id]),
        asking,
      })
      if (notice) await places.add(notice.of, { person: null, ...notice, ...place })
      await unsent.remove(held)
      return 'sent'
    } catch (error) {
      if (!(error instanceof Overtaken)) log.warn({ err: error, message: id }, 'a message was not sent')
      if (!isRefusal(error)) return 'waits'
      await unsent.remove(held)
      return { refused: error }
    }
  }

  /** Sends what waits for one place, the oldest first; what became of `wanted`. One that has to wait holds up the rest. */
  const drainTo = async (to: Destination, wanted?: string): Promise<Outcome> => {
    let found: Outcome = 'sent'
    for (const kept of await unsent.waiting(to)) {
      if (kept.askingUntil > epochSeconds(clock)) return 'waits'
      const outcome = await sendOne(kept)
      if (outcome === 'waits') return outcome
      const isWanted = kept.unsent.id === wanted
      if (isWanted) found = outcome
      else if (outcome !== 'sent') await tellInstead(kept.unsent)
    }
    return found
  }

  /** A channel refused what somebody counts on: they hear of it, and read it. */
  const tellInstead = async ({ to, message, concerns }: UnsentMessage): Promise<void> => {
    if (concerns === undefined || !('channel' in to)) return
    const instead = { to: { userId: concerns }, message: insteadOf(to.channel, message) }
    await deliver(instead).catch((error: unknown) => log.warn({ err: error }, 'nobody could be told'))
  }

  const deliver = async (message: Omit<UnsentMessage, 'id'>) => {
    const kept = await unsent.keep({ ...message, id: newId() })
    const outcome = await inTurn(keyOf(message.to), () => drainTo(message.to, kept.unsent.id))
    return { kept, outcome }
  }

  return {
    async send(message) {
      const { outcome } = await deliver(message)
      if (typeof outcome === 'object') throw outcome.refused
      return outcome === 'sent'
    },
    async sendNow(message) {
      const { kept, outcome } = await deliver(message)
      if (typeof outcome === 'object') throw outcome.refused
      if (outcome === 'sent') return
      await unsent.remove(kept)
      throw new Error('Slack did not take a message that cannot wait')
    },
    async drain() {
      try {
        const waiting = await unsent.waiting()
        const byPlace = new Map(waiting.map(({ unsent: { to } }) => [keyOf(to), to]))
        await Promise.all([...byPlace].map(([key, to]) => inTurn(key, () => drainTo(to))))
      } catch (error) {
        log.error({ err: error }, 'messages that wait could not be sent')
      }
    },
  }
}

/** Another process took the message out of this one's hands. */
class Overtaken extends Error {}

function keyOf(to: Destination): string {
  return 'channel' in to ? to.channel : to.userId
}

function marked(message: Message): Message {
  const words = 'You may have read this before: I was stopped while I sent it.'
  return { ...message, blocks: [...message.blocks, context(words)] }
}

function insteadOf(channel: string, message: Message): Message {
  const words = `I could not say this in <#${channel}>: the channel does not take my messages.`
  return { ...message, blocks: [...message.blocks, context(words)] }
}
