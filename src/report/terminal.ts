import { isoTime, plural, spellDuration } from '../base/time.ts'
import type { Fix } from '../posture/check.ts'
import { type Finding, findingKey } from '../posture/finding.ts'
import type { Report } from '../posture/report.ts'
import {
  adviceByPractice,
  type CheckGroup,
  countsByPractice,
  failingByPractice,
  fixedFindings,
  foldFindings,
  openedFindings,
  type PracticeGroup,
  scoreText,
  verdictSentence,
  waivedByPractice,
  waivedFindings,
} from '../posture/summary.ts'
import { type Paint, paintOf } from './paint.ts'
import { printable } from './printable.ts'
import { blindLines } from './terminal-blind.ts'
import { listed, wrap } from './wrap.ts'

/** Rows that one check may take, and names in one row; what is left out is counted. */
const FOLDS = 8
const NAMES = 5
const FIXED = 10

const EFFECT: Readonly<Record<Fix['effect'], string>> = {
  'in-place': 'in place',
  'stop-start': 'needs a stop and a start',
  recreate: 'needs a new resource',
  redeploy: 'needs a new configuration and an update',
  'next-run': 'from the next run on',
}

export interface TerminalOptions {
  readonly colour: boolean
  /** Characters in a line. */
  readonly width: number
}

