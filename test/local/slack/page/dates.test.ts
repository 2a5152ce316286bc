import { expect, test } from 'vitest'
import { dayDivider, formatSlackDate } from '../../../../infra/local/slack/page/dates.ts'

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
