import { err, ok, type Result } from '../base/result.ts'
import type { Check } from '../posture/check.ts'
import type { AuditStore } from '../posture/ports.ts'
import type { OpenJobs } from '../services.ts'
import { auditsIn } from './audits.ts'
import { StoreFailure } from './failure.ts'
import { openJobsIn } from './open-jobs.ts'
import { statesIn } from './states.ts'
import { openTable, type TableOptions } from './table.ts'

/** Everything that is kept, in one DynamoDB table. */
export interface Store {
  readonly audits: AuditStore
  readonly openJobs: OpenJobs
  /** Waits for what is being written. */
  close(): Promise<void>
}

/**
 * Opens the table and reads from it once, so that a wrong name or a missing permission is told at the start.
 * The error is one sentence. `checks`: the registry; kept findings of other checks are left out when they are read.
 * Later every method of the store throws `StoreFailure`.
 */
export async function openStore(
  options: TableOptions & { readonly checks: readonly Check[] },
): Promise<Result<Store, string>> {
  const table = openTable(options)
  try {
    await table.ready()
  } catch (error) {
    await table.close()
    if (error instanceof StoreFailure) return err(error.message)
    throw error
  }
  return ok({
    audits: { ...auditsIn(table, options.checks), ...statesIn(table) },
    openJobs: openJobsIn(table),
    close: () => table.close(),
  })
}
