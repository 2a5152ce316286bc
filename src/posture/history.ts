import { compare, stateChanges } from './compare.ts'
import { type Finding, findingKey } from './finding.ts'
import type { AuditStore } from './ports.ts'
import type { Comparison, Report } from './report.ts'

/** Failing findings whose states are read and written at once: what bounds the memory of a very large audit. */
const STATES_AT_ONCE = 50_000

/**
 * Compares a report with the last one of its scope, notes since when each finding fails, and keeps all of it.
 * Returns the report with its comparison. Throws what the store throws.
 */
export async function keepWithHistory(store: AuditStore, scopeKey: string, report: Report): Promise<Report> {
  const comparison = await sinceLast(store, scopeKey, report)
  for (const findings of batchesOf(report.findings)) await keepStates(store, report, findings, comparison)
  const compared = comparison ? { ...report, comparison } : report
  await store.keep({ id: report.id, scopeKey, report: compared })
  return compared
}

/** A step of its own, so that the earlier audit is let go before the states are read. */
async function sinceLast(
  store: AuditStore,
  scopeKey: string,
  report: Report,
): Promise<Comparison | undefined> {
  const previous = await store.latestFailures(scopeKey)
  return previous && compare(previous, report.findings)
}

async function keepStates(
  store: AuditStore,
  report: Report,
  findings: readonly Finding[],
  comparison: Comparison | undefined,
): Promise<void> {
  const checks = new Set<string>()
  for (const { check } of findings) checks.add(check.id)
  const states = await store.states(report.account, [...checks])
  for (const finding of findings) {
    if (finding.status === 'fail') {
      finding.firstSeenAt = states.get(findingKey(finding))?.firstSeenAt ?? report.startedAt
    }
  }
  await store.saveStates(report.account, stateChanges(states, findings, comparison, report.startedAt))
}

/**
 * The findings in batches of a bounded number of failures, one batch for any usual audit. Findings of one check stand
 * together, as `judge` leaves them, so a batch never splits a check.
 */
function* batchesOf(findings: readonly Finding[]): Iterable<readonly Finding[]> {
  let start = 0
  let failures = 0
  for (const [at, finding] of findings.entries()) {
    if (failures > STATES_AT_ONCE && finding.check !== findings[at - 1]?.check) {
      yield findings.slice(start, at)
      start = at
      failures = 0
    }
    if (finding.status === 'fail') failures++
  }
  yield findings.slice(start)
}
