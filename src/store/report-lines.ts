import type { Check } from '../posture/check.ts'
import { type Finding, STATUSES, type Status } from '../posture/finding.ts'
import type { ResourceRef } from '../posture/inventory/index.ts'
import type { Report } from '../posture/report.ts'
import { scoreOf, totalsOf, unknownShareOf } from '../posture/score.ts'

/** Findings in one line: small enough to be read at once, large enough to be few. */
const FINDINGS_PER_LINE = 5000

/** Numbers that one finding takes: check, resource, status, evidence, first seen (0: never told). */
const WIDTH = 5

type Header = Omit<Report, 'findings'>
type ResourceRow = readonly [kind: string, arn: string, name: string, region: string, account: string]

/** A line of findings. Checks, resources and evidence are numbered in the order in which lines name them. */
interface Line {
  readonly checks: readonly string[]
  readonly resources: readonly ResourceRow[]
  readonly evidence: readonly string[]
  readonly findings: readonly number[]
  /** What a few findings say of waivers, by their place in this line. */
  readonly waivers?: ReadonlyArray<readonly [place: number, said: Pick<Finding, 'waived' | 'waiverEndedAt'>]>
}

/** A report as lines of JSON: what is said of the whole, then its findings, every repeated thing written once. */
export function* reportLines(report: Report): Iterable<string> {
  const { findings, ...header } = report
  yield JSON.stringify(header)
  const checks = new Dictionary<Check>()
  const resources = new Dictionary<ResourceRef>()
  const evidence = new Dictionary<string>()
  for (let at = 0; at < findings.length; at += FINDINGS_PER_LINE) {
    const some = findings.slice(at, at + FINDINGS_PER_LINE)
    const rows = some.flatMap((f) => [
      checks.number(f.check),
      resources.number(f.resource),
      STATUSES.indexOf(f.status),
      evidence.number(f.evidence),
      f.firstSeenAt ?? 0,
    ])
    const waivers = some.flatMap((f, place) =>
      f.waived || f.waiverEndedAt ? [[place, saidOf(f)] as const] : [],
    )
    const line: Line = {
      checks: checks.fresh().map((check) => check.id),
      resources: resources.fresh().map((r) => [r.kind, r.arn, r.name, r.region, r.account]),
      evidence: evidence.fresh(),
      findings: rows,
      ...(waivers.length > 0 && { waivers }),
    }
    yield JSON.stringify(line)
  }
}

/**
 * The report that `reportLines` wrote. Findings of checks that are not in `checks` any more are left out, and then
 * totals and score are counted again, so that the numbers still speak of the findings. `undefined` without lines.
 * `wanted`: findings of other statuses are passed over; the numbers then speak of all of them.
 */
export async function reportFromLines(
  lines: AsyncIterable<string>,
  checks: readonly Check[],
  wanted: (status: Status) => boolean = () => true,
): Promise<Report | undefined> {
  const known = new Map(checks.map((check) => [check.id, check]))
  const named: (Check | undefined)[] = []
  const resources: ResourceRef[] = []
  const evidence: string[] = []
  const findings: Finding[] = []
  let header: Header | undefined
  let dropped = false
  for await (const text of lines) {
    if (header === undefined) {
      header = JSON.parse(text) as Header
      continue
    }
    const line = JSON.parse(text) as Line
    for (const id of line.checks) named.push(known.get(id))
    for (const row of line.resources) resources.push(resourceOf(row))
    for (const words of line.evidence) evidence.push(words)
    const said = new Map(line.waivers)
    for (let at = 0; at < line.findings.length; at += WIDTH) {
      const [of = -1, on = -1, status = -1, saw = -1, firstSeenAt = 0] = line.findings.slice(at, at + WIDTH)
      const check = named[of]
      const resource = resources[on]
      if (!wanted(STATUSES[status] ?? 'unknown')) continue
      if (check === undefined || resource === undefined) {
        dropped = true
        continue
      }
      const finding = {
        check,
        resource,
        status: STATUSES[status] ?? 'unknown',
        evidence: evidence[saw] ?? '',
        ...said.get(at / WIDTH),
      }
      findings.push(firstSeenAt === 0 ? finding : { ...finding, firstSeenAt })
    }
  }
  if (header === undefined) return undefined
  return dropped ? recounted({ ...header, findings }, known) : { ...header, findings }
}

function recounted(report: Report, known: ReadonlyMap<string, Check>): Report {
  const totals = totalsOf(report.findings)
  const stays = (key: string) => known.has(key.slice(0, key.indexOf('|')))
  const { comparison, ...rest } = report
  return {
    ...rest,
    totals,
    score: scoreOf(report.findings),
    unknownShare: unknownShareOf(totals),
    ...(comparison && {
      comparison: {
        since: comparison.since,
        opened: comparison.opened.filter(stays),
        fixed: comparison.fixed.filter(stays),
      },
    }),
  }
}

function saidOf({ waived, waiverEndedAt }: Finding): Pick<Finding, 'waived' | 'waiverEndedAt'> {
  return { ...(waived && { waived }), ...(waiverEndedAt !== undefined && { waiverEndedAt }) }
}

function resourceOf([kind, arn, name, region, account]: ResourceRow): ResourceRef {
  return { kind, arn, name, region, account }
}

/** Numbers things in the order in which they first come, and tells which are new since it was last asked. */
class Dictionary<T> {
  readonly #numbers = new Map<T, number>()
  #fresh: T[] = []

  number(thing: T): number {
    const known = this.#numbers.get(thing)
    if (known !== undefined) return known
    const number = this.#numbers.size
    this.#numbers.set(thing, number)
    this.#fresh.push(thing)
    return number
  }

  fresh(): readonly T[] {
    const fresh = this.#fresh
    this.#fresh = []
    return fresh
  }
}
