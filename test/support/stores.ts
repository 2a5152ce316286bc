import { type EmbeddedDynamo, openEmbedded } from '../../src/store/embedded.ts'
import type { Store, StoreOptions } from '../../src/store/store.ts'
import { openStore } from '../../src/store/store.ts'
import { openTable, type Table, type TableOptions } from '../../src/store/table.ts'
import { NOW } from './inventory.ts'

/** What a store needs beside its table, for a test that is about none of it. */
export const STORE_OPTIONS: Omit<StoreOptions, keyof TableOptions> = {
  checks: [],
  clock: () => NOW * 1000,
  onSpoilt: (failure) => {
    throw failure
  },
}

/** A store over a table. Throws where it does not open: then the test is wrong. */
export async function aStore(table: TableOptions, options: Partial<StoreOptions> = {}): Promise<Store> {
  const store = await openStore({ ...table, ...STORE_OPTIONS, ...options })
  if (!store.ok) throw new Error(store.error)
  return store.value
}

/** A table of an embedded store in memory, and what lets go of it. */
export async function aTable(): Promise<{
  readonly dynamo: EmbeddedDynamo
  readonly table: Table
  close(): Promise<void>
}> {
  const dynamo = await openEmbedded({})
  if (!dynamo.ok) throw new Error(dynamo.error)
  const table = openTable(dynamo.value.table)
  await table.ready()
  return {
    dynamo: dynamo.value,
    table,
    async close() {
      await table.close()
      await dynamo.value.close()
    },
  }
}

/** The table as a process sees it that is killed before its n-th write, counting from 1. */
export function killedBeforeWrite(table: Table, n: number): Table {
  let writes = 0
  const counted = async <T>(write: () => Promise<T>): Promise<T> => {
    if (++writes >= n) throw new Error('killed')
    return await write()
  }
  return {
    ...table,
    put: (item) => counted(() => table.put(item)),
    putWhere: (item, standing) => counted(() => table.putWhere(item, standing)),
    putOver: (item, over) => counted(() => table.putOver(item, over)),
    remove: (pk, sk) => counted(() => table.remove(pk, sk)),
  }
}
