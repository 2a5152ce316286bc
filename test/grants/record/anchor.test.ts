import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Grant } from '../../../src/grants/grant.ts'
import { open } from '../../../src/grants/lifecycle/apply.ts'
import { type Anchor, nextAnchor, verify } from '../../../src/grants/record/anchor.ts'
import { recordProblem } from '../../../src/grants/record/replay.ts'
import {
  active,
  anAskStep,
  approvalOf,
  aRequest,
  aTerms,
  BEN,
  CAT,
  historyOf,
  sha256,
  T0,
} from '../../support/grants.ts'

const DAY = 86_400
const copy = <T>(given: T): T => JSON.parse(JSON.stringify(given))
const long = historyOf(
  active(),
  [{ type: 'revoke', by: BEN, reason: 'done: {all} "of" it' }, { type: 'detach' }],
  T0 + 10,
)
const other = open('g2', anAskStep(), T0 + 20, sha256)
const moved = historyOf(other, [{ type: 'lapse', revision: 1 }], T0 + DAY + 7200)
const first = nextAnchor([long, other], [], T0 + DAY, sha256)
const second = nextAnchor([long, moved], [first], T0 + 2 * DAY, sha256)
const grants = [long, moved]
const anchors = [first, second]

/** Every path to a value inside a record: `['events', 0, 'at']`. */
function leaves(value: unknown, path: readonly (string | number)[] = []): ReadonlyArray<typeof path> {
  if (typeof value !== 'object' || value === null) return [path]
  const entries = Object.entries(value)
  if (entries.length === 0) return [path]
  return entries.flatMap(([key, each]) => leaves(each, [...path, Array.isArray(value) ? Number(key) : key]))
}

function changed<T>(given: T, path: readonly (string | number)[], change: (old: unknown) => unknown): T {
  const result = copy(given)
  let at: Record<string | number, unknown> = { root: result }
  for (const key of ['root', ...path].slice(0, -1)) at = at[key] as typeof at
  const last = path.at(-1) ?? 'root'
  const next = change(at[last])
  if (next === undefined) delete at[last]
  else at[last] = next
  return result
}

const CHANGES: ReadonlyArray<readonly [string, (old: unknown) => unknown]> = [
  ['removed', () => undefined],
  ['emptied', () => ({})],
  [
    'changed a little',
    (old) => {
      if (typeof old === 'number') return old + 1
      if (typeof old === 'boolean') return !old
      return typeof old === 'string' ? `${old}x` : 'x'
    },
  ],
]

describe('a record that nobody touched', () => {
  it('fits, and says how much was checked', () => {
    expect(verify(grants, anchors, sha256, second.hash)).toEqual({
      ok: true,
      grants: 2,
      events: 7,
      anchors: 2,
    })
    expect(verify([], [], sha256)).toEqual({ ok: true, grants: 0, events: 0, anchors: 0 })
  })

  it('anchors only what moved', () => {
    expect(first.heads.map(({ id }) => id)).toEqual(['g1', 'g2'])
    expect(second.heads).toEqual([{ id: 'g2', seq: 1, head: moved.head }])
  })

  it('may have moved on since the anchor', () => {
    expect(verify([long, moved], [first], sha256).ok).toBe(true)
  })
})

describe('a change of one thing', () => {
  it.each(CHANGES)('anywhere in a record, %s, is found', (_, change) => {
    const unseen = leaves(long).filter((path) => {
      const tampered = changed(long, path, change)
      return JSON.stringify(tampered) !== JSON.stringify(long) && !recordProblem(tampered, sha256)
    })
    expect(unseen).toEqual([])
    expect(leaves(long).length).toBeGreaterThan(100)
  })

  it('an added field is found', () => {
    expect(recordProblem({ ...long, note: 'x' } as Grant, sha256)).toEqual({ code: 'record-differs' })
  })

  it.each(CHANGES)('anywhere in an anchor, %s, is found', (_, change) => {
    const unseen = leaves(anchors).filter((path) => {
      const tampered = changed(anchors, path, change)
      return verify(grants, tampered.filter(Boolean), sha256, second.hash).ok
    })
    expect(unseen).toEqual([])
  })

  it('a removed, doubled or moved event is found', () => {
    const { events } = long
    for (let i = 0; i < events.length; i++) {
      expect(recordProblem({ ...long, events: events.toSpliced(i, 1) }, sha256)).toBeDefined()
      for (let j = 0; j <= events.length; j++) {
        const event = events[i]
        if (!event) throw new Error('no event')
        expect(recordProblem({ ...long, events: events.toSpliced(j, 0, event) }, sha256)).toBeDefined()
        const reordered = events.toSpliced(i, 1).toSpliced(j, 0, event)
        if (JSON.stringify(reordered) !== JSON.stringify(events))
          expect(recordProblem({ ...long, events: reordered }, sha256)).toBeDefined()
      }
    }
  })

  it('names the event that does not follow', () => {
    const tampered = changed(long, ['events', 1, 'at'], () => T0 + 2)
    expect(verify([tampered], [], sha256)).toEqual({
      ok: false,
      where: 'grant g1',
      problem: { code: 'event-does-not-fit', seq: 1 },
    })
  })

  it('a well-chained history that the table does not allow is found', () => {
    const forged = open('g1', { ...anAskStep(), required: { groups: [], total: 0 } }, T0, sha256)
    const approvedByNobody = { ...forged, state: 'approved' as const }
    expect(recordProblem(approvedByNobody, sha256)).toEqual({ code: 'record-differs' })
    expect(recordProblem({ ...forged, events: [] }, sha256)).toEqual({ code: 'no-events' })
  })
})

