import type { OpenJob, OpenJobs } from '../services.ts'
import type { Table } from './table.ts'

const PARTITION = 'jobs'

/** The open jobs in the table, one small item each. */
export function openJobsIn(table: Table): OpenJobs {
  const own = new Set<string>()
  return {
    async open(job) {
      own.add(job.id)
      await table.put({ pk: PARTITION, sk: job.id, text: JSON.stringify(job) })
    },
    async close(id) {
      await table.remove(PARTITION, id)
      own.delete(id)
    },
    async leftovers() {
      const left: OpenJob[] = []
      for await (const { sk, text } of table.query(PARTITION)) {
        if (text !== undefined && !own.has(sk)) left.push(JSON.parse(text) as OpenJob)
      }
      return left
    },
  }
}
