import { DAY_S } from '../base/time.ts'
import type { AuditRecord, AuditRecords } from '../posture/audit-record.ts'
import type { Table } from './table.ts'

const PARTITION = 'audit-records'

/** As long as the audits themselves. */
const KEPT_FOR = 180 * DAY_S

/** What audits came to: a small item each, in order of their ends. */
export function auditRecordsIn(table: Table): AuditRecords {
  return {
    async note(record) {
      const sk = `${String(record.finishedAt).padStart(12, '0')}#${record.id}`
      const text = JSON.stringify(record)
      await table.put({ pk: PARTITION, sk, text, expiresAt: record.finishedAt + KEPT_FOR })
    },
    async newest(most) {
      const records: AuditRecord[] = []
      for await (const { text } of table.query(PARTITION, { newestFirst: true })) {
        if (records.length >= most) break
        if (text !== undefined) records.push(JSON.parse(text) as AuditRecord)
      }
      return records
    },
  }
}
