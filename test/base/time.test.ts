import { describe, expect, it } from 'vitest'
import { epochSeconds, isoTime, plural, spellDuration } from '../../src/base/time.ts'

describe('time', () => {
  it('is counted in whole seconds UTC and written in ISO 8601', () => {
    expect(epochSeconds(() => 1_795_424_400_999)).toBe(1_795_424_400)
    expect(isoTime(1_795_424_400)).toBe('2026-11-23T09:00:00Z')
  })

  it.each([
    [0, '0 seconds'],
    [1, '1 second'],
    [59, '59 seconds'],
    [60, '1 minute'],
    [7199, '1 hour'],
    [172_800, '2 days'],
  ])('spells %d seconds', (seconds, words) => {
    expect(spellDuration(seconds)).toBe(words)
  })

  it.each([
    [1, 'finding', '1 finding'],
    [1200, 'finding', '1,200 findings'],
  ])('counts %d %s', (count, noun, words) => {
    expect(plural(count, noun)).toBe(words)
  })
})
