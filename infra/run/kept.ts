import { ok, type Result } from '../../src/base/result.ts'
import type { Clock } from '../../src/base/time.ts'
import { CHECKS } from '../../src/posture/checks/index.ts'
import { openEmbedded, tableOfOther } from '../../src/store/embedded.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { errorLine } from './error-line.ts'
import type { Logger } from './log.ts'

/** An open store. */
export interface Kept {
  readonly store: Store
  close(): Promise<void>
}

export interface KeptOptions {
  /** The name of a DynamoDB table; absent: the embedded store. */
  readonly table: string | undefined
  /** Where the embedded store lies. */
  readonly folder: string
  /** What to do where another process has the embedded store: fail, ask that process, or ask and else forget everything at the end. */
  readonly whenLocked: 'fail' | 'ask' | 'forget'
  readonly clock: Clock
  readonly logger: Logger
}

/** Opens the store: a named DynamoDB table, or the embedded one. The error is one sentence. */
export async function openKept(options: KeptOptions): Promise<Result<Kept, string>> {
  const common = {
    checks: CHECKS,
    clock: options.clock,
    onSpoilt: (failure: Error) => options.logger.error({ line: errorLine(failure) }, 'spoilt'),
  }
  const { table, folder } = options
  if (table !== undefined) {
    const store = await openStore({ tableName: table, createIfMissing: false, ...common })
    return store.ok ? ok({ store: store.value, close: () => store.value.close() }) : store
  }
  const embedded = await openEmbedded({ folder })
  if (!embedded.ok) {
    if (options.whenLocked === 'fail') return embedded
    const other = await tableOfOther(folder)
    if (other) {
      const store = await openStore({ ...other, ...common })
      return store.ok ? ok({ store: store.value, close: () => store.value.close() }) : store
    }
    if (options.whenLocked === 'ask') return embedded
    options.logger.warn(
      { reason: embedded.error },
      'nothing is kept, and nothing is compared with earlier audits',
    )
  }
  const dynamo = embedded.ok ? embedded : await openEmbedded({})
  if (!dynamo.ok) return dynamo
  const store = await openStore({ ...dynamo.value.table, ...common })
  if (!store.ok) {
    await dynamo.value
      .close()
      .catch((error: unknown) => options.logger.error({ line: errorLine(error) }, 'close'))
    return store
  }
  return ok({
    store: store.value,
    async close() {
      await store.value.close()
      await dynamo.value.close()
    },
  })
}
