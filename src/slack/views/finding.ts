import type { KnownBlock, ModalView } from '@slack/types'
import { plural } from '../../base/time.ts'
import type { Finding } from '../../posture/finding.ts'
import type { Report } from '../../posture/report.ts'
import { actions, type ButtonSpec, context, header, modal, section } from '../blocks/blocks.ts'
import { inlineCode, mrkdwn, shortenMiddle } from '../blocks/escape.ts'
import { bold, line, name, type Run, richText, words } from '../blocks/rich-text.ts'
import { findingValue } from '../button-values.ts'
import { select } from '../forms/inputs.ts'
import { endedWords } from '../waivers/words.ts'
import { kindOne, moreOf, practiceTitle, SEVERITY_WORDS, when } from '../words.ts'
import { explanationBlocks } from './explain.ts'

/** One finding in a message: severity and rule, the resource and how many `more`, what was seen; then its buttons. */
export function findingRows(
  reportId: string,
  finding: Finding,
  more: readonly Finding[],
): readonly KnownBlock[] {
  const { check, resource, evidence } = finding
  const others: readonly Run[] = more.length > 0 ? [words(`, and ${moreOf(more)}`)] : []
  return [
    richText(
      line(
        bold(`${SEVERITY_WORDS[check.severity]} · ${check.title}\n`),
        name(resource.name),
        words(` ${kindOne(resource.kind)} · ${resource.region}`),
        ...others,
        words(`\n${shortenMiddle(evidence, 300)}${endedWords(finding)}`),
      ),
    ),
    actions(detailsButton(reportId, finding), explainButton(check.id, check.title)),
  ]
}

export function detailsButton(reportId: string, finding: Finding): ButtonSpec {
  return {
    label: 'Details',
    action: 'audit:finding',
    value: findingValue(reportId, finding),
    says: `Details of ${finding.check.title}`,
  }
}

export function explainButton(checkId: string, title: string): ButtonSpec {
  return { label: 'Explain', action: 'explain:check', value: checkId, says: `Explain: ${title}` }
}

/**
 * Everything about one finding: the whole name, where it is, since when, what was seen, how to fix it. `more`: what can be
 * done about it.
 */
export function findingModal(finding: Finding, more: readonly KnownBlock[] = []): ModalView {
  const { check, resource, evidence, firstSeenAt, status, waived } = finding
  const rows: ReadonlyArray<readonly [string, Run]> = [
    ['Resource', name(resource.name, 256)],
    ['Kind', words(kindOne(resource.kind))],
    ['Region', words(resource.region)],
    ['Account', words(resource.account)],
    ['ARN', name(resource.arn, 600)],
  ]
  return modal('Finding', [
    header(check.title),
    context(
      [
        `*${status === 'fail' ? (waived ? 'Fails, waived' : 'Fails') : mrkdwn(status)}*`,
        SEVERITY_WORDS[check.severity],
        practiceTitle(check.practice),
        ...(firstSeenAt === undefined ? [] : [`first seen ${when(firstSeenAt)}`]),
        inlineCode(check.id),
      ].join(' · '),
    ),
    richText(
      line(bold('What was seen\n'), words(`${shortenMiddle(evidence, 2500)}${endedWords(finding)}\n`)),
      ...rows.map(([label, run]) => line(bold(`${label}  `), run)),
    ),
    ...more,
    ...explanationBlocks(check),
  ])
}

/** Other resources of which the check says the same: each opens its own details. */
export function otherFindings(report: Report, { check, resource }: Finding): readonly KnownBlock[] {
  const others = report.findings.filter(
    (finding) =>
      finding.status === 'fail' && finding.check === check && finding.resource.arn !== resource.arn,
  )
  if (others.length === 0) return []
  const choices = others.map((finding) => ({
    label: finding.resource.name,
    value: findingValue(report.id, finding),
    describe: finding.resource.region,
  }))
  return [
    {
      ...section(`This check fails for ${plural(others.length, 'more resource')}.`),
      accessory: select({ action: 'audit:finding', choices, placeholder: 'Choose another one' }),
    },
  ]
}

/** A finding that the report does not hold (any more). */
export function findingGoneModal(): ModalView {
  return modal('Finding', [section('This finding is not in the kept audit. Run the audit again to see it.')])
}
