import { type Clock, type EpochSeconds, epochSeconds, MINUTE_S } from '../base/time.ts'
import type { FindResources, KnownResource } from '../grants/request/inventory.ts'
import { RESOURCE_KINDS } from '../grants/resource-kind.ts'
import { StoreFailure } from './failure.ts'
import { type InventoryIndex, inventoryIndex } from './inventory-index.ts'
import {
  FORGOTTEN_AFTER_S,
  type InventoryPage,
  inventoryPageOf,
  newest,
  readInventoryPage,
  type SeenResource,
  seenAgain,
  writeInventoryPage,
} from './inventory-pages.ts'
import type { Table } from './table.ts'

/** Resources of one kind that can be found: the newest. */
const PER_KIND = 20_000

/** How long an index answers before the table is read again, since other processes audit too. */
const FRESH_FOR_S = MINUTE_S

/** How often a page is read again because somebody else wrote it in the meantime. */
const ATTEMPTS = 8

/** What audits have seen, so that people can choose from it. */
export interface InventoryStore {
  /** Keeps what an audit saw at an instant. Kinds that nobody can ask for are left out; only what changed is written. */
  keep(resources: readonly KnownResource[], seenAt: EpochSeconds): Promise<void>
  readonly find: FindResources
}

/** The inventory in the table: a partition per kind, in it sixteen pages. */
export function inventoryIn(table: Table, clock: Clock): InventoryStore {
  const indexes = new Map<
    string,
    { readonly readAt: EpochSeconds; readonly index: Promise<InventoryIndex> }
  >()

  async function load(kind: string): Promise<InventoryIndex> {
    const since = epochSeconds(clock) - FORGOTTEN_AFTER_S
    const seen: SeenResource[] = []
    for await (const { text = '' } of table.query(partition(kind))) {
      for (const each of (await readInventoryPage(kind, text)).values()) {
        if (each.seenAt > since) seen.push(each)
      }
    }
    return inventoryIndex(newest(seen, PER_KIND).map(({ resource }) => resource))
  }

  /** One read of the table serves all who type meanwhile; one that failed serves nobody after. */
  function indexOf(kind: string): Promise<InventoryIndex> {
    const now = epochSeconds(clock)
    const known = indexes.get(kind)
    if (known && now - known.readAt < FRESH_FOR_S) return known.index
    const index = load(kind)
    indexes.set(kind, { readAt: now, index })
    index.catch(() => indexes.delete(kind))
    return index
  }

  async function keepPage(
    kind: string,
    page: string,
    resources: readonly KnownResource[],
    seenAt: EpochSeconds,
  ) {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const item = await table.get(partition(kind), page)
      const before: InventoryPage = item ? await readInventoryPage(kind, item.text ?? '') : new Map()
      const after = seenAgain(before, resources, seenAt)
      if (!after) return
      const text = await writeInventoryPage(after)
      const rev = (item?.rev ?? 0) + 1
      if (await table.putOver({ pk: partition(kind), sk: page, text, rev }, item?.rev)) return
    }
    throw new StoreFailure(
      `The ${kind} seen could not be kept: somebody else writes them all the time.`,
      undefined,
    )
  }

  return {
    async keep(resources, seenAt) {
      for (const [kind, own] of Map.groupBy(resources, (resource) => resource.kind)) {
        if (!isAskedFor(kind)) continue
        for (const [page, some] of Map.groupBy(own, ({ arn }) => inventoryPageOf(arn))) {
          await keepPage(kind, page, some, seenAt)
        }
        indexes.delete(kind)
      }
    },

    async find(kind, typed, most) {
      return isAskedFor(kind) ? (await indexOf(kind)).find(typed, most) : []
    },
  }
}

function isAskedFor(kind: string): boolean {
  return Object.hasOwn(RESOURCE_KINDS, kind)
}

function partition(kind: string): string {
  return `inventory#${kind}`
}
