import { describe, expect, it } from 'vitest'
import type { UnsentMessage, UnsentMessages } from '../../src/slack/sending/ports.ts'
import { note } from '../../src/slack/views/trouble.ts'

/** What every store of unsent messages keeps to. Each test has a channel of its own. `stores`: two processes over one table. */
export function unsentContract(stores: () => readonly [UnsentMessages, UnsentMessages]): void {
  let channels = 0
  const fresh = () => ({ channel: `CUNSENT${++channels}` })
  const message = (id: string, to: UnsentMessage['to']): UnsentMessage => ({
    id,
    to,
    message: note(`:key: message ${id}`),
    notice: { of: 'once', kind: 'once', about: id },
    concerns: 'U1',
  })

  describe('messages that wait', () => {
    it('come back as they were written, in the order of each place', async () => {
      const [store, other] = stores()
      const [to, elsewhere] = [fresh(), fresh()]
      for (const id of ['2-b', '1-a', '3-c']) await store.keep(message(id, to))
      await store.keep(message('0-z', elsewhere))
      const waiting = await other.waiting(to)
      expect(waiting.map(({ unsent }) => unsent.id)).toEqual(['1-a', '2-b', '3-c'])
      expect(waiting[0]).toEqual({ unsent: message('1-a', to), askingUntil: 0, revision: 1 })
      const all = (await other.waiting()).map(({ unsent }) => unsent)
      expect(all.filter((each) => 'channel' in each.to && each.to.channel === to.channel)).toHaveLength(3)
      expect(all).toContainEqual(message('0-z', elsewhere))
    })

    it('are told apart where one place’s name begins with another’s', async () => {
      const [store] = stores()
      const { channel } = fresh()
      await store.keep(message('1', { channel: `${channel}0` }))
      await store.keep(message('1', { userId: channel }))
      expect(await store.waiting({ userId: channel })).toHaveLength(1)
    })

    it('are nobody’s second time', async () => {
      const [store, other] = stores()
      const to = fresh()
      await store.keep(message('1', to))
      await expect(other.keep(message('1', to))).rejects.toThrow('already')
    })

    it('are asked about by one of many at once', async () => {
      const [store, other] = stores()
      const kept = await store.keep(message('1', fresh()))
      const asked = await Promise.all(
        Array.from({ length: 10 }, (_, n) => (n % 2 ? store : other).asking(kept, 100 + n)),
      )
      expect(asked.filter((each) => each !== undefined)).toHaveLength(1)
    })

    it('can be asked about again by whoever did before, and say until when', async () => {
      const [store, other] = stores()
      const to = fresh()
      const first = await store.asking(await store.keep(message('1', to)), 160)
      const second = first && (await store.asking(first, 0))
      expect(await other.waiting(to)).toEqual([second])
      expect(second).toMatchObject({ askingUntil: 0, revision: 3 })
    })

    it('are gone once they are removed, for everybody', async () => {
      const [store, other] = stores()
      const to = fresh()
      const kept = await store.keep(message('1', to))
      await store.remove(kept)
      await other.remove(kept)
      expect(await other.asking(kept, 100)).toBeUndefined()
      expect(await other.waiting(to)).toEqual([])
    })
  })
}
