import { setImmediate } from 'node:timers/promises'
import dynamoose from 'dynamoose'
import { StoreFailure } from './failure.ts'

/** One item of the table. */
export interface StoredItem {
  readonly pk: string
  readonly sk: string
  /** JSON, or packed bytes in base64: dynamoose walks through binary attributes byte by byte. */
  readonly text?: string
  /** Revision, where two writers must not overwrite each other. */
  readonly rev?: number
  /** Epoch seconds after which DynamoDB may delete it (the table's time-to-live attribute). */
  readonly expiresAt?: number
  /** Of a grant: what its next move is conditional on. */
  readonly state?: string
  readonly revisions?: number
  readonly head?: string
}

/** Attributes that an item must have right now. */
export type Standing = Partial<Pick<StoredItem, 'rev' | 'state' | 'revisions' | 'head'>>

export interface TableOptions {
  readonly tableName: string
  /** Only for a table of one's own: create it where it is missing, and again where it vanished. */
  readonly createIfMissing: boolean
  readonly endpoint?: string
  readonly region?: string
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

/** One DynamoDB table with the keys `pk` and `sk`. Reads are consistent. Every method throws `StoreFailure`. */
export interface Table {
  get(pk: string, sk: string): Promise<StoredItem | undefined>
  /** Items of a partition by `sk`, page by page, so that a large partition is never held at once. */
  query(pk: string, options?: QueryOptions): AsyncIterable<StoredItem>
  put(item: StoredItem): Promise<void>
  /** Puts the item only over one that has all of these attributes, in one conditional write; false where it has not. */
  putWhere(item: StoredItem, standing: Standing): Promise<boolean>
  /** Puts the item only over revision `over` (`undefined`: where there is none). False where somebody was faster. */
  putOver(item: StoredItem, over: number | undefined): Promise<boolean>
  remove(pk: string, sk: string): Promise<void>
  /** Waits for what is under way, then lets go of the connections. */
  close(): Promise<void>
}

type Condition = InstanceType<typeof dynamoose.Condition>

interface QueryOptions {
  /** Only items whose `sk` begins with this. */
  readonly prefix?: string
  readonly newestFirst?: boolean
  /** Only `pk` and `sk` are read. */
  readonly keysOnly?: boolean
}

const ATTRIBUTES = {
  pk: { type: String, hashKey: true as const },
  sk: { type: String, rangeKey: true as const },
  text: String,
  rev: Number,
  expiresAt: Number,
  state: String,
  revisions: Number,
  head: String,
}

/** Opens a table. Nothing is sent before the first use, or before `ready`. */
export function openTable(options: TableOptions): Table & { ready(): Promise<void> } {
  const { tableName, createIfMissing, endpoint, region, credentials } = options
  const instance = new dynamoose.Instance()
  const client = new instance.aws.ddb.DynamoDB({
    ...(endpoint !== undefined && { endpoint }),
    ...(region !== undefined && { region }),
    ...(credentials !== undefined && { credentials }),
    maxAttempts: 5,
  })
  instance.aws.ddb.set(client)
  const model = dynamoose.model(tableName, new dynamoose.Schema(ATTRIBUTES))
  const table = new instance.Table(tableName, [model], {
    create: createIfMissing,
    throughput: 'ON_DEMAND',
    waitForActive: {
      enabled: createIfMissing,
      check: { frequency: 20, timeout: 60_000 },
    },
    initialize: false,
  })
  const underWay = new Set<Promise<unknown>>()
  let creating: Promise<void> | undefined

  /** Several writers may find the table gone at once; it is made once. */
  function recreate(): Promise<void> {
    creating ??= create().finally(() => {
      creating = undefined
    })
    return creating
  }

  async function create(): Promise<void> {
    try {
      await table.create()
    } catch (error) {
      if (!isNamed(error, 'ResourceInUseException')) throw error
    }
  }

  async function attempt<T>(what: () => Promise<T>): Promise<T> {
    try {
      return await what()
    } catch (error) {
      if (!createIfMissing || !isNamed(error, 'ResourceNotFoundException')) throw error
      await recreate()
      return await what()
    }
  }

  async function send<T>(what: () => Promise<T>): Promise<T> {
    const sent = attempt(what)
    underWay.add(sent)
    try {
      return await sent
    } catch (error) {
      throw StoreFailure.of(tableName, error)
    } finally {
      underWay.delete(sent)
    }
  }

  async function putIf(item: StoredItem, condition: Condition): Promise<boolean> {
    try {
      await send(() => model.create({ ...item }, { overwrite: true, condition }))
      return true
    } catch (error) {
      if (error instanceof StoreFailure && isNamed(error.cause, 'ConditionalCheckFailedException'))
        return false
      throw error
    }
  }

  return {
    ready: () =>
      send(async () => {
        await table.initialize()
        await model.get({ pk: 'ready', sk: 'ready' })
      }),
    async get(pk, sk) {
      const item = await send(() => model.get({ pk, sk }, { consistent: true }))
      return item ? storedItem(item) : undefined
    },
    async *query(pk, { prefix = '', newestFirst = false, keysOnly = false } = {}) {
      let startAt: Record<string, unknown> | undefined
      do {
        const query = model.query('pk').eq(pk).consistent()
        if (prefix !== '') query.where('sk').beginsWith(prefix)
        if (newestFirst) query.sort('descending')
        if (keysOnly) query.attributes(['pk', 'sk'])
        if (startAt !== undefined) query.startAt(startAt)
        const page = await send(() => query.exec())
        for (const item of page) yield storedItem(item)
        startAt = page.lastKey as Record<string, unknown> | undefined
      } while (startAt !== undefined)
    },
    async put(item) {
      await send(() => model.create({ ...item }, { overwrite: true }))
    },
    putWhere: (item, standing) => {
      const condition = new dynamoose.Condition()
      for (const [name, value] of Object.entries(standing)) condition.where(name).eq(value)
      return putIf(item, condition.where('pk').exists())
    },
    putOver: (item, over) => {
      const condition = new dynamoose.Condition()
      return putIf(
        item,
        over === undefined ? condition.where('pk').not().exists() : condition.where('rev').eq(over),
      )
    },
    async remove(pk, sk) {
      await send(() => model.delete({ pk, sk }))
    },
    async close() {
      while (underWay.size > 0) await Promise.allSettled(underWay)
      await setImmediate()
      client.destroy()
    },
  }
}

function storedItem(item: Readonly<Record<string, unknown>>): StoredItem {
  const { pk, sk, text, rev, expiresAt, state, revisions, head } = item
  return {
    pk: String(pk),
    sk: String(sk),
    ...(typeof text === 'string' && { text }),
    ...(typeof rev === 'number' && { rev }),
    ...(typeof expiresAt === 'number' && { expiresAt }),
    ...(typeof state === 'string' && { state }),
    ...(typeof revisions === 'number' && { revisions }),
    ...(typeof head === 'string' && { head }),
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name
}
