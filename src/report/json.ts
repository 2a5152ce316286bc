import { isoTime } from '../base/time.ts'
import type { Finding } from '../posture/finding.ts'
import type { Report, ReportedGap } from '../posture/report.ts'
import { waivedFindings } from '../posture/summary.ts'
import type { Waived } from '../posture/waivers/waiver.ts'
import { printableJson } from './printable.ts'

/** Names the form of the JSON; a change that breaks readers gets a new number. See schema.ts. */
export const JSON_SCHEMA_ID = 'sagewarden.report/v1'

/** Findings in one chunk. */
const PER_CHUNK = 50

/**
 * The report as JSON, in chunks, so that a report of any size is never one string. One finding per line, so that line
 * tools work on it. Times are ISO 8601 in UTC. Every verdict is there, not only failures.
 */
export function* jsonChunks(report: Report): Iterable<string> {
  const { account, regions, scope, startedAt, finishedAt, totals, score } = report
  const { pass, fail, unknown } = totals
  const head = {
    schema: JSON_SCHEMA_ID,
    account,
    regions,
    scope,
    startedAt: isoTime(startedAt),
    finishedAt: isoTime(finishedAt),
    totals: {
      pass,
      fail,
      unknown,
      notApplicable: totals['not-applicable'],
      waived: waivedFindings(report).length,
    },
    score,
  }
  yield `${text(head).slice(0, -1)},\n"findings":[`
  for (let at = 0; at < report.findings.length; at += PER_CHUNK) {
    const lines = report.findings.slice(at, at + PER_CHUNK).map((finding) => text(findingJson(finding)))
    yield `${at === 0 ? '\n' : ',\n'}${lines.join(',\n')}`
  }
  yield '],\n"gaps":['
  for (const [number, gap] of report.gaps.entries())
    yield `${number === 0 ? '\n' : ',\n'}${text(gapJson(gap))}`
  yield `],\n"calls":${text({ total: report.calls.total, byOperation: report.calls.byOperation })}}\n`
}

function findingJson({ check, status, evidence, resource, firstSeenAt, waived, waiverEndedAt }: Finding) {
  const { arn, kind, name, region, account } = resource
  return {
    check: check.id,
    title: check.title,
    status,
    severity: check.severity,
    tier: check.tier,
    practice: check.practice,
    evidence,
    resource: { arn, kind, name, region, account },
    controls: check.controls,
    firstSeenAt: firstSeenAt === undefined ? null : isoTime(firstSeenAt),
    waived: waived === undefined ? null : waivedJson(waived),
    waiverEndedAt: waiverEndedAt === undefined ? null : isoTime(waiverEndedAt),
  }
}

function waivedJson({ until, by, approvedBy, reason }: Waived) {
  return { until: isoTime(until), by, approvedBy, reason }
}

function gapJson({ kind, region, call, action, cause, detail, checks }: ReportedGap) {
  return { kind, region, call, action, cause, detail, checks }
}

function text(value: unknown): string {
  return printableJson(JSON.stringify(value))
}
