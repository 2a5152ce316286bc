import type { Asking } from '../base/asking.ts'
import type { Result } from '../base/result.ts'
import type { EpochSeconds } from '../base/time.ts'
import type { PersonKey } from '../grants/terms.ts'
import type { Report } from '../posture/report.ts'
import type { Day } from './day.ts'
import type { Digest } from './digest.ts'

/** Why a channel cannot have its digest: gone or not ours, archived, shared with another organisation, not writable. */
export type Lost = 'not-member' | 'archived' | 'shared' | 'not-allowed'

/** A channel's wish for a digest a day. One per channel. */
export interface Subscription {
  readonly channel: string
  /** Minutes after midnight, by the clock on the wall of `zone`. */
  readonly at: number
  /** IANA name. */
  readonly zone: string
  /** Scope words of the audit; empty: everything. */
  readonly scope: readonly string[]
  /** True: nothing on Saturdays and Sundays. */
  readonly weekdaysOnly: boolean
  readonly subscribedBy: PersonKey
  readonly subscribedAt: EpochSeconds
  /** Why nothing is sent until somebody subscribes the channel again. */
  readonly paused?: Lost
}

/** The numbers of one day, for the chart. */
export interface ScorePoint {
  readonly day: Day
  readonly score: number | null
  /** 0 to 1. */
  readonly unknownShare: number
  readonly failing: number
}

/**
 * The digest of a channel and day on its way. `claimed`: a process makes it. `posting`: the message is being sent, and whoever
 * finds it so cannot know whether Slack has it. `posted`: the message stands, its thread may not. `done`: nothing is left.
 */
export interface Delivery {
  readonly channel: string
  readonly day: Day
  readonly state: 'claimed' | 'posting' | 'posted' | 'done'
  /** From here on another process may go on with it (epoch seconds). */
  readonly leaseUntil: EpochSeconds
  readonly scope: readonly string[]
  /** The message in Slack. */
  readonly ts?: string
  /** How much of the thread stands. */
  readonly replies: number
  /** The audit that it told of; absent where there was none. */
  readonly reportId?: string
  readonly point?: ScorePoint
}

/** A delivery in the hands of this process, and its revision. */
export interface Held {
  readonly delivery: Delivery
  readonly revision: number
}

/** Who gets a digest, and what became of each day's. */
export interface DigestStore {
  /** Replaces what the channel had. */
  subscribe(subscription: Subscription): Promise<void>
  /** Sends nothing more on this subscription, unless the channel has another by now. */
  pause(subscription: Subscription, why: Lost): Promise<void>
  /** False where there was none. */
  unsubscribe(channel: string): Promise<boolean>
  subscription(channel: string): Promise<Subscription | undefined>
  subscriptions(): Promise<readonly Subscription[]>
  /**
   * Takes a channel's day into hand, in one conditional write: it is nobody's yet, or whoever had it let its lease run out.
   * What comes back stands as it was left, with a new lease. `busy`: somebody else is at it. `done`: nothing is left to do.
   */
  claim(
    wanted: Pick<Delivery, 'channel' | 'day' | 'scope'>,
    now: EpochSeconds,
    leaseUntil: EpochSeconds,
  ): Promise<Held | 'busy' | 'done'>
  /** Notes how far it is; `undefined` where somebody else has taken it over. */
  note(held: Held, delivery: Delivery): Promise<Held | undefined>
  /** The channel's days, newest first. */
  deliveries(channel: string, most: number): Promise<readonly Delivery[]>
}

/** Slack, as far as a digest needs it. What may be tried again is thrown. */
export interface DigestOut {
  /** Why the channel cannot have a digest now. Throws where that cannot be told. */
  lost(channel: string): Promise<Lost | undefined>
  /** Posts the message; its timestamp, or why the channel does not take it. It may have to wait long before it is sent. */
  post(channel: string, digest: Digest, asking: Asking): Promise<Result<string, Lost>>
  /** Puts into the thread whatever comes after the first `from` replies; `onReply` hears how many stand after each. */
  fillThread(
    place: { readonly channel: string; readonly ts: string },
    told: { readonly digest: Digest; readonly report: Report },
    from: number,
    onReply: (stand: number) => Promise<void>,
  ): Promise<void>
  /** Tells whoever subscribed a channel that it gets no digest any more, and why. */
  tellLost(subscription: Subscription, why: Lost): Promise<void>
  /** Tells them that nobody knows whether the day's message was posted. */
  tellUnsure(subscription: Subscription, day: Day): Promise<void>
}
