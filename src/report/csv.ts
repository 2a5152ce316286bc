import { isoTime } from '../base/time.ts'
import type { Finding } from '../posture/finding.ts'
import type { Report } from '../posture/report.ts'
import { printable } from './printable.ts'

const COLUMNS: Readonly<Record<string, (finding: Finding) => string>> = {
  check: ({ check }) => check.id,
  title: ({ check }) => check.title,
  status: ({ status }) => status,
  severity: ({ check }) => check.severity,
  tier: ({ check }) => check.tier,
  practice: ({ check }) => check.practice,
  evidence: ({ evidence }) => evidence,
  kind: ({ resource }) => resource.kind,
  resource: ({ resource }) => resource.name,
  arn: ({ resource }) => resource.arn,
  region: ({ resource }) => resource.region,
  account: ({ resource }) => resource.account,
  controls: ({ check }) => Object.values(check.controls).flat().join(' '),
  firstSeenAt: ({ firstSeenAt }) => (firstSeenAt === undefined ? '' : isoTime(firstSeenAt)),
  waivedUntil: ({ waived }) => (waived === undefined ? '' : isoTime(waived.until)),
  waivedBy: ({ waived }) => waivedBy(waived),
  waiverReason: ({ waived }) => waived?.reason ?? '',
  waiverEndedAt: ({ waiverEndedAt }) => (waiverEndedAt === undefined ? '' : isoTime(waiverEndedAt)),
}

function waivedBy(waived: Finding['waived']): string {
  if (!waived) return ''
  return waived.approvedBy === null ? waived.by : `${waived.by} ${waived.approvedBy}`
}

/** Every verdict as CSV (RFC 4180), a line at a time, the names of the columns first. */
export function* csvLines(report: Report): Iterable<string> {
  yield csvLine(Object.keys(COLUMNS))
  const columns = Object.values(COLUMNS)
  for (const finding of report.findings) yield csvLine(columns.map((column) => column(finding)))
}

/** One line of CSV with its line end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/**
 * One cell. What a spreadsheet would run as a formula gets an apostrophe in front.
 * Source: OWASP, "CSV Injection".
 */
function csvCell(text: string): string {
  const shown = printable(text)
  const harmless = /^\s*[=+\-@|%]/.test(shown) ? `'${shown}` : shown
  return /[",]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