describe('against the anchors', () => {
  const without = (...ids: string[]) => grants.filter(({ id }) => !ids.includes(id))
  const shortened: Grant = historyOf(aRequest(), [approvalOf(aRequest(), BEN)])
  const rewritten: Grant = historyOf(aRequest(), [approvalOf(aRequest(), CAT)])
  const forgedOld = open('g3', anAskStep({ terms: aTerms({ reason: 'forged' }) }), T0, sha256)
  const forgedStep = historyOf(other, [{ type: 'withdraw', by: 'T1/ANN', revision: 1 }], T0 + 30)

  it.each<readonly [string, readonly Grant[], readonly Anchor[], object]>([
    [
      'a removed grant',
      without('g1'),
      anchors,
      { where: 'grant g1', problem: { code: 'removed-since-anchor', seq: 4 } },
    ],
    [
      'a shortened history',
      [shortened, moved],
      anchors,
      { where: 'grant g1', problem: { code: 'removed-since-anchor', seq: 4 } },
    ],
    [
      'a history told anew',
      [
        historyOf(
          rewritten,
          [
            { type: 'attach', revision: 1, role: { arn: 'a', documentsHash: 'b' } },
            { type: 'revoke', by: BEN, reason: '' },
            { type: 'detach' },
          ],
          T0 + 2,
        ),
        moved,
      ],
      anchors,
      { where: 'grant g1', problem: { code: 'rewritten-since-anchor', seq: 4 } },
    ],
    [
      'a grant that was slipped in',
      [...grants, forgedOld],
      anchors,
      { where: 'grant g3', problem: { code: 'older-than-anchor', seq: 0 } },
    ],
    [
      'a step that was slipped in',
      [long, forgedStep],
      [first],
      { where: 'grant g2', problem: { code: 'older-than-anchor', seq: 1 } },
    ],
    [
      'a grant twice',
      [long, long, moved],
      anchors,
      { where: 'grant g1', problem: { code: 'same-id-twice' } },
    ],
    ['a removed anchor', grants, [second], { where: 'anchor 0', problem: { code: 'anchor-does-not-fit' } }],
    [
      'anchors in another order',
      grants,
      [second, first],
      { where: 'anchor 0', problem: { code: 'anchor-does-not-fit' } },
    ],
    [
      'an anchor twice',
      grants,
      [first, first],
      { where: 'anchor 1', problem: { code: 'anchor-does-not-fit' } },
    ],
  ])('%s is found', (_, tampered, kept, expected) => {
    expect(verify(tampered, kept, sha256)).toMatchObject({ ok: false, ...expected })
  })

  it('the newest anchor cannot be left out once its hash is published', () => {
    expect(verify([long, other], [first], sha256, second.hash)).toEqual({
      ok: false,
      where: 'anchor 1',
      problem: { code: 'anchor-does-not-fit' },
    })
  })

  it('an event that was being written while the anchor was made is not taken for a forgery', () => {
    const slow = open('g9', anAskStep(), T0 + DAY - 3, sha256)
    expect(verify([...grants, slow], [first], sha256).ok).toBe(true)
  })

  it('any grants that are anchored as they grow fit', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { maxLength: 8 }), (days) => {
        const all: Grant[] = []
        const kept: Anchor[] = []
        for (const [day, count] of days.entries()) {
          const now = T0 + day * DAY
          for (let i = 0; i < count; i++) all.push(open(`g${day}-${i}`, anAskStep(), now, sha256))
          kept.push(nextAnchor(all, kept, now + 60, sha256))
        }
        expect(verify(all, kept, sha256, kept.at(-1)?.hash).ok).toBe(true)
        for (let i = 0; i < all.length; i++) expect(verify(all.toSpliced(i, 1), kept, sha256).ok).toBe(false)
      }),
      { numRuns: 30 },
    )
  })
})
