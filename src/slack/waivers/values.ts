import { createHash } from 'node:crypto'
import { DAY_S, type EpochSeconds, isoTime } from '../../base/time.ts'
import type { WaiverScope } from '../../posture/waivers/waiver.ts'
import { parseFindingValue } from '../button-values.ts'

/**
 * What the buttons and forms of waivers carry: ids only. Whoever changes them reaches another record at most, which
 * decides anew.
 */
const ID = /^[a-z0-9]{1,64}$/

export function parseWaiverId(value: string): string | undefined {
  return ID.test(value) ? value : undefined
}

export const WAIVER_LISTS = ['open', 'soon', 'ended'] as const

/** Which waivers a list shows: those that wait or hold, those of them that end soon, or those that are over. */
export type WaiverList = (typeof WAIVER_LISTS)[number]

/** A page of a list. `page` counts from 0. */
export interface WaiverPage {
  readonly list: WaiverList
  readonly page: number
}

export function waiverPageValue({ list, page }: WaiverPage): string {
  return `${list}.${page}`
}

export function parseWaiverPage(value: string): WaiverPage | undefined {
  const [word = '', page = '', ...rest] = value.split('.')
  const list = WAIVER_LISTS.find((each) => each === word)
  return list !== undefined && /^\d{1,4}$/.test(page) && rest.length === 0
    ? { list, page: Number(page) }
    : undefined
}

/** What the form remembers: the finding, and the first and last day that may be chosen (`2026-11-28`). */
export interface WaiverAbout {
  readonly reportId: string
  readonly finding: string
  readonly first: string
  readonly last: string
}

export function waiverAbout({ reportId, finding, first, last }: WaiverAbout): string {
  return `${reportId}.${finding} ${first} ${last}`
}

export function readWaiverAbout(about: string): WaiverAbout | undefined {
  const [value = '', first = '', last = '', ...rest] = about.split(' ')
  const target = parseFindingValue(value)
  return target && isDay(first) && isDay(last) && rest.length === 0 ? { ...target, first, last } : undefined
}

/** The day of an instant in UTC: `2026-11-28`. */
export function dayOf(at: EpochSeconds): string {
  return isoTime(at).slice(0, 10)
}

/** The end of a day in UTC, as epoch seconds; undefined where the text names no day. */
export function endOfDay(day: string | undefined): EpochSeconds | undefined {
  return day !== undefined && isDay(day) ? Date.parse(`${day}T00:00:00Z`) / 1000 + DAY_S : undefined
}

function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

export const THIS_RESOURCE = 'resource'

/** A tag as a choice: 64 bits of the hash of it, since a choice cannot hold a long one. */
export function tagChoice(key: string, value: string): string {
  return `tag.${createHash('sha256')
    .update(JSON.stringify([key, value]))
    .digest('hex')
    .slice(0, 16)}`
}

/** What was chosen, looked up in the tags that the resource has now; undefined: it has no such tag. */
export function chosenScope(
  choice: string,
  arn: string,
  tags: Readonly<Record<string, string>>,
): WaiverScope | undefined {
  if (choice === THIS_RESOURCE) return { resource: arn }
  const tag = Object.entries(tags).find(([key, value]) => tagChoice(key, value) === choice)
  return tag && { tag: { key: tag[0], value: tag[1] } }
}
