import type { KnownBlock } from '@slack/types'
import { arnName } from '../../base/arn.ts'
import { plural } from '../../base/time.ts'
import { blindSpots } from '../../posture/blind-spots.ts'
import type { Finding } from '../../posture/finding.ts'
import { SEVERITIES } from '../../posture/practice.ts'
import type { Report } from '../../posture/report.ts'
import {
  countsByPractice,
  countsBySeverity,
  failingByPractice,
  fixedFindings,
  isPartlyBlind,
  openedFindings,
  returnedFindings,
  scoreText,
  verdictSentence,
  waivedFindings,
} from '../../posture/summary.ts'
import {
  actions,
  type ButtonSpec,
  context,
  fields,
  header,
  type Message,
  section,
  table,
} from '../blocks/blocks.ts'
import { LIMITS, lengthOf, roomFor } from '../blocks/limits.ts'
import { bold, bullets, line, name, type Run, richText, words } from '../blocks/rich-text.ts'
import { pageValue } from '../button-values.ts'
import { joinWords } from '../receiving/typed.ts'
import { endedWords } from '../waivers/words.ts'
import { SEVERITY_WORDS, took, when } from '../words.ts'
import { findingRows } from './finding.ts'
import { gapLine } from './gaps.ts'
import { scopePhrase } from './scope.ts'
import { commandButton } from './trouble.ts'

const TOP = 5
const CHANGES = 3

/** A finished audit: the verdict first, then numbers, what changed, what to fix first, and what was not seen. */
export function result(report: Report, askedBy: string): Message {
  return {
    text: `SageMaker audit: ${verdictSentence(report)} Score ${scoreText(report)}.`,
    blocks: [
      header(`${light(report)} SageMaker audit: ${verdictSentence(report)}`),
      numbers(report),
      ...practices(report),
      ...changes(report),
      ...first(report),
      ...gaps(report),
      buttons(report),
      footer(report, askedBy),
    ],
  }
}

/** One light for the whole result; the words beside it say the same. */
function light(report: Report): string {
  const counts = countsBySeverity(report)
  if (counts.critical > 0) return ':red_circle:'
  if (SEVERITIES.some((severity) => counts[severity] > 0)) return ':large_orange_circle:'
  return isPartlyBlind(report) ? ':white_circle:' : ':large_green_circle:'
}

function numbers(report: Report): KnownBlock {
  const counts = countsBySeverity(report)
  const severe = SEVERITIES.filter((severity) => counts[severity] > 0)
    .map(
      (severity) => `${counts[severity].toLocaleString('en-GB')} ${SEVERITY_WORDS[severity].toLowerCase()}`,
    )
    .join(' · ')
  const { pass, unknown } = report.totals
  const fail = SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0)
  const waived = waivedFindings(report).length
  const advice = report.totals.fail - fail - waived
  return fields([
    ['Score', scoreText(report)],
    ['Failing', severe || 'none'],
    [
      'Verdicts',
      `${many(pass)} pass · ${many(fail)} fail · ${many(unknown)} unknown${advice > 0 ? ` · ${many(advice)} advice` : ''}${waived > 0 ? ` · ${many(waived)} waived` : ''}`,
    ],
    comparison(report),
  ])
}

function comparison({ comparison: since }: Report): readonly [string, string] {
  if (!since) return ['Since last time', 'first audit of this scope']
  const { opened, fixed } = since
  const isSame = opened.length + fixed.length === 0
  return [
    'Since last time',
    `${isSame ? 'nothing changed' : `${many(opened.length)} new · ${many(fixed.length)} fixed`} (${when(since.since)})`,
  ]
}

function practices(report: Report): readonly KnownBlock[] {
  const rows = countsByPractice(report)
  if (rows.length === 0) return []
  return [
    table(
      'Verdicts by practice',
      ['Practice', 'Fail', 'Pass', 'Unknown'],
      rows.map(({ section: number, title, counts }) => [
        `${number} ${title}`,
        counts.fail,
        counts.pass,
        counts.unknown,
      ]),
    ),
  ]
}

