import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Grant } from '../../src/grants/grant.ts'
import { open } from '../../src/grants/lifecycle/apply.ts'
import type { LaterStep } from '../../src/grants/lifecycle/steps.ts'
import type { Anchor } from '../../src/grants/record/anchor.ts'
import { canonicalJson } from '../../src/grants/record/canonical-json.ts'
import type { Store } from '../../src/store/store.ts'
import type { TableOptions } from '../../src/store/table.ts'
import {
  ANN,
  active,
  anAskStep,
  approvalOf,
  aTerms,
  BEN,
  CAT,
  extensionOf,
  historyOf,
  sha256,
  T0,
} from '../support/grants.ts'
import { aStore } from '../support/stores.ts'

const HOSTILE = 'line\u2028feed\n\r\u0000 <!channel> {"a":1} \u202Egnp.exe \ud83d\ude80 \\ |# %s $'

const aGrant = (id: string, reason = HOSTILE): Grant =>
  open(id, anAskStep({ terms: aTerms({ reason }) }), T0, sha256)

const deny = (grant: Grant, reason = 'no'): LaterStep => ({
  type: 'deny',
  by: BEN,
  revision: grant.revisions,
  reason,
})

/** Text that no packing makes small. */
const noise = (seed: number) => Array.from({ length: 46 }, (_, n) => sha256(`${seed} ${n}`)).join('')

/** The grant after so many extensions that were asked for and denied. */
function extended(grant: Grant, times: number, reason: (n: number) => string): Grant {
  return Array.from({ length: times }, (_, n) => reason(n)).reduce((now, words) => {
    const asked = historyOf(now, [extensionOf(now, { reason: words })], T0 + 9)
    return historyOf(asked, [deny(asked, words)], T0 + 9)
  }, grant)
}

const ids = (grants: readonly Grant[]) => grants.map(({ id }) => id).toSorted()

const expected = ({ state, revisions, head }: Grant) => ({ state, revisions, head })

