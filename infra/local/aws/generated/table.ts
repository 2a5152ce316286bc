import type { Rec, Table } from '../estates/estate.ts'
import { named, numberIn } from './place.ts'

/** A table of numbered records that are made when somebody asks. Nothing is kept. */
export const numbered = (
  prefix: string,
  length: number,
  make: (name: string, index: number) => Rec,
): Table => ({
  length,
  at: (index) => (index >= 0 && index < length ? make(named(prefix, index), index) : undefined),
  locate: (name) => {
    const index = numberIn(prefix, name)
    return index !== undefined && index < length ? index : undefined
  },
})

/** One table after the other. */
export const joined = (...tables: readonly Table[]): Table => ({
  length: tables.reduce((sum, table) => sum + table.length, 0),
  at: (index) => {
    let base = 0
    for (const table of tables) {
      if (index < base + table.length) return table.at(index - base)
      base += table.length
    }
    return undefined
  },
})
