import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, nearest } from '../../src/base/nearest.ts'

describe('the nearest word', () => {
  it.each([
    ['audti', ['audit', 'help', 'explain'], ['audit']],
    ['notbooks', ['notebooks', 'models'], ['notebooks']],
    ['xyzzy', ['audit', 'help'], []],
    ['note', ['notebooks', 'models'], ['notebooks']],
  ])('to %s', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toEqual(expected)
  })

  it('measures like a metric', () => {
    const word = fc.string({ maxLength: 12 })
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, a)).toBe(0)
        expect(editDistance(a, b)).toBe(editDistance(b, a))
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c))
      }),
    )
  })
})
