import { describe, expect, it } from 'vitest'
import type { DigestStore, Held } from '../../src/digest/ports.ts'
import { aSubscription } from '../support/digests.ts'

const DAY = '2026-11-23'

/** What every store of digests keeps to. Each test has a channel of its own. `stores`: two processes over one table. */
export function digestsContract(stores: () => readonly [DigestStore, DigestStore]): void {
  let channels = 0
  const fresh = () => ({ channel: `C${++channels}`, day: DAY, scope: [] as readonly string[] })

  async function held(store: DigestStore, wanted = fresh(), now = 100): Promise<Held> {
    const claimed = await store.claim(wanted, now, now + 60)
    if (typeof claimed === 'string') throw new Error(claimed)
    return claimed
  }

  describe('subscriptions', () => {
    it('are one per channel, the newest', async () => {
      const [store, other] = stores()
      const { channel } = fresh()
      await store.subscribe(aSubscription({ channel }))
      await other.subscribe(aSubscription({ channel, scope: ['notebooks'] }))
      expect(await store.subscription(channel)).toEqual(aSubscription({ channel, scope: ['notebooks'] }))
      expect((await store.subscriptions()).filter((each) => each.channel === channel)).toHaveLength(1)
    })

    it('end, and say whether there was one', async () => {
      const [store] = stores()
      const { channel } = fresh()
      await store.subscribe(aSubscription({ channel }))
      expect([await store.unsubscribe(channel), await store.unsubscribe(channel)]).toEqual([true, false])
      expect(await store.subscription(channel)).toBeUndefined()
    })

    it('pause, unless the channel was subscribed anew or not at all any more', async () => {
      const [store] = stores()
      const { channel } = fresh()
      const first = aSubscription({ channel })
      await store.subscribe(first)
      await store.pause(first, 'archived')
      expect(await store.subscription(channel)).toEqual({ ...first, paused: 'archived' })
      const second = aSubscription({ channel, at: 600 })
      await store.subscribe(second)
      await store.pause(first, 'archived')
      expect(await store.subscription(channel)).toEqual(second)
      await store.unsubscribe(channel)
      await store.pause(second, 'archived')
      expect(await store.subscription(channel)).toBeUndefined()
    })
  })

  describe('a day of a channel', () => {
    it('is claimed by one of many at once', async () => {
      const [store, other] = stores()
      const wanted = fresh()
      const claims = await Promise.all(
        Array.from({ length: 10 }, (_, i) => (i % 2 ? store : other).claim(wanted, 100, 160)),
      )
      expect(claims.filter((claim) => typeof claim !== 'string')).toHaveLength(1)
      expect(claims.filter((claim) => claim === 'busy')).toHaveLength(9)
    })

    it('stays in hand until the lease runs out, and then goes on from where it stood', async () => {
      const [store, other] = stores()
      const wanted = fresh()
      const first = await held(store, wanted)
      const posted = { ...first.delivery, state: 'posted', ts: '1.0', replies: 2, leaseUntil: 200 } as const
      await store.note(first, posted)
      expect(await other.claim(wanted, 199, 300)).toBe('busy')
      const second = await held(other, wanted, 200)
      expect(second.delivery).toEqual({ ...posted, leaseUntil: 260 })
    })

    it('cannot be moved by whoever was overtaken', async () => {
      const [store, other] = stores()
      const wanted = fresh()
      const first = await held(store, wanted)
      const second = await held(other, wanted, 160)
      expect(await store.note(first, { ...first.delivery, state: 'posting' })).toBeUndefined()
      expect(await other.note(second, { ...second.delivery, state: 'posting' })).toBeDefined()
    })

    it('is done for good', async () => {
      const [store, other] = stores()
      const wanted = fresh()
      const first = await held(store, wanted)
      await store.note(first, { ...first.delivery, state: 'done' })
      expect(await other.claim(wanted, 1e9, 2e9)).toBe('done')
    })

    it('is made of the scope of the day where it was only claimed', async () => {
      const [store] = stores()
      const wanted = fresh()
      await held(store, wanted)
      const again = await held(store, { ...wanted, scope: ['notebooks'] }, 160)
      expect(again.delivery.scope).toEqual(['notebooks'])
    })

    it('is found again with the other days, newest first', async () => {
      const [store] = stores()
      const wanted = fresh()
      for (const day of ['2026-11-22', '2026-11-24', '2026-11-23']) await held(store, { ...wanted, day })
      expect((await store.deliveries(wanted.channel, 2)).map(({ day }) => day)).toEqual([
        '2026-11-24',
        '2026-11-23',
      ])
      expect(await store.deliveries('C-none', 2)).toEqual([])
    })
  })
}
