import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { isObject, parseJson } from './json.ts'

/**
 * A small keyed store that outlives the process. Every change is one JSON line appended before the call returns, so
 * a kill at any moment loses at most a half-written last line, which is ignored when reading. The file is rewritten
 * (to a new file, then renamed) when it is opened. Without a file everything stays in memory.
 */
export interface Journal {
  put(table: string, key: string, value: unknown): void
  remove(table: string, key: string): void
  /** All values of a table as they were read when the journal was opened, in the order they were first put. */
  loaded(table: string): readonly unknown[]
}

const readLines = (file: string): Map<string, Map<string, unknown>> => {
  const tables = new Map<string, Map<string, unknown>>()
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const entry = parseJson(line)
    if (!isObject(entry) || typeof entry.t !== 'string' || typeof entry.k !== 'string') continue
    const table = tables.get(entry.t) ?? new Map<string, unknown>()
    if ('v' in entry) table.set(entry.k, entry.v)
    else table.delete(entry.k)
    tables.set(entry.t, table)
  }
  return tables
}

const rewrite = (file: string, tables: ReadonlyMap<string, ReadonlyMap<string, unknown>>): void => {
  const lines = [...tables].flatMap(([t, rows]) =>
    [...rows].map(([k, v]) => `${JSON.stringify({ t, k, v })}\n`),
  )
  const fresh = `${file}.new`
  const handle = openSync(fresh, 'w', 0o600)
  writeSync(handle, lines.join(''))
  fsyncSync(handle)
  closeSync(handle)
  renameSync(fresh, file)
}

/** Opens the journal, creating folder and file as needed. Throws when the file cannot be written. */
export const openJournal = (file: string | undefined): Journal => {
  if (file === undefined) return { put: () => undefined, remove: () => undefined, loaded: () => [] }
  mkdirSync(dirname(file), { recursive: true })
  const tables = existsSync(file) ? readLines(file) : new Map<string, Map<string, unknown>>()
  rewrite(file, tables)
  const write = (entry: unknown) => appendFileSync(file, `${JSON.stringify(entry)}\n`)
  return {
    put: (t, k, v) => write({ t, k, v }),
    remove: (t, k) => write({ t, k }),
    loaded: (table) => [...(tables.get(table)?.values() ?? [])],
  }
}
