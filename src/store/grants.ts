import type { Grant } from '../grants/grant.ts'
import type { Expected, GrantStore } from '../grants/ports.ts'
import type { Anchor } from '../grants/record/anchor.ts'
import { SpoiltRecord, StoreFailure } from './failure.ts'
import { isId, keyedBy } from './ids.ts'
import { ITEM_TEXT, readRecordText, recordText } from './pack.ts'
import type { StoredItem, Table } from './table.ts'

/** Every grant there ever was, an item each; only added to. */
const EVERY = 'grants'

/** The grants that somebody still has to do something about, or that people have not been shown as they are. */
const OPEN = 'grants#open'

const ANCHORS = 'anchors'

/** What an extension must leave free in a record, so that deciding on it and ending the grant always fit. */
const ROOM_TO_END = 100_000

/** Records that are read at once. */
const AT_ONCE = 20

/** A spoilt record is told here by those reads that must not fail for its sake. */
type OnSpoilt = (failure: SpoiltRecord) => void

/**
 * The grants in the table: an item each, which a move replaces whole, on condition of its state, revisions and head.
 *
 * Two lists name them, because the bot never scans: every grant, and those that are open. A list's item is written
 * before the record and, for the open ones, removed only once the record is settled and shown. Nothing moves after that,
 * so the removal cannot overtake a move; and whatever a killed process leaves is an entry too many, never one too few.
 */
export function grantsIn(table: Table, onSpoilt: OnSpoilt): GrantStore {
  async function read(id: string): Promise<Grant | undefined> {
    if (!isId(id)) return undefined
    const item = await table.get(partition(id), 'record')
    return item && (await grantOf(item, id))
  }

  async function readOpen(): Promise<readonly Open[]> {
    const entries: StoredItem[] = []
    for await (const entry of table.query(OPEN)) entries.push(entry)
    const found = await inTurns(entries, async ({ sk: id, head: shown }) => {
      const grant = await unlessSpoilt(read(id), onSpoilt)
      // Without a record it was cut off before the record, or is just being made: it must stay.
      if (!grant) return []
      const open = { grant, shown: shown === grant.head }
      if (!isDone(open)) return [open]
      await table.remove(OPEN, id)
      return []
    })
    return found.flat()
  }

  return {
    read,

    async create(grant) {
      const item = await itemOf(grant, ITEM_TEXT)
      await table.put({ pk: EVERY, sk: grant.id })
      // Not over an entry that is there, which may know what people were shown.
      await table.putOver({ pk: OPEN, sk: grant.id }, undefined)
      return await table.putOver(item, undefined)
    },

    async move(expected: Expected, after: Grant) {
      const most = after.revisions > expected.revisions ? ITEM_TEXT - ROOM_TO_END : ITEM_TEXT
      const { state, revisions, head } = expected
      return await table.putWhere(await itemOf(after, most), { state, revisions, head })
    },

    unsettled: async () => (await readOpen()).flatMap(({ grant }) => (isSettled(grant) ? [] : [grant])),

    async all() {
      const ids: string[] = []
      for await (const { sk } of table.query(EVERY, { keysOnly: true })) ids.push(sk)
      const grants = await inTurns(ids, read)
      return grants.filter((grant) => grant !== undefined)
    },

    async shown(id, head) {
      const grant = await read(id)
      if (!grant) return
      if (isDone({ grant, shown: grant.head === head })) await table.remove(OPEN, id)
      else await table.put({ pk: OPEN, sk: id, head })
    },

    unshown: async () => (await readOpen()).flatMap(({ grant, shown }) => (shown ? [] : [grant])),

    async anchors() {
      const anchors: Anchor[] = []
      for await (const { text } of table.query(ANCHORS)) {
        anchors.push(await anchorOf(text, anchors.length))
      }
      return anchors
    },

    async addAnchor(anchor) {
      const text = await recordText(anchor)
      if (text.length > ITEM_TEXT) throw new StoreFailure(`Anchor ${anchor.seq} is too large.`, undefined)
      return await table.putOver(
        { pk: ANCHORS, sk: String(anchor.seq).padStart(9, '0'), text, rev: 1 },
        undefined,
      )
    },
  }
}

interface Open {
  readonly grant: Grant
  /** People were shown the record as it is. */
  readonly shown: boolean
}

/** Nothing is left to do, now or ever. */
function isDone({ grant, shown }: Open): boolean {
  return shown && isSettled(grant)
}

function isSettled({ state, review }: Grant): boolean {
  return state === 'ended' && (review === null || review.outcome !== null)
}

function partition(id: string): string {
  return `grant#${keyedBy(id)}`
}

async function itemOf(grant: Grant, most: number): Promise<StoredItem> {
  const { id, state, revisions, head } = grant
  const text = await recordText(grant)
  if (text.length <= most) return { pk: partition(id), sk: 'record', text, state, revisions, head }
  throw new StoreFailure(`The record of grant ${id} is full: end it, and ask for a new one.`, undefined)
}

/** Throws where the item is not one that was written here: its condition would then not be about its record. */
async function grantOf({ text = '', state, revisions, head }: StoredItem, id: string): Promise<Grant> {
  try {
    const grant = (await readRecordText(text)) as Grant
    const fits =
      grant.id === id &&
      grant.state === state &&
      grant.revisions === revisions &&
      grant.head === head &&
      grant.events.at(-1)?.hash === head
    if (fits) return grant
  } catch (error) {
    throw spoilt(id, error)
  }
  throw spoilt(id, undefined)
}

function spoilt(id: string, cause: unknown): SpoiltRecord {
  const sentence = `The record of grant ${id} is not as it was written. Run verify.`
  return new SpoiltRecord(`grant ${id}`, sentence, cause)
}

async function anchorOf(text = '', seq: number): Promise<Anchor> {
  try {
    return (await readRecordText(text)) as Anchor
  } catch (error) {
    throw new SpoiltRecord(`anchor ${seq}`, `Anchor ${seq} is not as it was written.`, error)
  }
}

async function unlessSpoilt<T>(reading: Promise<T>, onSpoilt: OnSpoilt): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (!(error instanceof SpoiltRecord)) throw error
    onSpoilt(error)
    return undefined
  }
}

async function inTurns<T, R>(items: readonly T[], each: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = []
  for (let at = 0; at < items.length; at += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(each))))
  }
  return results
}
