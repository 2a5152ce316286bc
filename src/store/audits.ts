import { hash } from 'node:crypto'
import { DAY_S, type EpochSeconds } from '../base/time.ts'
import type { Check } from '../posture/check.ts'
import type { Status } from '../posture/finding.ts'
import type { Failures, KeptAudit } from '../posture/ports.ts'
import type { Report } from '../posture/report.ts'
import { StoreFailure } from './failure.ts'
import { packLines, unpackLines } from './pack.ts'
import { reportFromLines, reportLines } from './report-lines.ts'
import type { StoredItem, Table } from './table.ts'

/** Audits of one scope that are kept. */
const AUDITS_PER_SCOPE = 30

/** Seconds after which DynamoDB deletes an audit whatever its number. */
const KEPT_FOR = 180 * DAY_S

/** What is needed to read an audit back. It is written last: without it there is no audit, only its debris. */
interface Manifest {
  readonly format: 1
  readonly scopeKey: string
  readonly packs: number
}

/** The audits of the table: each is a partition of packs and a manifest, and a row in its scope's list. */
export function auditsIn(table: Table, checks: readonly Check[]) {
  async function read(id: string, wanted?: (status: Status) => boolean): Promise<KeptAudit | undefined> {
    const manifest = manifestOf(await table.get(auditKey(id), 'manifest'))
    if (!manifest) return undefined
    const report = await readReport(unpackLines(packsOf(table, id, manifest.packs)), checks, wanted)
    return report && { id, scopeKey: manifest.scopeKey, report }
  }

  return {
    byId: (id: string) => read(id),

    async latestFailures(scopeKey: string): Promise<Failures | undefined> {
      for await (const { sk } of table.query(scopePartition(scopeKey), {
        newestFirst: true,
        keysOnly: true,
      })) {
        const audit = await read(idIn(sk), (status) => status === 'fail')
        if (audit) return audit.report
      }
      return undefined
    },

    async keep({ id, scopeKey, report }: KeptAudit): Promise<void> {
      const pk = auditKey(id)
      const expiresAt = report.finishedAt + KEPT_FOR
      // The row comes first, so that what a killed process leaves behind is found and removed with the old audits.
      await table.put({ pk: scopePartition(scopeKey), sk: row(report.startedAt, id), expiresAt })
      let packs = 0
      for await (const text of packLines(reportLines(report))) {
        await table.put({ pk, sk: packKey(packs++), text, expiresAt })
      }
      const manifest: Manifest = { format: 1, scopeKey, packs }
      await table.put({ pk, sk: 'manifest', text: JSON.stringify(manifest), expiresAt })
      await removeOld(table, scopeKey)
    },
  }
}

/** An audit of which something is missing or spoilt is none: DynamoDB lets the items of an old one expire in any order. */
async function readReport(
  lines: AsyncIterable<string>,
  checks: readonly Check[],
  wanted?: (status: Status) => boolean,
): Promise<Report | undefined> {
  try {
    return await reportFromLines(lines, checks, wanted)
  } catch (error) {
    if (error instanceof StoreFailure) throw error
    return undefined
  }
}

async function* packsOf(table: Table, id: string, packs: number): AsyncIterable<string> {
  for (let number = 0; number < packs; number++) {
    const item = await table.get(auditKey(id), packKey(number))
    if (item?.text === undefined) throw new Error(`Pack ${number} of ${packs} of the audit ${id} is missing.`)
    yield item.text
  }
}

/** The manifest goes first, so that a half-removed audit is none; the row last, so that the rest is found again. */
async function removeOld(table: Table, scopeKey: string): Promise<void> {
  const pk = scopePartition(scopeKey)
  let newer = 0
  for await (const { sk } of table.query(pk, { newestFirst: true, keysOnly: true })) {
    if (newer++ < AUDITS_PER_SCOPE) continue
    const audit = auditKey(idIn(sk))
    await table.remove(audit, 'manifest')
    for await (const item of table.query(audit, { keysOnly: true })) await table.remove(audit, item.sk)
    await table.remove(pk, sk)
  }
}

function manifestOf(item: StoredItem | undefined): Manifest | undefined {
  if (item?.text === undefined) return undefined
  const manifest = JSON.parse(item.text) as Manifest
  // An audit written by a later version is left alone rather than misread.
  return manifest.format === 1 ? manifest : undefined
}

function auditKey(id: string): string {
  return `audit#${id}`
}

function packKey(number: number): string {
  return `pack#${String(number).padStart(5, '0')}`
}

/** A scope can be longer than a key may be. */
function scopePartition(scopeKey: string): string {
  return `scope#${hash('sha256', scopeKey)}`
}

/** Rows sort by time; ids may hold anything. */
function row(startedAt: EpochSeconds, id: string): string {
  return `${String(startedAt).padStart(12, '0')}#${id}`
}

function idIn(sk: string): string {
  return sk.slice(sk.indexOf('#') + 1)
}
