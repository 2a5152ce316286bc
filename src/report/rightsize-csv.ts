import type { PolicyRow } from '../activity/rightsize/rightsize.ts'
import type { RightsizeReport } from '../activity/rightsize/rightsizing.ts'
import { csvLine } from './csv.ts'

const COLUMNS: Readonly<Record<string, (row: PolicyRow) => string>> = {
  policy: ({ policy }) => policy,
  statement: ({ statement }) => String(statement),
  allowed: ({ pattern }) => pattern,
  kept: ({ kept }) => kept ?? '',
  use: ({ use }) => use,
  why: ({ why }) => why,
}

/** What became of each action of a role as CSV (RFC 4180): kept or not, and the reason. */
export function rightsizeCsv({ smaller }: Pick<RightsizeReport, 'smaller'>): string {
  const columns = Object.values(COLUMNS)
  return [
    csvLine(Object.keys(COLUMNS)),
    ...smaller.rows.map((row) => csvLine(columns.map((column) => column(row)))),
  ].join('')
}
