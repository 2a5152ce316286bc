import type { EpochSeconds } from '../base/time.ts'
import { ITEM_TEXT, pack, unpack } from './pack.ts'
import { fromRows, type KeptState, type Row, toRows } from './state-pages.ts'
import type { StoredItem } from './table.ts'

/** From so many states on, a check has pages of its own at once. */
const OWN_FROM = 2000

/** States by check and ARN. */
export type StatesByCheck = ReadonlyMap<string, ReadonlyMap<string, KeptState>>

/** The page that checks with few states share. */
export interface Shared {
  readonly states: StatesByCheck
  /** Checks that are about to get pages of their own: their states here do not change any more. */
  readonly leaving: readonly string[]
}

interface Written {
  readonly leaving: readonly string[]
  readonly states: Readonly<Record<string, readonly Row[]>>
}

/** Reads the shared page. Throws where the text is not one. */
export async function readShared(item: StoredItem | undefined): Promise<Shared> {
  if (item?.text === undefined) return { states: new Map(), leaving: [] }
  const { leaving, states } = (await unpack(item.text)) as Written
  return { leaving, states: new Map(Object.entries(states).map(([check, rows]) => [check, fromRows(rows)])) }
}

/** The shared page as a text. */
export function writeShared({ states, leaving }: Shared, at: EpochSeconds): Promise<string> {
  const rows = [...states].map(([check, own]) => [check, toRows(own, at)] as const)
  return pack({ leaving, states: Object.fromEntries(rows) } satisfies Written)
}

/**
 * The checks for which the shared page has no room: those with many states, and then, as long as the others do not fit
 * an item, the one with the most.
 */
export async function outgrown(states: StatesByCheck, at: EpochSeconds): Promise<readonly string[]> {
  const bySize = [...states].sort(([, a], [, b]) => a.size - b.size)
  const stay = bySize.filter(([, own]) => own.size < OWN_FROM)
  const leave = bySize.slice(stay.length).map(([check]) => check)
  while ((await writeShared({ states: new Map(stay), leaving: leave }, at)).length > ITEM_TEXT) {
    leave.push(...stay.splice(-1).map(([check]) => check))
  }
  return leave
}
