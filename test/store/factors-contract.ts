import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { err, ok } from '../../src/base/result.ts'
import { changeFactors } from '../../src/mfa/factor-sets.ts'
import type { Challenge, FactorSet, Link } from '../../src/mfa/ports.ts'
import type { NoticePlace } from '../../src/services.ts'
import type { Store } from '../../src/store/store.ts'
import type { TableOptions } from '../../src/store/table.ts'
import { ANN, BEN, T0 } from '../support/grants.ts'
import { aStore } from '../support/stores.ts'

const aChallenge = (id: string, change: Partial<Challenge> = {}): Challenge => ({
  id,
  purpose: 'confirm',
  person: ANN,
  subjectHash: 'a hash',
  sealedSeed: null,
  expiresAt: T0 + 300,
  ...change,
})

const aLink = (id: string): Link => ({
  id,
  purpose: 'approve',
  person: ANN,
  subject: 'g1 2 \u2028 <!here>',
  subjectHash: '',
  expiresAt: T0 + 300,
})

const aSet = (change: Partial<FactorSet> = {}): FactorSet => ({
  owner: ANN,
  version: 1,
  factors: [
    {
      method: 'totp',
      id: 'phone',
      label: 'Phone \ud83d\ude80',
      enrolledAt: T0,
      announcedAt: T0,
      lastUsedAt: null,
      sealedSeed: 'sealed',
      lastStep: 7,
    },
  ],
  wrongCodes: { count: 2, lastAt: T0 },
  ...change,
})

/** What any DynamoDB must give the second factors and the messages. `openOptions` hands over an empty table. */
export function factorsContract(name: string, openOptions: () => Promise<TableOptions>): void {
  describe(`factors and messages on ${name}`, () => {
    const stores: Store[] = []
    beforeAll(async () => {
      const options = await openOptions()
      stores.push(await aStore(options), await aStore(options))
    })
    afterAll(async () => {
      for (const store of stores) await store.close()
    })
    const two = (): readonly [Store, Store] => {
      const [a, b] = stores
      if (!a || !b) throw new Error('Not open')
      return [a, b]
    }

    test('who has no factors has an empty set, and a set comes back as it was written', async () => {
      const [a, b] = two()
      expect(await a.factors.read(ANN)).toEqual(
        aSet({ version: 0, factors: [], wrongCodes: { count: 0, lastAt: 0 } }),
      )
      expect(await a.factors.write(aSet())).toBe(true)
      expect(await b.factors.read(ANN)).toEqual(aSet())
      expect((await b.factors.read(BEN)).version).toBe(0)
    })

    test.each([1, 3, 4])('after version 1 there is no version %s', async (version) => {
      const [a] = two()
      const owner = `T1/NEXT${version}` as const
      await a.factors.write(aSet({ owner }))
      expect(await a.factors.write(aSet({ owner, version, factors: [] }))).toBe(false)
      expect(await a.factors.read(owner)).toEqual(aSet({ owner }))
    })

    test('of changes by two processes none is lost and none counts twice', async () => {
      const [a, b] = two()
      const add = (store: Store, n: number) =>
        changeFactors(store.factors, 'T1/BUSY', ({ wrongCodes }) =>
          wrongCodes.count > 100
            ? { answer: err('codes-locked') }
            : { set: { wrongCodes: { count: wrongCodes.count + 1, lastAt: n } }, answer: ok(n) },
        )
      const done = await Promise.all([0, 1, 2, 3, 4, 5].map((n) => add(n % 2 === 0 ? a : b, n)))
      const went = done.filter((each) => each.ok).length
      const set = await a.factors.read('T1/BUSY')
      expect(went).toBeGreaterThan(0)
      expect([set.version, set.wrongCodes.count]).toEqual([went, went])
    })

    test('a challenge is used by one caller alone, however they interleave', async () => {
      const [a, b] = two()
      let count = 0
      await fc.assert(
        fc.asyncProperty(fc.array(fc.boolean(), { minLength: 2, maxLength: 6 }), async (callers) => {
          const id = `c${count++}`
          await a.challenges.put(aChallenge(id))
          const uses = await Promise.all(callers.map((first) => (first ? a : b).challenges.use(id, T0 + 299)))
          expect(uses.filter(Boolean)).toHaveLength(1)
          expect(await b.challenges.read(id)).toEqual(aChallenge(id))
        }),
        { numRuns: 20 },
      )
    })

    test.each([
      [T0 + 299, true],
      [T0 + 300, false],
      [T0 + 301, false],
      [Number.NaN, false],
    ])('at %s its use is %s where it ends at 300', async (now, used) => {
      const [a] = two()
      const id = `end-${now}`
      await a.challenges.put(aChallenge(id))
      await a.links.put(aLink(id))
      expect(await a.challenges.use(id, now)).toBe(used)
      expect(await a.links.use(id, now)).toBe(used)
    })

    test('an id of a challenge or link is taken once, and what is not there cannot be used', async () => {
      const [a, b] = two()
      await a.challenges.put(aChallenge('same'))
      await a.links.put(aLink('same'))
      await expect(b.challenges.put(aChallenge('same', { person: BEN }))).rejects.toThrow('already')
      await expect(b.links.put(aLink('same'))).rejects.toThrow('already')
      for (const id of ['none', '', 'x'.repeat(3000), '\ud800']) {
        expect([await a.challenges.read(id), await a.links.read(id)]).toEqual([undefined, undefined])
        expect([await a.challenges.use(id, T0), await a.links.use(id, T0)]).toEqual([false, false])
      }
    })

    test('a link tells when it was used', async () => {
      const [a, b] = two()
      await a.links.put(aLink('told'))
      expect(await b.links.read('told')).toEqual({ link: aLink('told'), usedAt: null })
      expect(await Promise.all([a.links.use('told', T0), b.links.use('told', T0)])).toContain(true)
      expect(await a.links.read('told')).toEqual({ link: aLink('told'), usedAt: T0 })
    })

    test('the places of a grant’s messages are kept once each', async () => {
      const [a, b] = two()
      const channel: NoticePlace = { kind: 'channel', person: null, channel: 'C1', ts: '1.2' }
      const direct: NoticePlace = { kind: 'approver', person: BEN, channel: 'D1', ts: '1.3' }
      await Promise.all([a.notices.add('g1', channel), b.notices.add('g1', channel)])
      await b.notices.add('g1', direct)
      await b.notices.add('g2', direct)
      expect(new Set(await a.notices.of('g1'))).toEqual(new Set([channel, direct]))
      await a.notices.remove('g1', channel)
      await a.notices.remove('g1', channel)
      expect(await b.notices.of('g1')).toEqual([direct])
      expect(await b.notices.of('g2')).toEqual([direct])
      expect(await b.notices.of('')).toEqual([])
    })
  })
}
