import { arnName } from '../../base/arn.ts'
import { plural } from '../../base/time.ts'
import { shortDay } from '../../digest/day.ts'
import type { Digest } from '../../digest/digest.ts'
import { thinned } from '../../digest/history.ts'
import type { ScorePoint } from '../../digest/ports.ts'
import { sinceWords } from '../../digest/verdict.ts'
import type { Finding } from '../../posture/finding.ts'
import type { Report } from '../../posture/report.ts'
import { wholePercent } from '../../posture/summary.ts'
import { lineChart, type Message, type MessageBlock, section } from '../blocks/blocks.ts'
import { LIMITS } from '../blocks/limits.ts'
import { bold, bullets, line, name, type Run, richText, words } from '../blocks/rich-text.ts'
import { SEVERITY_WORDS } from '../words.ts'
import { thread } from './thread.ts'

const MOST = 15

/** What stands in the thread of a digest before the file: the last 30 days, what changed in full, all that fails. */
export function digestThread(digest: Digest, report: Report): readonly Message[] {
  return [...trend(digest), ...changes(digest), ...thread(report).messages]
}

type Scored = ScorePoint & { readonly score: number }

/** The chart of 30 days, and the same numbers in words; nothing before there are two days to draw. */
export function trend({ history }: Digest): readonly Message[] {
  const scored = history.filter((point): point is Scored => point.score !== null)
  const points = thinned(scored, LIMITS.chart.points)
  const [first, last] = [scored[0], scored.at(-1)]
  if (!first || !last || first === last) return []
  const low = scored.reduce((a, b) => (b.score < a.score ? b : a))
  const high = scored.reduce((a, b) => (b.score > a.score ? b : a))
  const summary = `Score over 30 days: ${at(first)}, ${at(last)}. Lowest ${at(low)}, highest ${at(high)}.`
  const blocks: readonly MessageBlock[] = [
    section(`*The last 30 days*\n${summary}`),
    lineChart(
      'SageMaker score over 30 days',
      { x: 'Day', y: 'Of 100' },
      points.map(({ day }) => shortDay(day)),
      [
        { name: 'Score', values: points.map(({ score }) => score) },
        { name: 'Unknown, percent', values: points.map(({ unknownShare }) => wholePercent(unknownShare)) },
      ],
    ),
    section(
      `*The same in words* (score, unknown, failing)\n${points
        .map(
          ({ day, score, unknownShare, failing }) =>
            `${shortDay(day)}: ${score}, ${wholePercent(unknownShare)}%, ${failing.toLocaleString('en-GB')}`,
        )
        .join(' · ')}`,
    ),
  ]
  return [{ text: summary, blocks }]
}

function at({ day, score }: Scored): string {
  return `${score} on ${shortDay(day)}`
}

function changes({ audit, day, since }: Digest): readonly Message[] {
  if ('failed' in audit || !audit.changes || since === undefined) return []
  const { opened, regressed, fixed, waived, unwaived, unseen } = audit.changes
  const blocks = [
    ...group('New', opened),
    ...group('Back after it was fixed', regressed),
    ...group('Counts again, as its waiver ended', unwaived),
    ...group('Newly unknown, so it may fail', unseen),
    ...group('Fixed', fixed),
    ...group('Waived', waived),
  ]
  const count = [opened, regressed, fixed, waived, unwaived, unseen].reduce(
    (sum, { length }) => sum + length,
    0,
  )
  if (count === 0) return []
  return [{ text: `${plural(count, 'change')} since ${sinceWords(day, since)}.`, blocks }]
}

function group(title: string, findings: readonly Finding[]): readonly MessageBlock[] {
  if (findings.length === 0) return []
  const shown = findings.slice(0, MOST)
  const rest = findings.length - shown.length
  const more: readonly Run[][] = rest > 0 ? [[words(`and ${rest.toLocaleString('en-GB')} more`)]] : []
  return [
    richText(
      line(bold(`${title} (${findings.length.toLocaleString('en-GB')})`)),
      bullets([
        ...shown.map(({ check, resource }): readonly Run[] => [
          words(`${SEVERITY_WORDS[check.severity]}  `),
          name(resource.name || arnName(resource.arn), 60),
          words(`  ${check.title}`),
        ]),
        ...more,
      ]),
    ),
  ]
}
