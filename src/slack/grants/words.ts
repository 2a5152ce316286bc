import { DAY_S, type EpochSeconds, HOUR_S, isoTime, MINUTE_S, plural } from '../../base/time.ts'
import type { FactorMethod } from '../../grants/grant.ts'
import type { Slot } from '../../grants/rules/approvals.ts'
import type { PersonKey, Risk } from '../../grants/terms.ts'
import { inlineCode } from '../blocks/escape.ts'
import { when } from '../words.ts'

export const RISK_WORDS: Readonly<Record<Risk, string>> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
}

export const METHOD_WORDS: Readonly<Record<FactorMethod, string>> = {
  passkey: 'a passkey',
  totp: 'an authenticator code',
  'backup-code': 'a backup code',
}

/** A person as Slack draws them. Pings nobody where a message is only edited. */
export function mention(person: PersonKey): string {
  const user = userOf(person)
  return /^[A-Z0-9]+$/.test(user) ? `<@${user}>` : inlineCode(person)
}

/** The Slack user id of a person. */
export function userOf(person: PersonKey): string {
  return person.slice(person.indexOf('/') + 1)
}

/** `1 h`, `1 h 30 min`, `2 d 4 h`: how long something lasts, to the minute; seconds under one. */
export function lasting(seconds: number): string {
  if (seconds < MINUTE_S) return `${Math.max(0, Math.floor(seconds))} s`
  const parts: ReadonlyArray<readonly [number, string]> = [
    [Math.floor(seconds / DAY_S), 'd'],
    [Math.floor((seconds % DAY_S) / HOUR_S), 'h'],
    [Math.floor((seconds % HOUR_S) / MINUTE_S), 'min'],
  ]
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : [])).join(' ')
}

/** `today at 14:00 (in 43 minutes)`: each reader's client counts by itself, so it stays true without an edit. */
export function whenAndLeft(at: EpochSeconds): string {
  return `${when(at)} (<!date^${at}^{ago}|${isoTime(at)}>)`
}

/** `today at 14:00 to 15:00`: the day of the end is left out where it follows within half a day. */
export function span(startsAt: EpochSeconds, endsAt: EpochSeconds): string {
  return `${when(startsAt)} to ${endsAt - startsAt < DAY_S / 2 ? when(endsAt, '{time}') : when(endsAt)}`
}

/** `2 approvals from leads and 1 more approver`. Group names are code. */
export function slotWords(slots: readonly Slot[]): string {
  const counts = new Map<Slot, number>()
  for (const slot of slots) counts.set(slot, (counts.get(slot) ?? 0) + 1)
  return listWords(
    [...counts].map(([slot, n]) =>
      slot === null ? plural(n, 'more approver') : `${plural(n, 'approval')} from ${inlineCode(slot, 60)}`,
    ),
  )
}

/** `a, b and c`; of many, the first and how many more. */
export function listWords(items: readonly string[], most = 5): string {
  const shown = items.slice(0, most)
  const rest = items.length - shown.length
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}
