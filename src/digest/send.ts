import { epochSeconds, MINUTE_S } from '../base/time.ts'
import type { Report } from '../posture/report.ts'
import type { Day } from './day.ts'
import { dueDay } from './due.ts'
import { type DigestSources, type Made, makeDigest } from './make.ts'
import type { Delivery, DigestOut, DigestStore, Held, Lost, Subscription } from './ports.ts'

export interface SendOptions extends DigestSources {
  readonly store: DigestStore
  readonly out: DigestOut
  /** Whether the subscriber may see everybody's access, so that the channel may read names. */
  readonly mayName: (subscription: Subscription) => Promise<boolean>
  /** How long a delivery stays in one process's hands after its last step: longer than an audit may take. */
  readonly leaseSeconds: number
}

/** When it is tried again after Slack did not take it. */
const RETRY_S = 5 * MINUTE_S

/**
 * The sender of digests: each call sends what is due and not sent, every channel by itself, so that one that fails holds up
 * no other. It may be called as often as one likes, by several processes: a conditional write gives each channel and day to
 * one of them. What it could not finish is tried again at a later call.
 */
export function createSender(options: SendOptions): () => Promise<void> {
  const { store, clock, onFailure } = options
  /** The newest day of each channel that is done, so that a quiet call costs one read. */
  const done = new Map<string, Day>()

  async function tend(subscription: Subscription): Promise<void> {
    const { channel } = subscription
    const now = epochSeconds(clock)
    const day = dueDay(subscription, done.get(channel), now) ?? (await unfinished(channel))
    if (day === undefined) return
    const held = await store.claim(
      { channel, day, scope: subscription.scope },
      now,
      now + options.leaseSeconds,
    )
    if (held === 'busy') return
    if (held !== 'done') await deliver(options, subscription, held)
    done.set(channel, day)
  }

  /** An earlier day whose message stands and whose thread does not. Looked for once, when the process is new. */
  async function unfinished(channel: string): Promise<Day | undefined> {
    if (done.has(channel)) return undefined
    const [last] = await store.deliveries(channel, 1)
    if (last?.state === 'posted') return last.day
    done.set(channel, last?.state === 'done' ? last.day : '')
    return undefined
  }

  return async () => {
    const wanted = (await store.subscriptions()).filter(({ paused }) => paused === undefined)
    await Promise.all(
      wanted.map((each) =>
        tend(each).catch((error: unknown) => {
          onFailure(`digest of ${each.channel}`, error)
        }),
      ),
    )
  }
}

/** Whoever is overtaken stops in silence. */
class Overtaken extends Error {}

/** Goes on from where the delivery stands. Throws where it may be tried again; whoever is overtaken stops in silence. */
async function deliver(options: SendOptions, subscription: Subscription, held: Held): Promise<void> {
  const { delivery } = held
  switch (delivery.state) {
    case 'claimed':
      return postNew(options, subscription, held)
    case 'posting':
      // The process before died while it sent: a second message would be worse than a person who looks.
      await options.out.tellUnsure(subscription, delivery.day)
      await note(options, held, { state: 'done' })
      return
    case 'posted': {
      const report =
        delivery.reportId === undefined ? undefined : await options.audits.byId(delivery.reportId)
      if (report) return finish(options, held, await make(options, subscription, delivery.day, report))
      await note(options, held, { state: 'done' })
      return
    }
    case 'done':
      return
  }
}

async function postNew(options: SendOptions, subscription: Subscription, held: Held): Promise<void> {
  const { out } = options
  const { channel, day } = held.delivery
  const lost = await out.lost(channel)
  if (lost !== undefined) return pause(options, subscription, held, lost)
  const made = await make(options, subscription, day)
  const hand = { held }
  const move = async (change: Partial<Delivery>): Promise<void> => {
    const after = await note(options, hand.held, change)
    if (!after) throw new Overtaken('another process has taken the digest over')
    hand.held = after
  }
  // While it waits for Slack's rate limit it is only claimed: a process that is killed then has sent nothing.
  const asking = {
    begins: () => move({ state: 'posting' }),
    wasInVain: () => move({ state: 'claimed' }),
  }
  const posted = await out.post(channel, made.digest, asking).catch(async (error: unknown) => {
    if (error instanceof Overtaken) return undefined
    // Slack said no, or did not answer six times: it is not there, and the lease says when to try again.
    const leaseUntil = epochSeconds(options.clock) + RETRY_S
    await note(options, hand.held, { state: 'claimed', leaseUntil })
    throw error
  })
  if (!posted) return
  if (!posted.ok) return pause(options, subscription, hand.held, posted.error)
  const { report, point } = made
  const standing = await note(options, hand.held, {
    state: 'posted',
    ts: posted.value,
    ...(report && { reportId: report.id }),
    ...(point && { point }),
  })
  if (standing) await finish(options, standing, made)
}

async function make(
  options: SendOptions,
  subscription: Subscription,
  day: Day,
  report?: Report,
): Promise<Made> {
  const { channel, zone, scope } = subscription
  const named = await options.mayName(subscription).catch(() => false)
  const publish = report === undefined
  return makeDigest(options, { channel, zone, scope, day, named, publish, ...(report && { report }) })
}

async function finish(options: SendOptions, held: Held, { digest, report }: Made): Promise<void> {
  let now: Held | undefined = held
  const { channel, ts } = held.delivery
  if (ts !== undefined && report && !digest.quiet)
    await options.out.fillThread(
      { channel, ts },
      { digest, report },
      held.delivery.replies,
      async (replies) => {
        now = now && (await note(options, now, { replies }))
        if (!now) throw new Error('another process has taken the digest over')
      },
    )
  if (now) await note(options, now, { state: 'done' })
}

/** The subscriber hears of it before it is noted: a process that dies between tells them twice rather than never. */
async function pause(options: SendOptions, subscription: Subscription, held: Held, why: Lost): Promise<void> {
  await options.out.tellLost(subscription, why)
  await options.store.pause(subscription, why)
  await note(options, held, { state: 'done' })
}

function note(
  { store, clock, leaseSeconds }: SendOptions,
  held: Held,
  change: Partial<Delivery>,
): Promise<Held | undefined> {
  const leaseUntil = epochSeconds(clock) + leaseSeconds
  return store.note(held, { ...held.delivery, leaseUntil, ...change })
}
