import type { EpochSeconds } from '../../base/time.ts'
import type { Message } from '../blocks/blocks.ts'

/** A channel, or the direct message with a person. */
export type Destination = { readonly channel: string } | { readonly userId: string }

/** A message that no other record would bring again. It is written before it is sent, and removed once Slack took it. */
export interface UnsentMessage {
  /** Orders what goes to one place: later ones sort after. Nobody else's is the same. */
  readonly id: string
  readonly to: Destination
  readonly message: Message
  /** Under what its place is noted once it stands. */
  readonly notice?: Notice
  /** Who hears of it where the channel does not take it, as a Slack user id. */
  readonly concerns?: string
}

/** Where it is noted that a message stands; see `NoticePlaces`. */
export interface Notice {
  readonly of: string
  readonly kind: 'channel' | 'once'
  readonly about?: string
}

/** An unsent message as it is kept. */
export interface Unsent {
  readonly unsent: UnsentMessage
  /** A process asks Slack to take it and has not noted what Slack said; until then nobody else asks. 0: nobody does. */
  readonly askingUntil: EpochSeconds
  /** 1, and one more with every change: what a conditional write compares. */
  readonly revision: number
}

/** Keeps messages until Slack took them. */
export interface UnsentMessages {
  keep(message: UnsentMessage): Promise<Unsent>
  /** What waits for one place, or for any, in the order in which each place gets it. */
  waiting(to?: Destination): Promise<readonly Unsent[]>
  /** Notes who asks until when; undefined where somebody else changed or removed it meanwhile. */
  asking(unsent: Unsent, until: EpochSeconds): Promise<Unsent | undefined>
  /** The same again changes nothing. */
  remove(unsent: Unsent): Promise<void>
}

/** Until when Slack wants quiet, so that a process that starts anew does not knock before. */
export interface QuietTimes {
  /** Milliseconds since 1970 by what is to be quiet: those that are not over at `now`. */
  since(now: number): Promise<ReadonlyMap<string, number>>
  keep(key: string, until: number): Promise<void>
}
