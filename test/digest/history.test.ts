import { describe, expect, it } from 'vitest'
import { shiftDay } from '../../src/digest/day.ts'
import { historyOf, sameScope, thinned } from '../../src/digest/history.ts'
import type { Delivery } from '../../src/digest/ports.ts'

const point = (day: string, score = 70) => ({ day, score, unknownShare: 0, failing: 3 })

function sent(day: string, change: Partial<Delivery> = {}): Delivery {
  return {
    channel: 'C1',
    day,
    state: 'done',
    leaseUntil: 0,
    scope: [],
    replies: 0,
    point: point(day),
    ...change,
  }
}

describe('the history of a channel', () => {
  it('is its last 30 days with today, oldest first', () => {
    const days = Array.from({ length: 40 }, (_, i) => sent(shiftDay('2026-11-22', -i)))
    const history = historyOf(days, [], point('2026-11-23'), '2026-11-23')
    expect(history).toHaveLength(30)
    expect([history[0]?.day, history.at(-1)?.day]).toEqual(['2026-10-25', '2026-11-23'])
  })

  it('leaves out days without an audit, and digests of another scope', () => {
    const { point: _, ...failed } = sent('2026-11-22')
    const days = [failed, sent('2026-11-21', { scope: ['notebooks'] }), sent('2026-11-20')]
    expect(historyOf(days, [], undefined, '2026-11-23').map(({ day }) => day)).toEqual(['2026-11-20'])
  })

  it('takes the same words in another order for the same scope', () => {
    expect(sameScope(['notebooks', 'severity:high'], ['severity:HIGH', 'notebooks'])).toBe(true)
    expect(sameScope(['a b'], ['a', 'b'])).toBe(false)
  })
})

it.each([
  [5, 20, 5],
  [20, 20, 20],
  [21, 20, 11],
  [30, 20, 15],
])('%i points in a chart of at most %i are %i, and the newest is among them', (count, most, shown) => {
  const points = Array.from({ length: count }, (_, i) => i)
  expect(thinned(points, most)).toHaveLength(shown)
  expect(thinned(points, most).at(-1)).toBe(count - 1)
})
