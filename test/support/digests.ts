import { err, ok, type Result } from '../../src/base/result.ts'
import { DAY_S } from '../../src/base/time.ts'
import { buildDigest, type Digest, type DigestInput } from '../../src/digest/digest.ts'
import type { Delivery, DigestOut, DigestStore, Lost, Subscription } from '../../src/digest/ports.ts'
import type { Waived } from '../../src/posture/waivers/waiver.ts'
import { ANN, BEN, T0 } from './grants.ts'
import { aFinding, aReport, aResource } from './report.ts'

/** The channel of Acme's machine-learning platform, every day at nine in Berlin. */
export function aSubscription(change: Partial<Subscription> = {}): Subscription {
  return {
    channel: 'C1',
    at: 9 * 60,
    zone: 'Europe/Berlin',
    scope: [],
    weekdaysOnly: false,
    subscribedBy: ANN,
    subscribedAt: 0,
    ...change,
  }
}

/** A waiver of a month, on a finding. */
export function aWaived(change: Partial<Waived> = {}): Waived {
  return { waiver: 'w1', until: T0 + 30 * DAY_S, by: ANN, approvedBy: BEN, reason: 'OPS-7', ...change }
}

/** Monday 23 November 2026 in Berlin, one finding fails and one passes, and it is the first digest. */
function anInput(change: Partial<DigestInput> = {}): DigestInput {
  return {
    day: '2026-11-23',
    zone: 'Europe/Berlin',
    now: T0,
    scope: [],
    audit: {
      report: aReport({ findings: [aFinding(), aFinding({ status: 'pass', resource: aResource('safe') })] }),
    },
    before: undefined,
    cameBack: new Set(),
    owners: new Map(),
    access: null,
    anchor: null,
    history: [],
    ...change,
  }
}

export function aDigest(change: Partial<DigestInput> = {}): Digest {
  return buildDigest(anInput(change))
}

/** Digests in memory: what the table does, without a table. */
export function memoryDigests(): DigestStore & {
  readonly days: Map<string, { delivery: Delivery; rev: number }>
} {
  const subscriptions = new Map<string, Subscription>()
  const days = new Map<string, { delivery: Delivery; rev: number }>()
  return {
    days,
    subscribe: async (each) => {
      subscriptions.set(each.channel, each)
    },
    pause: async (each, why) => {
      if (subscriptions.get(each.channel) === each) subscriptions.set(each.channel, { ...each, paused: why })
    },
    unsubscribe: async (channel) => subscriptions.delete(channel),
    subscription: async (channel) => subscriptions.get(channel),
    subscriptions: async () => [...subscriptions.values()],
    claim: async ({ channel, day, scope }, now, leaseUntil) => {
      const there = days.get(`${channel} ${day}`)
      if (there?.delivery.state === 'done') return 'done'
      if (there && there.delivery.leaseUntil > now) return 'busy'
      const delivery = {
        channel,
        day,
        scope,
        state: 'claimed',
        replies: 0,
        ...there?.delivery,
        leaseUntil,
      } as const
      const revision = (there?.rev ?? 0) + 1
      days.set(`${channel} ${day}`, { delivery, rev: revision })
      return { delivery, revision }
    },
    note: async ({ revision }, delivery) => {
      const key = `${delivery.channel} ${delivery.day}`
      if (days.get(key)?.rev !== revision) return undefined
      days.set(key, { delivery, rev: revision + 1 })
      return { delivery, revision: revision + 1 }
    },
    deliveries: async (channel, most) =>
      [...days.values()]
        .map(({ delivery }) => delivery)
        .filter((each) => each.channel === channel)
        .toSorted((a, b) => (a.day < b.day ? 1 : -1))
        .slice(0, most),
  }
}

/** Slack in memory. `lost` and `fails` make it refuse. */
export function memoryOut(replies = 2) {
  const posted: Array<{ readonly channel: string; readonly digest: Digest }> = []
  const threads: string[] = []
  const told: string[] = []
  const faults: {
    lost?: Lost
    refuses?: Lost
    posting?: Error
    waiting?: Promise<void>
    reply?: (n: number) => Error | undefined
  } = {}
  const out: DigestOut = {
    lost: async () => faults.lost,
    post: async (channel, digest, asking): Promise<Result<string, Lost>> => {
      await faults.waiting
      await asking.begins()
      if (faults.posting) throw faults.posting
      if (faults.refuses) return err(faults.refuses)
      posted.push({ channel, digest })
      return ok(`${posted.length}.0`)
    },
    fillThread: async ({ ts }, _, from, onReply) => {
      for (let n = from; n < replies; n++) {
        const fault = faults.reply?.(n)
        if (fault) throw fault
        threads.push(`${ts} ${n}`)
        await onReply(n + 1)
      }
    },
    tellLost: async ({ channel, subscribedBy }, why) => {
      told.push(`${subscribedBy} ${channel} ${why}`)
    },
    tellUnsure: async ({ channel, subscribedBy }, day) => {
      told.push(`${subscribedBy} ${channel} unsure ${day}`)
    },
  }
  return { out, posted, threads, told, faults }
}
