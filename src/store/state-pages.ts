import { hash } from 'node:crypto'
import { DAY_S, type EpochSeconds } from '../base/time.ts'
import type { FindingState } from '../posture/ports.ts'
import { ITEM_TEXT, pack, unpack } from './pack.ts'
import type { StoredItem } from './table.ts'

/** Seconds for which a fixed finding is remembered, so that its return can be told. */
const FIXED_KEPT_FOR = 90 * DAY_S

/** Digits in the longest prefix: a million pages, more than a table of findings will ever need. */
const DEEPEST = 5

/** A finding's state as it is kept: a fixed one stays for a while. */
export interface KeptState extends FindingState {
  readonly open: boolean
}

/**
 * The states of one check, by ARN, in pages by the first hexadecimal digits of the ARN's hash. There is one page, `''`,
 * until it grows too large for an item and becomes sixteen. A state lives on the page with the longest prefix, so that a
 * split that was cut short leaves nothing ambiguous.
 */
export type Pages = Map<string, Page>

export interface Page {
  readonly states: Map<string, KeptState>
  /** Revision of the stored item; absent where it was never stored. */
  readonly rev?: number
}

/** A state as it is written. */
export type Row = readonly [
  arn: string,
  firstSeenAt: number,
  lastSeenAt: number,
  fixedAt: number,
  open: 0 | 1,
]

/** The prefix of the page on which the state of this ARN lives: the longest there is, for steps between may be missing. */
export function pageOf(pages: ReadonlyMap<string, unknown>, arn: string): string {
  if (pages.size === 0 || (pages.size === 1 && pages.has(''))) return ''
  const digits = hashOf(arn)
  for (let length = DEEPEST; length > 0; length--) {
    const prefix = digits.slice(0, length)
    if (pages.has(prefix)) return prefix
  }
  return ''
}

/** The states that hold: one per ARN, from the page where it lives. */
export function* statesOf(pages: Pages): Iterable<readonly [arn: string, state: KeptState]> {
  for (const [prefix, { states }] of pages) {
    for (const [arn, state] of states) if (pageOf(pages, arn) === prefix) yield [arn, state]
  }
}

/** Reads a page. Throws where the text is not one. */
export async function readPage(item: StoredItem): Promise<Page> {
  const states = fromRows((await unpack(item.text ?? '')) as readonly Row[])
  return item.rev === undefined ? { states } : { states, rev: item.rev }
}

/** The states that `toRows` wrote, by ARN. */
export function fromRows(rows: readonly Row[]): Map<string, KeptState> {
  return new Map(
    rows.map(([arn, firstSeenAt, lastSeenAt, fixedAt, open]) => {
      const state = { firstSeenAt, lastSeenAt, open: open === 1 }
      return [arn, fixedAt === 0 ? state : { ...state, fixedAt }]
    }),
  )
}

/** States as rows. Forgets what is long fixed at `at`. */
export function toRows(states: ReadonlyMap<string, KeptState>, at: EpochSeconds): readonly Row[] {
  const rows: Row[] = []
  for (const [arn, { firstSeenAt, lastSeenAt, fixedAt = 0, open }] of states) {
    const recent = fixedAt > at - FIXED_KEPT_FOR
    if (open || recent) rows.push([arn, firstSeenAt, lastSeenAt, recent ? fixedAt : 0, open ? 1 : 0])
  }
  return rows
}

/** A page as texts by prefix: itself, or its parts where it is too large for one item. Forgets what is long fixed. */
export async function writePage(
  prefix: string,
  states: ReadonlyMap<string, KeptState>,
  at: EpochSeconds,
): Promise<ReadonlyMap<string, string>> {
  const text = await pack(toRows(states, at))
  if (text.length <= ITEM_TEXT) return new Map([[prefix, text]])
  const parts = new Map<string, string>()
  const digit = prefix.length + 1
  for (const [part, own] of Map.groupBy(states, ([arn]) => hashOf(arn).slice(0, digit))) {
    for (const [name, packed] of await writePage(part, new Map(own), at)) parts.set(name, packed)
  }
  return parts
}

function hashOf(arn: string): string {
  return hash('sha256', arn)
}
