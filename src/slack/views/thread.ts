import type { KnownBlock } from '@slack/types'
import { plural } from '../../base/time.ts'
import type { Report } from '../../posture/report.ts'
import {
  type CheckGroup,
  type FindingFold,
  failingByPractice,
  foldFindings,
  isWaived,
  type PracticeGroup,
} from '../../posture/summary.ts'
import { context, type Message, section } from '../blocks/blocks.ts'
import { shortenMiddle } from '../blocks/escape.ts'
import { characters, LIMITS, roomFor } from '../blocks/limits.ts'
import { bold, bullets, line, name, type Run, richText, words } from '../blocks/rich-text.ts'
import { dayOf } from '../waivers/values.ts'
import { moreOf, SEVERITY_WORDS } from '../words.ts'
import { gapMessage } from './gaps.ts'
import { waivedMessage } from './waived.ts'

/** How much of each check is written out. */
interface Detail {
  /** Resources named per sentence of evidence. */
  readonly names: number
  /** Different sentences of evidence per check. */
  readonly folds: number
}

const DETAILS: readonly Detail[] = [
  { names: 5, folds: 4 },
  { names: 3, folds: 2 },
  { names: 1, folds: 1 },
]
const MOST_MESSAGES = 8

export interface Thread {
  readonly messages: readonly Message[]
  /** False where resources are left out, so that the whole list goes as a file. */
  readonly complete: boolean
}

/**
 * All failing findings, grouped by practice and check, in as few messages as hold them: with less detail where there are
 * many, and cut with a word about it where even that is too much. What is waived and what was not seen come last.
 */
export function thread(report: Report): Thread {
  const groups = failingByPractice(report)
  const packs = DETAILS.map((detail) => pack(groups, detail))
  const fitting = packs.findIndex((each) => each.length <= MOST_MESSAGES)
  const level = fitting < 0 ? DETAILS.length - 1 : fitting
  const detail = DETAILS[level] ?? { names: 1, folds: 1 }
  const bodies = packs[level] ?? []
  const shown = bodies.slice(0, MOST_MESSAGES)
  const complete = bodies.length === shown.length && !groups.some((group) => isFolded(group, detail))
  const numbered = shown.map((blocks, i) => ({
    text: `All failing findings, ${i + 1} of ${shown.length}.`,
    blocks: i === shown.length - 1 && !complete ? [...blocks, leftOut] : blocks,
  }))
  const waived = report.findings.some(isWaived) ? [waivedMessage(report)] : []
  const gaps = report.gaps.length > 0 ? [gapMessage(report)] : []
  return { messages: [...numbered, ...waived, ...gaps], complete }
}

const leftOut = context(
  'Not every resource is named here. The file in this thread holds all of them; so does `npm run -s audit -- --format json` on the terminal.',
)

function isFolded({ checks }: PracticeGroup, detail: Detail): boolean {
  return checks.some(({ findings }) => {
    if (findings.length > detail.names * detail.folds) return true
    const folds = foldFindings(findings)
    return folds.length > detail.folds || folds.some((fold) => fold.findings.length > detail.names)
  })
}

function pack(groups: readonly PracticeGroup[], detail: Detail): ReadonlyArray<readonly KnownBlock[]> {
  const room = roomFor(LIMITS.message.characters) - 300
  const most = LIMITS.message.blocks - 2
  const messages: KnownBlock[][] = []
  let left = 0
  for (const group of groups) {
    let isNewGroup = true
    for (const check of group.checks) {
      const block = checkBlock(check, detail)
      const size = characters(block) + group.title.length + 60
      const last = messages.at(-1)
      if (!last || size > left || last.length + 2 > most) {
        messages.push([heading(group, !isNewGroup), block])
        left = room - size
      } else {
        last.push(...(isNewGroup ? [heading(group, false)] : []), block)
        left -= size
      }
      isNewGroup = false
    }
  }
  return messages
}

function heading({ section: number, title, checks }: PracticeGroup, isContinued: boolean): KnownBlock {
  const count = checks.reduce((sum, { findings }) => sum + findings.length, 0)
  return section(
    isContinued
      ? `*${number} ${title}*, continued`
      : `*${number} ${title}* · ${plural(count, 'finding fails', 'findings fail')}`,
  )
}

/** One check and what fails it, the same evidence told once. */
export function checkBlock({ check, findings }: CheckGroup, detail: Detail): KnownBlock {
  const folds = foldFindings(findings)
  const shown = folds.slice(0, detail.folds)
  const hidden = folds.slice(detail.folds).flatMap((fold) => fold.findings)
  return richText(
    line(bold(`${SEVERITY_WORDS[check.severity]} · ${check.title}`), words('  '), name(check.id)),
    bullets([
      ...shown.map((fold) => foldRuns(fold, detail)),
      ...(hidden.length > 0 ? [[words(`and ${moreOf(hidden)}, with other evidence`)]] : []),
    ]),
  )
}

function foldRuns({ evidence, findings }: FindingFold, detail: Detail): readonly Run[] {
  const named = findings.slice(0, detail.names)
  const rest = findings.slice(detail.names)
  return [
    ...named.flatMap(({ resource, waiverEndedAt }, i) => [
      ...(i > 0 ? [words(', ')] : []),
      name(resource.name, 60),
      ...(resource.region === 'global' ? [] : [words(` ${resource.region}`)]),
      ...(waiverEndedAt === undefined ? [] : [words(` (its waiver ended on ${dayOf(waiverEndedAt)})`)]),
    ]),
    ...(rest.length > 0 ? [words(` and ${moreOf(rest)}`)] : []),
    words(`: ${shortenMiddle(evidence, 240)}`),
  ]
}
