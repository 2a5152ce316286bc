import type { Json, Rec, Table } from '../estates/estate.ts'
import { selection } from './page.ts'

/** A way to order and narrow a table. `key` tells equal ones apart from others, so that a lazy table is read once. */
export interface Selection {
  readonly key: string
  readonly keep?: ((record: Rec) => boolean) | undefined
  readonly by?: ((record: Rec) => Json) | undefined
  readonly descending?: boolean
}

const compare = (a: Json, b: Json): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a ?? '') < String(b ?? '') ? -1 : String(a ?? '') > String(b ?? '') ? 1 : 0
}

const positions = (table: Table, { keep, by, descending }: Selection): Uint32Array => {
  const found: number[] = []
  const keys: Json[] = []
  for (let i = 0; i < table.length; i++) {
    const record = table.at(i)
    if (!record || (keep && !keep(record))) continue
    found.push(i)
    if (by) keys[i] = by(record)
  }
  if (by) found.sort((a, b) => (descending ? compare(keys[b], keys[a]) : compare(keys[a], keys[b])) || a - b)
  return Uint32Array.from(found)
}

const REMEMBERED = 16
const remembered = new WeakMap<Table, Map<string, Uint32Array>>()

/**
 * The records that match, in order. Arrays may change between calls and are read each time; a table that makes its
 * records on demand cannot change, so the positions of its last few selections are kept (4 bytes a record).
 */
export const select = (table: Table, wanted: Selection): Table => {
  if (Array.isArray(table)) return selection(table, positions(table, wanted))
  const known = remembered.get(table) ?? new Map<string, Uint32Array>()
  remembered.set(table, known)
  const found = known.get(wanted.key) ?? positions(table, wanted)
  known.delete(wanted.key)
  known.set(wanted.key, found)
  const oldest = known.keys().next().value
  if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest)
  return selection(table, found)
}
