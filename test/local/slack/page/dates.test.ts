import { expect, test } from 'vitest'
import { dayDivider, formatSlackDate, instantOf, wallTime } from '../../../../infra/local/slack/page/dates.ts'

const at = Date.UTC(2026, 10, 23, 18, 30, 5)
const reader = { tz: 'Asia/Kolkata', now: Date.UTC(2026, 10, 24, 2) }

test.each([
  ['{date_num}', '2026-11-24'],
  ['{date}', 'November 24th, 2026'],
  ['{date_short}', 'Nov 24, 2026'],
  ['{date_long}', 'Tuesday, November 24th, 2026'],
  ['{date_pretty}', 'Today'],
  ['due {date_short_pretty}', 'due today'],
  ['{time}', '12:00 AM'],
  ['{time_secs}', '12:00:05 AM'],
  ['{ago}', '7 hours ago'],
  ['{nonsense}', '{nonsense}'],
])('%s in the reader’s zone is %s', (format, words) => {
  expect(formatSlackDate(at / 1000, format, reader)).toBe(words)
})

test('the line between days names near days', () => {
  expect(dayDivider(at - 86_400_000, reader)).toBe('Yesterday')
  expect(dayDivider(at - 10 * 86_400_000, reader)).toBe('Saturday, November 14th, 2026')
})

test.each([
  ['2026-11-23T10:00', 'Europe/Madrid', '2026-11-23T09:00:00Z'],
  ['2026-11-23T04:00', 'America/New_York', '2026-11-23T09:00:00Z'],
  ['2026-11-24T00:30', 'Asia/Kolkata', '2026-11-23T19:00:00Z'],
  ['2026-10-25T01:30', 'Europe/Madrid', '2026-10-24T23:30:00Z'],
  ['2026-10-25T04:30', 'Europe/Madrid', '2026-10-25T03:30:00Z'],
  ['2026-03-29T03:30', 'Europe/Madrid', '2026-03-29T01:30:00Z'],
])('%s on the wall in %s is %s', (wall, tz, instant) => {
  const seconds = Date.parse(instant) / 1000
  expect(instantOf(wall, tz)).toBe(seconds)
  expect(wallTime(seconds, tz)).toBe(wall)
})
