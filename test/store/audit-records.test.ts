import { afterAll, beforeAll, expect, it } from 'vitest'
import { recordOf } from '../../src/posture/audit-record.ts'
import { auditRecordsIn } from '../../src/store/audit-records.ts'
import { NOW } from '../support/inventory.ts'
import { aFinding, aReport } from '../support/report.ts'
import { aTable } from '../support/stores.ts'

let opened: Awaited<ReturnType<typeof aTable>>

beforeAll(async () => {
  opened = await aTable()
})

afterAll(() => opened.close())

it('keeps what each audit came to, and lists the newest first', async () => {
  const records = auditRecordsIn(opened.table)
  const at = (id: string, finishedAt: number) => recordOf(aReport({ id, finishedAt, findings: [aFinding()] }))
  for (const record of [at('b', NOW + 9), at('a', NOW), at('c', NOW + 10)]) await records.note(record)
  await records.note(at('c', NOW + 10))
  expect((await records.newest(2)).map(({ id }) => id)).toEqual(['c', 'b'])
  expect(await records.newest(9)).toHaveLength(3)
  expect((await records.newest(1))[0]).toEqual(at('c', NOW + 10))
})
