import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoTime } from '../../src/base/time.ts'
import {
  dayOf,
  daysBetween,
  dayWords,
  exists,
  instantOf,
  isWeekend,
  shiftDay,
  shortDay,
} from '../../src/digest/day.ts'

const at = (zone: string, day: string, time: string) => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return isoTime(instantOf(zone, day, hours * 60 + minutes))
}

describe('a time by the clock on the wall', () => {
  it.each([
    ['winter in Berlin', 'Europe/Berlin', '2026-11-23', '09:00', '2026-11-23T08:00:00Z'],
    ['summer in Berlin', 'Europe/Berlin', '2026-07-01', '09:00', '2026-07-01T07:00:00Z'],
    ['half an hour off, in Kolkata', 'Asia/Kolkata', '2026-11-23', '09:00', '2026-11-23T03:30:00Z'],
    [
      'ahead of everybody, on Kiritimati',
      'Pacific/Kiritimati',
      '2026-11-23',
      '00:30',
      '2026-11-22T10:30:00Z',
    ],
    ['a leap day', 'America/New_York', '2028-02-29', '09:00', '2028-02-29T14:00:00Z'],
    [
      'a time that never comes means the next there is',
      'Europe/Berlin',
      '2026-03-29',
      '02:30',
      '2026-03-29T01:00:00Z',
    ],
    ['the first time after it', 'Europe/Berlin', '2026-03-29', '03:00', '2026-03-29T01:00:00Z'],
    [
      'a time that comes twice means its first',
      'Europe/Berlin',
      '2026-10-25',
      '02:30',
      '2026-10-25T00:30:00Z',
    ],
    ['the same in New York', 'America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00Z'],
    [
      'a leap of half an hour, on Lord Howe',
      'Australia/Lord_Howe',
      '2026-10-04',
      '02:15',
      '2026-10-03T15:30:00Z',
    ],
    ['a leap at midnight, in Cairo', 'Africa/Cairo', '2026-04-24', '00:30', '2026-04-23T22:00:00Z'],
  ])('%s', (_, zone, day, time, instant) => {
    expect(at(zone, day, time)).toBe(instant)
  })

  it('comes once a day and shows the day that it was asked for', () => {
    const zone = fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'UTC',
    )
    const day = fc.integer({ min: 0, max: 4000 }).map((days) => shiftDay('2024-01-01', days))
    fc.assert(
      fc.property(zone, day, fc.integer({ min: 0, max: 24 * 60 - 1 }), (where, on, minutes) => {
        expect(dayOf(where, instantOf(where, on, minutes))).toBe(on)
        expect(instantOf(where, shiftDay(on, 1), minutes)).toBeGreaterThan(instantOf(where, on, minutes))
      }),
      { numRuns: 200 },
    )
  })
})

describe('a day', () => {
  it('is that of the zone, not of UTC', () => {
    const lateInUtc = Date.UTC(2026, 10, 23, 23, 30) / 1000
    expect(dayOf('Europe/Berlin', lateInUtc)).toBe('2026-11-24')
    expect(dayOf('America/New_York', lateInUtc)).toBe('2026-11-23')
  })

  it('follows the calendar', () => {
    expect(shiftDay('2028-02-28', 1)).toBe('2028-02-29')
    expect(shiftDay('2027-02-28', 1)).toBe('2027-03-01')
    expect(shiftDay('2026-01-01', -1)).toBe('2025-12-31')
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
    expect([isWeekend('2026-11-21'), isWeekend('2026-11-22'), isWeekend('2026-11-23')]).toEqual([
      true,
      true,
      false,
    ])
  })

  it('can be one that a place never had', () => {
    expect(exists('Pacific/Apia', '2011-12-30')).toBe(false)
    expect(exists('Pacific/Apia', '2011-12-31')).toBe(true)
    expect(exists('Africa/Cairo', '2026-04-24')).toBe(true)
  })

  it('is written as people write it', () => {
    expect([dayWords('2026-11-23'), shortDay('2026-11-23')]).toEqual(['Mon 23 Nov', '23 Nov'])
  })
})
