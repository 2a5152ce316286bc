import { describe, expect, it } from 'vitest'
import { isQuiet } from '../../../src/grants/rules/quiet-hours.ts'

const night = { timeZone: 'Europe/Berlin', from: 22 * 60, to: 7 * 60, days: [0] }
const noon = { timeZone: 'America/New_York', from: 12 * 60, to: 13 * 60, days: [] }
const at = (iso: string) => Date.parse(iso) / 1000

describe('quiet hours', () => {
  it.each([
    ['over midnight, in the evening', night, '2026-11-23T21:30:00Z', true],
    ['over midnight, the last quiet minute', night, '2026-11-24T05:59:59Z', true],
    ['over midnight, in the morning', night, '2026-11-24T06:00:00Z', false],
    ['a whole Sunday', night, '2026-11-22T11:00:00Z', true],
    ['Sunday by the wall clock there', night, '2026-11-21T23:30:00Z', true],
    ['in summer the same wall clock is an hour earlier in UTC', night, '2026-07-20T05:00:00Z', false],
    ['in winter it is not', night, '2026-12-14T05:00:00Z', true],
    [
      'the hour that happens twice, first',
      { ...night, days: [], from: 120, to: 180 },
      '2026-10-25T00:30:00Z',
      true,
    ],
    [
      'the hour that happens twice, second',
      { ...night, days: [], from: 120, to: 180 },
      '2026-10-25T01:30:00Z',
      true,
    ],
    [
      'the hour that does not happen',
      { ...night, days: [], from: 120, to: 180 },
      '2026-03-29T01:00:00Z',
      false,
    ],
    ['by day', noon, '2026-11-23T17:00:00Z', true],
    ['by day, at its end', noon, '2026-11-23T18:00:00Z', false],
    ['the last second of the year', night, '2026-12-31T22:59:59Z', true],
    ['a leap day', night, '2028-02-29T12:00:00Z', false],
    ['never where from equals to', { ...noon, from: 0, to: 0 }, '2026-11-23T05:00:00Z', false],
    ['never where there are none', undefined, '2026-11-23T03:00:00Z', false],
  ])('%s', (_, quiet, iso, expected) => {
    expect(isQuiet(quiet, at(iso))).toBe(expected)
  })
})
