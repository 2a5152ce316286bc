import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { type Clock, DAY_S, epochSeconds } from '../base/time.ts'
import type { CachedDescription, DescriptionCache, OpenCache } from './describe-cache.ts'

/** Raised when the shape of any inventory item changes: files of another number count as empty. */
const SCHEMA = 1

/** Days after which an entry that no audit asked for is dropped. */
const KEPT_DAYS = 30

const FILE = z.object({
  schema: z.literal(SCHEMA),
  entries: z.record(z.string(), z.tuple([z.string(), z.number(), z.unknown()])),
})

interface Entry extends CachedDescription {
  usedOn: number
}

/**
 * Keeps descriptions in one file per account and Region under `folder`, readable by its owner only. A file that is
 * missing, damaged or of another schema is an empty cache; writing replaces the file whole or not at all.
 */
export function diskCache(folder: string, clock: Clock): OpenCache {
  return async (account, region) => {
    const path = join(folder, `descriptions-${safe(account)}-${safe(region)}.json`)
    return open(path, folder, Math.floor(epochSeconds(clock) / DAY_S))
  }
}

async function open(path: string, folder: string, today: number): Promise<DescriptionCache> {
  const entries = await read(path)
  let changed = false
  return {
    get(key) {
      const entry = entries.get(key)
      if (entry && entry.usedOn !== today) {
        entry.usedOn = today
        changed = true
      }
      return entry
    },
    set(key, { version, value }) {
      entries.set(key, { version, value, usedOn: today })
      changed = true
    },
    async flush() {
      if (!changed) return
      changed = false
      const kept = [...entries].filter(([, entry]) => today - entry.usedOn <= KEPT_DAYS)
      const rows = kept.map(([key, entry]) => [key, [entry.version, entry.usedOn, entry.value]])
      await write(path, folder, JSON.stringify({ schema: SCHEMA, entries: Object.fromEntries(rows) }))
    },
  }
}

async function read(path: string): Promise<Map<string, Entry>> {
  try {
    const file = FILE.parse(JSON.parse(await readFile(path, 'utf8')))
    const rows = Object.entries(file.entries)
    return new Map(rows.map(([key, [version, usedOn, value]]) => [key, { version, usedOn, value }]))
  } catch {
    // Missing, damaged or of another schema: everything is described again.
    return new Map()
  }
}

async function write(path: string, folder: string, text: string): Promise<void> {
  const half = `${path}.${process.pid}.half`
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(half, text, { mode: 0o600 })
    await rename(half, path)
  } catch {
    // A full or read-only disk costs calls at the next audit, never this one.
    await rm(half, { force: true }).catch(() => {})
  }
}

function safe(name: string): string {
  return name.replace(/[^A-Za-z0-9-]/g, '_')
}
