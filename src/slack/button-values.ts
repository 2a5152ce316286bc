import { createHash } from 'node:crypto'
import { type Finding, findingKey } from '../posture/finding.ts'

/**
 * What buttons carry: ids only, never names or evidence. Whoever presses can change nothing by changing them: every value
 * is looked up again, and one that does not have its form is refused.
 */
const REPORT = /^[A-Za-z0-9_-]{1,64}$/
const FINDING = /^[0-9a-f]{16}$/
const CHECK = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** A finding of a report: 64 bits of the hash of its identity. */
export function findingId(finding: Finding): string {
  return createHash('sha256').update(findingKey(finding)).digest('hex').slice(0, 16)
}

export function findingValue(reportId: string, finding: Finding): string {
  return `${reportId}.${findingId(finding)}`
}

export function parseFindingValue(value: string): { reportId: string; finding: string } | undefined {
  const [reportId = '', finding = '', ...rest] = value.split('.')
  return REPORT.test(reportId) && FINDING.test(finding) && rest.length === 0
    ? { reportId, finding }
    : undefined
}

export function pageValue(reportId: string, page: number): string {
  return `${reportId}.${page}`
}

export function parsePageValue(value: string): { reportId: string; page: number } | undefined {
  const [reportId = '', page = '', ...rest] = value.split('.')
  return REPORT.test(reportId) && /^\d{1,5}$/.test(page) && rest.length === 0
    ? { reportId, page: Number(page) }
    : undefined
}

/** A report's id, or `undefined` where the value has not the form of one. */
export function parseReportValue(value: string): { reportId: string } | undefined {
  return REPORT.test(value) ? { reportId: value } : undefined
}

/** A check id, or `undefined` where the value has not the form of one. */
export function parseCheckValue(value: string): string | undefined {
  return value.length <= 100 && CHECK.test(value) ? value : undefined
}