function changes(report: Report): readonly KnownBlock[] {
  const opened = openedFindings(report)
  const fixed = fixedFindings(report)
  const returned = returnedFindings(report)
  const news = opened
    .slice(0, CHANGES)
    .map((f): Run[] => [bold('New  '), name(f.resource.name, 60), words(`  ${f.check.title}`)])
  const gone = fixed
    .slice(0, CHANGES)
    .map(({ arn, checkId }): Run[] => [bold('Fixed  '), name(arnName(arn), 60), words(`  ${checkId}`)])
  const back = returned
    .slice(0, CHANGES)
    .map((f): Run[] => [
      bold('Back  '),
      name(f.resource.name, 60),
      words(`  ${f.check.title}. ${endedWords(f).trim()}`),
    ])
  const shown = news.length + gone.length + back.length
  const rest = opened.length + fixed.length + returned.length - shown
  const more: Run[][] = rest > 0 ? [[words(`and ${plural(rest, 'more change')}`)]] : []
  return shown === 0
    ? []
    : [richText(line(bold('What changed')), bullets([...back, ...news, ...gone, ...more]))]
}

/** One finding of each of the worst checks, so that one that fails a thousand times does not hide the others. */
function first(report: Report): readonly KnownBlock[] {
  const worst = worstFirst(report).slice(0, TOP)
  if (worst.length === 0) return []
  return [
    section('*What to fix first*'),
    ...worst.flatMap(({ finding, more }) => findingRows(report.id, finding, more)),
  ]
}

function worstFirst(report: Report): ReadonlyArray<{ finding: Finding; more: readonly Finding[] }> {
  return failingByPractice(report)
    .flatMap(({ checks }) => checks)
    .toSorted(
      (a, b) =>
        SEVERITIES.indexOf(a.check.severity) - SEVERITIES.indexOf(b.check.severity) ||
        b.findings.length - a.findings.length,
    )
    .flatMap(({ findings: [finding, ...more] }) => (finding ? [{ finding, more }] : []))
}

function gaps(report: Report): readonly KnownBlock[] {
  const spots = blindSpots(report)
  if (spots.length === 0) return []
  const shown = spots.slice(0, 3)
  const rest = spots.length - shown.length
  return [
    richText(
      line(bold('Not seen, so unknown')),
      bullets([...shown.map(gapLine), ...(rest > 0 ? [[words(`and ${plural(rest, 'more cause')}`)]] : [])]),
    ),
  ]
}

function buttons(report: Report): KnownBlock {
  const failing = failingByPractice(report).length > 0
  return actions(
    ...(failing
      ? [
          {
            label: 'All findings',
            action: 'audit:findings',
            value: pageValue(report.id, 0),
            style: 'primary' as const,
          },
        ]
      : []),
    ...(report.gaps.length > 0
      ? [{ label: 'Missing permissions', action: 'audit:gaps', value: report.id }]
      : []),
    ...(waivedFindings(report).length > 0 ? [commandButton('Accepted risks', 'waivers')] : []),
    ...runAgain(report.scope),
  )
}

/** A scope that does not fit into a button has to be typed again. */
function runAgain(scope: readonly string[]): readonly ButtonSpec[] {
  const line = `audit ${joinWords(scope)}`.trim()
  return lengthOf(line) > roomFor(LIMITS.button.value) ? [] : [commandButton('Run again', line)]
}

function footer(report: Report, askedBy: string): KnownBlock {
  const resources = Object.values(report.resources).reduce((sum, count) => sum + count, 0)
  return context(
    [
      `Asked by <@${askedBy}>`,
      when(report.finishedAt),
      scopePhrase(report.scope),
      `${report.regions.slice(0, 3).join(', ')}${report.regions.length > 3 ? ` and ${report.regions.length - 3} more` : ''}`,
      `account ${report.account}`,
      plural(resources, 'resource'),
      plural(report.calls.total, 'call'),
      `took ${took(report.finishedAt - report.startedAt)}`,
    ].join(' · '),
  )
}

function many(count: number): string {
  return count.toLocaleString('en-GB')
}
