import type { Finding, Status } from './finding.ts'
import { SEVERITY_WEIGHT } from './practice.ts'

/** How many findings have each status. */
export function totalsOf(findings: readonly Finding[]): Record<Status, number> {
  const totals = { pass: 0, fail: 0, unknown: 0, 'not-applicable': 0 }
  for (const finding of findings) totals[finding.status]++
  return totals
}

/**
 * 100 × the severity-weighted share of passing verdicts among pass and fail; `null` where there is neither.
 * Advisory checks and waived findings are left out. Rounded down, so that 100 means that nothing failed.
 */
export function scoreOf(findings: readonly Finding[]): number | null {
  let passed = 0
  let judged = 0
  for (const { check, status, waived } of findings) {
    if (check.tier === 'advisory' || waived || (status !== 'pass' && status !== 'fail')) continue
    const weight = SEVERITY_WEIGHT[check.severity]
    judged += weight
    if (status === 'pass') passed += weight
  }
  return judged === 0 ? null : Math.floor((100 * passed) / judged)
}

/** The share of verdicts that are unknown, of all that apply: 0 to 1. It stands beside every score. */
export function unknownShareOf(totals: Readonly<Record<Status, number>>): number {
  const applicable = totals.pass + totals.fail + totals.unknown
  return applicable === 0 ? 0 : totals.unknown / applicable
}