/** What any DynamoDB must give the grants. `openOptions` hands over an empty table. */
export function grantsContract(name: string, openOptions: () => Promise<TableOptions>): void {
  describe(`grants on ${name}`, () => {
    let options: TableOptions
    const stores: Store[] = []
    /** Another process on the same table. */
    const opened = async () => {
      const store = await aStore(options)
      stores.push(store)
      return store.grants
    }
    beforeAll(async () => {
      options = await openOptions()
    })
    afterAll(async () => {
      for (const store of stores) await store.close()
    })

    test('a record comes back exactly as it was written', async () => {
      const [one, two] = [await opened(), await opened()]
      const grant = aGrant('exact')
      expect(await one.create(grant)).toBe(true)
      const denied = historyOf(grant, [deny(grant, HOSTILE)])
      expect(await one.move(expected(grant), denied)).toBe(true)
      const read = await two.read('exact')
      expect(read).toEqual(denied)
      expect(canonicalJson(read)).toBe(canonicalJson(denied))
      for (const id of ['another', '', 'exact ', 'x'.repeat(5000), '\ud800'])
        expect(await two.read(id)).toBeUndefined()
    })

    test('an id is taken once', async () => {
      const [one, two] = [await opened(), await opened()]
      const rivals = [aGrant('taken', 'one'), aGrant('taken', 'two')] as const
      const won = await Promise.all([one.create(rivals[0]), two.create(rivals[1])])
      expect(won.filter(Boolean)).toHaveLength(1)
      expect(await one.read('taken')).toEqual(rivals[won.indexOf(true)])
      await expect(one.create(aGrant('', 'no id'))).rejects.toThrow('An id is')
    })

    test.each([
      ['state', { state: 'active' }],
      ['number of revisions', { revisions: 2 }],
      ['newest event', { head: sha256('another') }],
    ] as const)('a record of another %s is not moved', async (what, change) => {
      const grants = await opened()
      const grant = aGrant(`other-${what.replaceAll(' ', '-')}`)
      await grants.create(grant)
      const denied = historyOf(grant, [deny(grant)])
      expect(await grants.move({ ...expected(grant), ...change }, denied)).toBe(false)
      expect(await grants.read(grant.id)).toEqual(grant)
    })

    test('a grant that is not there is not moved', async () => {
      const grants = await opened()
      const grant = aGrant('absent')
      expect(await grants.move(expected(grant), historyOf(grant, [deny(grant)]))).toBe(false)
      expect(await grants.read('absent')).toBeUndefined()
    })

    test('of two writers one wins each move, however they interleave', { timeout: 60_000 }, async () => {
      const [one, two] = [await opened(), await opened()]
      let count = 0
      await fc.assert(
        fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 4 }), async (scheduler, moves) => {
          const id = `race-${count++}`
          await one.create(aGrant(id))
          const wins: string[] = []
          const write = async (grants: typeof one, writer: string) => {
            for (let n = 0; n < moves; n++) {
              const grant = await grants.read(id)
              if (grant?.state !== 'requested') return
              await scheduler.schedule(Promise.resolve(), `${writer} read`)
              const after = { ...grant, head: sha256(`${grant.head} ${writer} ${n}`) }
              const last = { ...grant.events[0], previous: grant.head, hash: after.head }
              const moved = { ...after, events: [...grant.events, last] } as Grant
              if (await grants.move(expected(grant), moved)) wins.push(after.head)
            }
          }
          const both = Promise.all([write(one, 'one'), write(two, 'two')])
          await scheduler.waitFor(both)
          const kept = await one.read(id)
          expect(kept?.events.slice(1).map(({ hash }) => hash)).toEqual(wins)
          expect(wins.length).toBeGreaterThanOrEqual(moves)
        }),
        { numRuns: 8 },
      )
    })

    test('what is unsettled is found until it is over and reviewed, what is unshown until it was shown', async () => {
      const [one, two] = [await opened(), await opened()]
      const grant = aGrant('watched')
      const mine = async (list: 'unsettled' | 'unshown') =>
        ids(await two[list]()).filter((id) => id === 'watched')
      await one.create(grant)
      expect([await mine('unsettled'), await mine('unshown')]).toEqual([['watched'], ['watched']])
      await one.shown('watched', grant.head)
      expect([await mine('unsettled'), await mine('unshown')]).toEqual([['watched'], []])
      const denied = historyOf(grant, [deny(grant)])
      await one.move(expected(grant), denied)
      expect([await mine('unsettled'), await mine('unshown')]).toEqual([[], ['watched']])
      await one.shown('watched', grant.head)
      expect(await mine('unshown')).toEqual(['watched'])
      await one.shown('watched', denied.head)
      expect([await mine('unsettled'), await mine('unshown')]).toEqual([[], []])
      await two.shown('watched', grant.head)
      expect(await mine('unshown')).toEqual(['watched'])
      await one.shown('absent', grant.head)
      expect(ids(await two.all())).toContain('watched')
    })

    test('an ended grant whose review is owed is unsettled', async () => {
      const grants = await opened()
      const grant = aGrant('owed')
      await grants.create(grant)
      const review = { dueAt: T0 + 1, outcome: null }
      const ended: Grant = { ...historyOf(grant, [deny(grant)]), review }
      await grants.move(expected(grant), ended)
      await grants.shown('owed', ended.head)
      expect(ids(await grants.unsettled())).toContain('owed')
      const step: LaterStep = { type: 'review', by: CAT, verdict: 'justified', note: HOSTILE }
      const reviewed = historyOf(ended, [step], T0 + 5)
      await grants.move(expected(ended), reviewed)
      expect(ids(await grants.unsettled())).not.toContain('owed')
      expect(ids(await grants.unshown())).toContain('owed')
    })

    test('hundreds of long reasons fit one record', async () => {
      const grants = await opened()
      const grant = extended({ ...active(), id: 'long' }, 150, (n) =>
        `${n} ${HOSTILE} `.repeat(60).slice(0, 3000),
      )
      expect(await grants.create(grant)).toBe(true)
      expect(await grants.read('long')).toEqual(grant)
    })

    test('a record that is full takes no further extension, and can still be decided on and ended', async () => {
      const grants = await opened()
      let grant = extended({ ...active(), id: 'full' }, 90, noise)
      await grants.create(grant)
      const move = async (step: LaterStep) => {
        const after = historyOf(grant, [step], T0 + 10)
        expect(await grants.move(expected(grant), after)).toBe(true)
        grant = after
      }
      let last = grant
      const fill = async () => {
        for (let n = 1000; n < 1040; n++) {
          await move(extensionOf(grant, { reason: noise(n) }))
          last = grant
          await move(deny(grant, noise(-n)))
        }
      }
      await expect(fill()).rejects.toThrow('The record of grant full is full: end it, and ask for a new one.')
      // All that can follow the last extension that did fit has to fit as well, even on top of what followed it.
      expect(last.next).not.toBeNull()
      const approval = historyOf({ ...grant, next: last.next }, [approvalOf(last, BEN)], T0 + 10)
      expect(await grants.move(expected(grant), approval)).toBe(true)
      grant = approval
      await move({ type: 'revoke', by: ANN, reason: '\u{10ffff}'.repeat(1500) })
      await move({ type: 'detach' })
      expect(await grants.read('full')).toEqual(grant)
    })

    test('anchors are numbered, kept in order, and a number is taken once', async () => {
      const [one, two] = [await opened(), await opened()]
      const anchor = (seq: number, at = T0): Anchor => ({
        seq,
        at,
        heads: Array.from({ length: 2000 }, (_, n) => ({ id: `g${n}`, seq, head: sha256(`${seq} ${n}`) })),
        previous: sha256(String(seq - 1)),
        hash: sha256(String(seq)),
      })
      expect(await one.anchors()).toEqual([])
      expect(await one.addAnchor(anchor(0))).toBe(true)
      const rivals = await Promise.all([one.addAnchor(anchor(1, 1)), two.addAnchor(anchor(1, 2))])
      expect(rivals.filter(Boolean)).toHaveLength(1)
      for (let seq = 2; seq < 12; seq++) await two.addAnchor({ ...anchor(seq), heads: [] })
      const anchors = await one.anchors()
      expect(anchors.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
      expect(anchors[0]).toEqual(anchor(0))
      expect(await one.addAnchor(anchor(0))).toBe(false)
    })
  })
}
