import type { EpochSeconds } from '../base/time.ts'
import { type Finding, findingKey } from './finding.ts'
import type { FindingState } from './ports.ts'
import type { Comparison, Report } from './report.ts'

/**
 * What failed then and does not now, and the other way round. Both audits must be of the same scope.
 * A finding that could not be seen this time is neither: it is only `fixed` when its check saw the resource
 * without failing it, or saw everything there is in its Region and the resource is gone.
 */
export function compare(
  previous: Pick<Report, 'finishedAt' | 'findings'>,
  findings: readonly Finding[],
): Comparison {
  const before = new Map(failing(previous.findings).map((f) => [findingKey(f), f]))
  const now = new Set(failing(findings).map(findingKey))
  const hidden = new Set(findings.filter((f) => f.status === 'unknown').map((f) => place(f)))
  const hiddenKeys = new Set(findings.filter((f) => f.status === 'unknown').map(findingKey))
  return {
    since: previous.finishedAt,
    opened: [...now].filter((key) => !before.has(key)),
    fixed: [...before]
      .filter(([key, f]) => !now.has(key) && !hiddenKeys.has(key) && !hidden.has(place(f)))
      .map(([key]) => key),
  }
}

/** How the known states change: what is new, and what was seen not to fail any more. */
export function stateChanges(
  states: ReadonlyMap<string, FindingState>,
  findings: readonly Finding[],
  comparison: Comparison | undefined,
  at: EpochSeconds,
): {
  readonly opened: ReadonlyMap<string, FindingState>
  readonly fixed: readonly string[]
  readonly at: EpochSeconds
} {
  const opened = new Map<string, FindingState>()
  const fixed = new Set((comparison?.fixed ?? []).filter((key) => states.has(key)))
  for (const finding of findings) {
    const key = findingKey(finding)
    if (finding.status === 'fail' && !states.has(key)) opened.set(key, { firstSeenAt: at, lastSeenAt: at })
    if ((finding.status === 'pass' || finding.status === 'not-applicable') && states.has(key)) fixed.add(key)
  }
  return { opened, fixed: [...fixed], at }
}

function failing(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((f) => f.status === 'fail')
}

function place(finding: Finding): string {
  return `${finding.check.id}|${finding.resource.region}`
}
