import { describe, expect, it } from 'vitest'
import { isoTime } from '../../src/base/time.ts'
import { dueDay, nextTime } from '../../src/digest/due.ts'
import { aSubscription } from '../support/digests.ts'

const instant = (text: string) => Date.parse(text) / 1000

describe('a digest at 09:00 in Berlin', () => {
  it.each([
    ['is not due before its time', '2026-11-23T07:59:59Z', '2026-11-22', undefined],
    ['is due at its time', '2026-11-23T08:00:00Z', undefined, '2026-11-23'],
    ['comes late where the machine slept', '2026-11-23T20:00:00Z', undefined, '2026-11-23'],
    ['comes once', '2026-11-23T20:00:00Z', '2026-11-23', undefined],
    ['is that of today alone after days asleep', '2026-11-23T08:00:00Z', '2026-11-02', '2026-11-23'],
    ['is still that of yesterday in the night after', '2026-11-24T06:00:00Z', '2026-11-20', '2026-11-23'],
    ['but not where that was sent', '2026-11-24T06:00:00Z', '2026-11-23', undefined],
    ['comes an hour earlier in summer', '2026-07-01T07:00:00Z', undefined, '2026-07-01'],
    ['comes on a leap day', '2028-02-29T08:00:00Z', '2028-02-28', '2028-02-29'],
  ])('%s', (_, now, lastDay, day) => {
    expect(dueDay(aSubscription(), lastDay, instant(now))).toBe(day)
  })

  it('does not come for a time before it was asked for', () => {
    const subscription = aSubscription({ subscribedAt: instant('2026-11-23T08:00:01Z') })
    expect(dueDay(subscription, undefined, instant('2026-11-23T12:00:00Z'))).toBeUndefined()
    expect(dueDay(subscription, undefined, instant('2026-11-24T08:00:00Z'))).toBe('2026-11-24')
  })
})

describe('a digest just before midnight', () => {
  const late = aSubscription({ at: 23 * 60 + 50 })

  it.each([
    ['may still come a little after it', '2026-11-23T23:30:00Z', '2026-11-22', '2026-11-23'],
    ['comes once all the same', '2026-11-23T23:30:00Z', '2026-11-23', undefined],
  ])('%s', (_, now, lastDay, day) => {
    expect(dueDay(late, lastDay, instant(now))).toBe(day)
  })
})

describe('where the clock is changed', () => {
  const early = aSubscription({ at: 2 * 60 + 30 })

  it.each([
    ['a time that never comes is the first after it', '2026-03-29T00:59:59Z', '2026-03-28', undefined],
    ['and then it is due', '2026-03-29T01:00:00Z', '2026-03-28', '2026-03-29'],
    ['a time that comes twice is due at the first', '2026-10-25T00:30:00Z', '2026-10-24', '2026-10-25'],
    ['and not at the second', '2026-10-25T01:30:00Z', '2026-10-25', undefined],
  ])('%s', (_, now, lastDay, day) => {
    expect(dueDay(early, lastDay, instant(now))).toBe(day)
  })

  it('is due once on each of 400 days, looked at every twenty minutes', () => {
    const sent: string[] = []
    const from = instant('2026-01-01T00:00:00Z')
    for (let now = from; now < from + 400 * 86_400; now += 1200) {
      const day = dueDay({ ...early, subscribedAt: from }, sent.at(-1), now)
      if (day !== undefined) sent.push(day)
    }
    expect(sent).toHaveLength(400)
    expect(new Set(sent).size).toBe(400)
  })

  it('leaves out a day that a place never had', () => {
    const apia = aSubscription({ zone: 'Pacific/Apia', at: 9 * 60 })
    expect(dueDay(apia, '2011-12-29', instant('2011-12-30T10:30:00Z'))).toBeUndefined()
    expect(dueDay(apia, '2011-12-28', instant('2011-12-30T10:30:00Z'))).toBeUndefined()
    expect(dueDay(apia, '2011-12-29', instant('2011-12-30T19:00:00Z'))).toBe('2011-12-31')
  })
})

it('is due wherever the clock stands when it is moved on by a day', () => {
  const from = instant('2026-11-23T00:00:00Z')
  for (let now = from; now < from + 86_400; now += 600)
    expect(dueDay(aSubscription({ subscribedAt: now }), undefined, now + 86_400)).toBeDefined()
})

describe('on weekdays only', () => {
  const weekdays = aSubscription({ weekdaysOnly: true })

  it.each([
    ['2026-11-20T08:00:00Z', '2026-11-20'],
    ['2026-11-21T07:59:59Z', '2026-11-20'],
    ['2026-11-21T08:00:00Z', undefined],
    ['2026-11-22T12:00:00Z', undefined],
    ['2026-11-23T07:00:00Z', undefined],
    ['2026-11-23T08:00:00Z', '2026-11-23'],
  ])('%s: %s', (now, day) => {
    expect(dueDay(weekdays, '2026-11-19', instant(now))).toBe(day)
  })

  it('says when the next one comes', () => {
    expect(isoTime(nextTime(weekdays, instant('2026-11-20T08:00:00Z')))).toBe('2026-11-23T08:00:00Z')
    expect(isoTime(nextTime(aSubscription(), instant('2026-11-20T07:00:00Z')))).toBe('2026-11-20T08:00:00Z')
  })
})
