import type { EpochSeconds } from '../base/time.ts'
import { type Finding, findingKey, keyOf, type Status } from './finding.ts'
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
  const before = arnsByCheck(previous.findings, 'fail')
  const now = arnsByCheck(findings, 'fail')
  const hidden = arnsByCheck(findings, 'unknown')
  const isHidden = (check: string, arn: string, region: string) => {
    const unseen = hidden.get(check)
    return unseen !== undefined && (unseen.has(arn) || [...unseen.values()].includes(region))
  }
  return {
    since: previous.finishedAt,
    opened: keysOf(now, (check, arn) => !before.get(check)?.has(arn)),
    fixed: keysOf(before, (check, arn, region) => !now.get(check)?.has(arn) && !isHidden(check, arn, region)),
  }
}

/** Regions by ARN by check id: keys made of both would be a new text for each of a million findings. */
type ArnsByCheck = ReadonlyMap<string, ReadonlyMap<string, string>>

function arnsByCheck(findings: readonly Finding[], status: Status): ArnsByCheck {
  const byCheck = new Map<string, Map<string, string>>()
  for (const { check, resource, status: has } of findings) {
    if (has !== status) continue
    const arns = byCheck.get(check.id) ?? new Map<string, string>()
    byCheck.set(check.id, arns.set(resource.arn, resource.region))
  }
  return byCheck
}

function keysOf(
  byCheck: ArnsByCheck,
  picks: (check: string, arn: string, region: string) => boolean,
): readonly string[] {
  return [...byCheck].flatMap(([check, arns]) =>
    [...arns].filter(([arn, region]) => picks(check, arn, region)).map(([arn]) => keyOf(check, arn)),
  )
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
  const fresh = { firstSeenAt: at, lastSeenAt: at }
  const fixed = new Set((comparison?.fixed ?? []).filter((key) => states.has(key)))
  for (const finding of findings) {
    const key = findingKey(finding)
    if (finding.status === 'fail' && !states.has(key)) opened.set(key, fresh)
    if ((finding.status === 'pass' || finding.status === 'not-applicable') && states.has(key)) fixed.add(key)
  }
  return { opened, fixed: [...fixed], at }
}
