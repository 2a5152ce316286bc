import { describe, expect, it } from 'vitest'
import { lockedUntil, NO_WRONG_CODES, oneMoreWrong } from '../../src/mfa/wrong-codes.ts'

describe('the lock of typed codes', () => {
  it.each([
    [0, 0],
    [1, 0],
    [4, 0],
    [5, 1000 + 900],
    [6, 0],
    [9, 0],
    [10, 1000 + 1800],
    [15, 1000 + 3600],
    [35, 1000 + 57_600],
    [40, 1000 + 86_400],
    [95, 1000 + 86_400],
    [99, 0],
    [100, Number.POSITIVE_INFINITY],
    [101, Number.POSITIVE_INFINITY],
  ])('after %i wrong ones lasts until %d', (count, until) => {
    expect(lockedUntil({ count, lastAt: 1000 })).toBe(until)
  })

  it('lets at most a hundred guesses through, and takes more than twelve days for them', () => {
    let wrong = NO_WRONG_CODES
    let now = 0
    let guesses = 0
    while (Number.isFinite(lockedUntil(wrong))) {
      now = Math.max(now, lockedUntil(wrong))
      wrong = oneMoreWrong(wrong, now)
      guesses++
    }
    expect(guesses).toBe(100)
    expect(now).toBeGreaterThan(12 * 86_400)
  })
})
