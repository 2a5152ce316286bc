import { DAY_S } from '../base/time.ts'
import type { Delivery, DigestStore, Held, Subscription } from '../digest/ports.ts'
import { keyedBy } from './ids.ts'
import type { StoredItem, Table } from './table.ts'

const SUBSCRIPTIONS = 'digests'

/** A day's row is kept longer than the chart looks back. */
const KEPT_S = 90 * DAY_S

/** The digests of the table: an item per subscribed channel, and a partition per channel with an item per day. */
export function digestsIn(table: Table): DigestStore {
  async function write({ delivery, revision }: Held, over: number | undefined): Promise<Held | undefined> {
    const kept = await table.putOver(
      {
        pk: partition(delivery.channel),
        sk: delivery.day,
        text: JSON.stringify(delivery),
        rev: revision,
        expiresAt: Math.floor(Date.parse(delivery.day) / 1000) + KEPT_S,
      },
      over,
    )
    return kept ? { delivery, revision } : undefined
  }

  return {
    async subscribe(subscription) {
      const { channel } = subscription
      const sk = keyedBy(channel)
      for (;;) {
        const there = await table.get(SUBSCRIPTIONS, sk)
        const rev = (there?.rev ?? 0) + 1
        const text = JSON.stringify(subscription)
        if (await table.putOver({ pk: SUBSCRIPTIONS, sk, text, rev }, there?.rev)) return
      }
    },
    async pause(subscription, why) {
      const sk = keyedBy(subscription.channel)
      const there = await table.get(SUBSCRIPTIONS, sk)
      if (there?.text !== JSON.stringify(subscription)) return
      const text = JSON.stringify({ ...subscription, paused: why })
      await table.putOver({ pk: SUBSCRIPTIONS, sk, text, rev: (there.rev ?? 0) + 1 }, there.rev)
    },
    async unsubscribe(channel) {
      const there = await table.get(SUBSCRIPTIONS, keyedBy(channel))
      if (there) await table.remove(SUBSCRIPTIONS, channel)
      return there !== undefined
    },
    async subscription(channel) {
      return read<Subscription>(await table.get(SUBSCRIPTIONS, keyedBy(channel)))
    },
    async subscriptions() {
      const found: Subscription[] = []
      for await (const item of table.query(SUBSCRIPTIONS)) {
        const subscription = read<Subscription>(item)
        if (subscription) found.push(subscription)
      }
      return found
    },

    async claim({ channel, day, scope }, now, leaseUntil) {
      const there = await table.get(partition(channel), day)
      const left = read<Delivery>(there)
      if (left?.state === 'done') return 'done'
      if (left && left.leaseUntil > now) return 'busy'
      const fresh = { channel, day, scope, state: 'claimed', replies: 0 } as const
      const delivery = left === undefined || left.state === 'claimed' ? fresh : left
      const revision = (there?.rev ?? 0) + 1
      return (await write({ delivery: { ...delivery, leaseUntil }, revision }, there?.rev)) ?? 'busy'
    },
    note: ({ revision }, delivery) => write({ delivery, revision: revision + 1 }, revision),
    async deliveries(channel, most) {
      const found: Delivery[] = []
      for await (const item of table.query(partition(channel), { newestFirst: true })) {
        const delivery = read<Delivery>(item)
        if (delivery) found.push(delivery)
        if (found.length >= most) break
      }
      return found
    },
  }
}

function partition(channel: string): string {
  return `digest#${keyedBy(channel)}`
}

/** Written above alone, and trusted as such. */
function read<T>(item: StoredItem | undefined): T | undefined {
  return item?.text === undefined ? undefined : (JSON.parse(item.text) as T)
}
