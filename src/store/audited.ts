import type { EpochSeconds } from '../base/time.ts'
import type { LastAudit } from '../grants/request/looking.ts'
import type { Table } from './table.ts'

/** When each account and Region was audited last. */
export interface Audited {
  readonly last: LastAudit
  /** Notes an audit that began at this instant. */
  note(account: string, regions: readonly string[], startedAt: EpochSeconds): Promise<void>
}

/** The times of the last audits in the table: a small item per account and Region. */
export function auditedIn(table: Table): Audited {
  return {
    async last(account, region) {
      const item = await table.get('audited', `${account}#${region}`)
      return item?.rev
    },
    async note(account, regions, startedAt) {
      for (const region of regions)
        await table.put({ pk: 'audited', sk: `${account}#${region}`, rev: startedAt })
    },
  }
}