/** The report for people at a terminal. No text of AWS can leave it as an escape sequence. */
export function renderTerminal(report: Report, { colour, width }: TerminalOptions): string {
  const paint = paintOf(colour)
  const sections = [
    summary(report, paint),
    practices(report, paint),
    changes(report, paint),
    ...findings(failingByPractice(report), report, paint, width),
    ...advice(report, paint, width),
    waivedLines(report, paint, width),
    blindLines(report, paint, width),
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function summary(report: Report, paint: Paint): readonly string[] {
  const { totals, calls, resources } = report
  const scope = report.scope.length === 0 ? 'everything' : report.scope.join(' ')
  const seen = Object.values(resources).reduce((sum, count) => sum + count, 0)
  const seconds = report.finishedAt - report.startedAt
  const took = seconds < 1 ? 'under a second' : spellDuration(seconds)
  const waived = waivedFindings(report).length
  const counts = [
    `${totals.pass.toLocaleString('en-GB')} pass`,
    `${(totals.fail - waived).toLocaleString('en-GB')} fail`,
    ...(waived > 0 ? [`${waived.toLocaleString('en-GB')} waived`] : []),
    `${totals.unknown.toLocaleString('en-GB')} unknown`,
    `${totals['not-applicable'].toLocaleString('en-GB')} not applicable`,
  ]
  const place = `account ${report.account}, ${report.regions.join(', ')}: ${scope}`
  return [
    paint.dim(printable(place)),
    paint.bold(verdictSentence(report)),
    `Score ${scoreText(report)}. Verdicts: ${counts.join(', ')}.`,
    paint.dim(`${plural(seen, 'resource')} read with ${plural(calls.total, 'call')} in ${took}.`),
  ]
}

function practices(report: Report, paint: Paint): readonly string[] {
  const rows = countsByPractice(report)
  if (rows.length === 0) return []
  const width = Math.max(...rows.map((row) => row.title.length))
  const cell = (value: number | string) => value.toLocaleString('en-GB').padStart(9)
  const head = ['fail', 'unknown', 'pass', 'advice'].map(cell).join('')
  return [
    paint.dim(`${' '.repeat(width + 4)}${head}`),
    ...rows.map(({ section, title, counts, advice: notes }) => {
      const line = `${section}  ${title.padEnd(width)}${[counts.fail, counts.unknown, counts.pass, notes].map(cell).join('')}`
      return counts.fail === 0 && counts.unknown === 0 && counts.pass > 0 ? paint.good(line) : line
    }),
  ]
}

function changes(report: Report, paint: Paint): readonly string[] {
  const { comparison } = report
  if (!comparison) return []
  const opened = openedFindings(report).length
  const fixed = fixedFindings(report)
  if (opened + fixed.length === 0) return [`Nothing changed since ${isoTime(comparison.since)}.`]
  return [
    `Since ${isoTime(comparison.since)}: ${plural(opened, 'new finding')}, ${fixed.length.toLocaleString('en-GB')} fixed.`,
    ...fixed.slice(0, FIXED).map(({ checkId, arn }) => paint.good(`  fixed  ${checkId}  ${printable(arn)}`)),
    ...(fixed.length > FIXED ? [paint.dim(`  and ${plural(fixed.length - FIXED, 'more', 'more')}`)] : []),
  ]
}

function advice(report: Report, paint: Paint, width: number): ReadonlyArray<readonly string[]> {
  const groups = adviceByPractice(report)
  if (groups.length === 0) return []
  return [[paint.bold('Advice, which fails no audit')], ...findings(groups, report, paint, width)]
}

/** Accepted risks: which, until when, by whom and why. They stay in sight for as long as they are. */
function waivedLines(report: Report, paint: Paint, width: number): readonly string[] {
  const groups = waivedByPractice(report).flatMap(({ checks }) => checks)
  if (groups.length === 0) return []
  return [
    paint.bold('Waived: fails, but somebody accepts the risk for now'),
    ...groups.flatMap(({ check, findings: of }) => [
      ...wrap(`${check.severity.toUpperCase()}  ${check.title} (${check.id})`, width - 2, '    ').map(
        (line) => `  ${line}`,
      ),
      ...[...Map.groupBy(of, ({ waived }) => waived?.waiver).values()].flatMap((like) =>
        waivedLine(like, width),
      ),
    ]),
  ]
}

function waivedLine(like: readonly Finding[], width: number): readonly string[] {
  const waived = like[0]?.waived
  if (!waived) return []
  const names = like.map(({ resource }) => `${resource.name} (${resource.region})`)
  const who = waived.approvedBy === null ? waived.by : `${waived.by} and ${waived.approvedBy}`
  const said = `- ${listed(names, NAMES)}: until ${isoTime(waived.until)}, by ${who}: ${waived.reason}`
  return wrap(printable(said), width - 4, '  ').map((line) => `    ${line}`)
}

function findings(
  groups: readonly PracticeGroup[],
  report: Report,
  paint: Paint,
  width: number,
): ReadonlyArray<readonly string[]> {
  const opened = new Set(report.comparison?.opened)
  return groups.map(({ section, title, checks }) => [
    paint.bold(`${section} ${title}`),
    ...checks.flatMap((group) => checkLines(group, opened, paint, width)),
  ])
}

/** ` (its waiver ended on 2026-11-23)`, for one or several. */
function waiverEnds(like: readonly Finding[]): string {
  const ends = like.flatMap(({ waiverEndedAt }) => waiverEndedAt ?? [])
  if (ends.length === 0) return ''
  const on = isoTime(Math.max(...ends)).slice(0, 10)
  return like.length === 1
    ? ` (its waiver ended on ${on})`
    : ` (${plural(ends.length, 'waiver')} ended, last on ${on})`
}

function checkLines(
  { check, findings: failing }: CheckGroup,
  opened: ReadonlySet<string>,
  paint: Paint,
  width: number,
): readonly string[] {
  const folds = foldFindings(failing)
  const shown = folds.slice(0, FOLDS)
  const left = folds.slice(FOLDS).reduce((sum, fold) => sum + fold.findings.length, 0)
  const label = check.severity.toUpperCase()
  const [first = '', ...more] = wrap(`${label}  ${check.title} (${check.id})`, width - 2, '    ')
  const isNew = (finding: Finding) => opened.has(findingKey(finding))
  return [
    `  ${paint.severity(check.severity, label)}${first.slice(label.length)}`,
    ...more.map((line) => `  ${line}`),
    ...shown.flatMap(({ evidence, findings: like }) => {
      const names = like.map(({ resource }) => `${resource.name} (${resource.region})`)
      const fresh = like.filter(isNew).length
      const mark =
        fresh === 0 ? '' : fresh === like.length ? 'new: ' : `${fresh.toLocaleString('en-GB')} new: `
      const ended = waiverEnds(like)
      return wrap(printable(`- ${mark}${listed(names, NAMES)}: ${evidence}${ended}`), width - 4, '  ').map(
        (line) => `    ${line}`,
      )
    }),
    ...(left > 0 ? [paint.dim(`    - and ${plural(left, 'more resource')}; --format json lists all`)] : []),
    ...wrap(`Fix: ${check.fix.summary} (${EFFECT[check.fix.effect]})`, width - 4, '  ').map((line) =>
      paint.dim(`    ${line}`),
    ),
  ]
}
