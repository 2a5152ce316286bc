import type { KnownBlock } from '@slack/types'
import type { EpochSeconds } from '../../base/time.ts'
import type { Finding } from '../../posture/finding.ts'
import type { Report } from '../../posture/report.ts'
import { type CheckGroup, waivedByPractice } from '../../posture/summary.ts'
import type { Waiver } from '../../posture/waivers/waiver.ts'
import { isAbout, stageOf } from '../../posture/waivers/waiver.ts'
import { actions, context, type Message, section } from '../blocks/blocks.ts'
import { shortenMiddle } from '../blocks/escape.ts'
import { bold, bullets, line, name, type Run, richText, words } from '../blocks/rich-text.ts'
import { findingValue } from '../button-values.ts'
import { dayOf } from '../waivers/values.ts'
import { moreOf, SEVERITY_WORDS } from '../words.ts'
import { commandButton } from './trouble.ts'
import { riskBlocks, waiverButtons } from './waiver.ts'

const NAMES = 5
const REASONS = 3
const CHECKS = 15

/** What is waived, by check: in sight for as long as it is, and apart from what fails. Pings nobody. */
export function waivedMessage(report: Report): Message {
  const groups = waivedByPractice(report).flatMap(({ checks }) => checks)
  const rest = groups.length - CHECKS
  return {
    text: 'Accepted risks, which fail but do not count for now.',
    blocks: [
      section('*Waived: fails, but somebody accepts the risk for now*'),
      ...groups.slice(0, CHECKS).map(waivedBlock),
      ...(rest > 0 ? [context(`And ${rest.toLocaleString('en-GB')} more checks.`)] : []),
      actions(commandButton('All accepted risks', 'waivers')),
    ],
  }
}

/** One check and what of it is waived, each waiver told once. */
export function waivedBlock({ check, findings }: CheckGroup): KnownBlock {
  const byWaiver = [...Map.groupBy(findings, ({ waived }) => waived?.waiver).values()]
  const hidden = byWaiver.slice(REASONS).flat()
  return richText(
    line(bold(`${SEVERITY_WORDS[check.severity]} · ${check.title}`), words('  '), name(check.id)),
    bullets([
      ...byWaiver.slice(0, REASONS).map(waivedRuns),
      ...(hidden.length > 0 ? [[words(`and ${moreOf(hidden)}`)]] : []),
    ]),
  )
}

function waivedRuns(like: readonly Finding[]): readonly Run[] {
  const waived = like[0]?.waived
  const rest = like.slice(NAMES)
  return [
    ...like
      .slice(0, NAMES)
      .flatMap(({ resource }, i) => [...(i > 0 ? [words(', ')] : []), name(resource.name, 60)]),
    ...(rest.length > 0 ? [words(` and ${moreOf(rest)}`)] : []),
    ...(waived ? [words(` until ${dayOf(waived.until)}: ${shortenMiddle(waived.reason, 200)}`)] : []),
  ]
}

/** In a finding's details: who accepts its risk or asks to, or the button to accept it. */
export function waiverOfFinding(
  reportId: string,
  finding: Finding,
  waivers: readonly Waiver[],
  now: EpochSeconds,
): readonly KnownBlock[] {
  if (finding.status !== 'fail') return []
  const open = waivers.filter((waiver) => {
    const stage = stageOf(waiver, now)
    const isIts = waiver.id === finding.waived?.waiver || isAbout(waiver, finding, () => undefined)
    return isIts && (stage === 'waiting' || stage === 'standing')
  })
  if (open.length > 0)
    return open.slice(0, REASONS).flatMap((waiver) => {
      const scene = { waiver, check: finding.check, now }
      return [...riskBlocks(scene, 1000), actions(...waiverButtons(scene))]
    })
  return [
    actions({
      label: 'Accept this risk',
      action: 'waiver:form',
      value: findingValue(reportId, finding),
      says: `Accept the risk: ${finding.check.title}`,
    }),
  ]
}
