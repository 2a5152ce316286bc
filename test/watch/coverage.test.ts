import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_S } from '../../src/base/time.ts'
import {
  afterReading,
  CAUGHT_UP_S,
  LATE_S,
  type Position,
  type ReadSpan,
  seenWith,
  spansToRead,
  startHere,
} from '../../src/watch/coverage.ts'

const NOW = 1_795_435_200
const aPosition = (over: Partial<Position> = {}): Position => ({ ...startHere(NOW), ...over })

describe('what to read next', () => {
  it('is everything since the last look, and what may have arrived late', () => {
    expect(spansToRead(aPosition(), NOW + 20)).toEqual([{ from: NOW - LATE_S, to: NOW + 20 }])
  })

  it('is the oldest stretch besides that an earlier look did not finish', () => {
    const unread = [
      { from: NOW - 9000, to: NOW - 8000 },
      { from: NOW - 7000, to: NOW - 6000 },
    ]
    expect(spansToRead(aPosition({ unread }), NOW)[1]).toEqual(unread[0])
  })

  it('is a week at the most after a long sleep', () => {
    const [span] = spansToRead(aPosition({ upTo: NOW - 30 * DAY_S }), NOW)
    expect(span).toEqual({ from: NOW - CAUGHT_UP_S, to: NOW })
  })
})

describe('the position after a look', () => {
  const read = (position: Position, now: number, reached: number | null): readonly ReadSpan[] =>
    spansToRead(position, now).map((span, i) => ({ span, reached: i === 0 ? reached : null }))

  it('is the moment of the look where everything was read', () => {
    const position = aPosition()
    const after = afterReading(position, read(position, NOW + 20, null), NOW + 20)
    expect(after).toMatchObject({ position: { upTo: NOW + 20, unread: [] }, lost: undefined })
  })

  it('keeps what a flood hid for the next looks', () => {
    const position = aPosition()
    const after = afterReading(position, read(position, NOW + 600, NOW + 400), NOW + 600)
    expect(after.position).toMatchObject({ upTo: NOW + 600, unread: [{ from: NOW, to: NOW + 400 }] })
    const next = afterReading(after.position, read(after.position, NOW + 620, null), NOW + 620)
    expect(next.position.unread).toEqual([])
  })

  it('has nothing more to read where a flood hid only what was read before', () => {
    const position = aPosition()
    const after = afterReading(position, read(position, NOW + 20, NOW - 60), NOW + 20)
    expect(after.position.unread).toEqual([])
  })

  it('says what was lost in a sleep that was too long', () => {
    const position = aPosition({ upTo: NOW - 30 * DAY_S })
    const after = afterReading(position, read(position, NOW, null), NOW)
    expect(after.lost).toEqual({ from: NOW - 30 * DAY_S, to: NOW - CAUGHT_UP_S })
  })

  it('says what was lost where floods never end', () => {
    let position = aPosition()
    let lost: unknown
    for (let i = 1; i <= 40; i++) {
      const now = NOW + i * 600
      const spans = spansToRead(position, now).map((span) => ({ span, reached: span.to - 10 }))
      const after = afterReading(position, spans, now)
      position = after.position
      lost ??= after.lost
    }
    expect(lost).toBeDefined()
    expect(position.unread.length).toBeLessThanOrEqual(20)
  })

  it('leaves no second since the start unread, however looks are cut short', () => {
    const looks = fc.array(
      fc.record({
        after: fc.integer({ min: 1, max: 900 }),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      {
        minLength: 1,
        maxLength: 12,
      },
    )
    fc.assert(
      fc.property(looks, (all) => {
        let position = aPosition()
        let now = NOW
        const covered: Array<{ from: number; to: number }> = []
        for (const { after, share } of all) {
          now += after
          const spans = spansToRead(position, now).map((span): ReadSpan => {
            const reached = Math.round(span.from + share * (span.to - span.from))
            return { span, reached: reached > span.from ? reached : null }
          })
          covered.push(...spans.map(({ span, reached }) => ({ from: reached ?? span.from, to: span.to })))
          position = afterReading(position, spans, now).position
        }
        covered.push(...position.unread)
        const missing = Array.from({ length: now - NOW }, (_, i) => NOW + i).filter(
          (at) => !covered.some(({ from, to }) => from <= at && at <= to),
        )
        expect(missing).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

describe('the ids that were seen', () => {
  it('are kept as long as a look can bring them again', () => {
    const position = aPosition({ seen: { old: NOW - LATE_S - 1, late: NOW - LATE_S } })
    expect(seenWith(position, [{ id: 'new', at: NOW }])).toEqual({ late: NOW - LATE_S, new: NOW })
  })

  it('are kept longer while a stretch is unread', () => {
    const position = aPosition({ seen: { old: NOW - 5000 }, unread: [{ from: NOW - 6000, to: NOW - 4000 }] })
    expect(seenWith(position, [])).toEqual({ old: NOW - 5000 })
  })
})
