import type { KnownBlock } from '@slack/types'
import { plural, spellDuration } from '../../base/time.ts'
import { dayWords } from '../../digest/day.ts'
import type { Digest, Judged, TopFinding } from '../../digest/digest.ts'
import { sinceWords } from '../../digest/verdict.ts'
import type { EndingWaiver } from '../../digest/waivers.ts'
import { type BlindSpot, missingPermissions } from '../../posture/blind-spots.ts'
import { SEVERITIES } from '../../posture/practice.ts'
import { scoreText } from '../../posture/summary.ts'
import { actions, type ButtonSpec, context, fields, header, type Message, section } from '../blocks/blocks.ts'
import { inlineCode } from '../blocks/escape.ts'
import { LIMITS, lengthOf, roomFor } from '../blocks/limits.ts'
import { bold, bullets, line, richText, words } from '../blocks/rich-text.ts'
import { pageValue } from '../button-values.ts'
import { joinWords } from '../receiving/typed.ts'
import { kindOne, SEVERITY_WORDS, SLASH, when } from '../words.ts'
import { accessBlocks, accessWords } from './digest-access.ts'
import { detailsButton } from './finding.ts'
import { gapLine } from './gaps.ts'
import { scopePhrase } from './scope.ts'
import { commandButton } from './trouble.ts'

const MOST = 3

/** The digest of a day. The verdict stands first and can be read alone; a quiet day is one line. */
export function digestMessage(digest: Digest): Message {
  const { audit, verdict } = digest
  const score = 'failed' in audit ? '' : ` Score ${scoreText(audit.report)}.`
  const text = `SageMaker, ${dayWords(digest.day)}: ${verdict}${score}`
  if (digest.quiet)
    return { text, blocks: [section(`${light(audit)} ${text}${standingAccess(digest)}`), footer(digest)] }
  return {
    text,
    blocks: [
      title(`${light(audit)} SageMaker: ${verdict}`),
      ...('failed' in audit ? [failedWords()] : [numbers(digest, audit), ...top(audit)]),
      ...accessBlocks(digest),
      ...waivers(digest.waiversEnding),
      ...('failed' in audit ? [] : blind(audit.blind)),
      buttons(digest),
      footer(digest),
    ],
  }
}

/** One light for the whole day; the words beside it say the same. Green only where everything was seen and nothing fails. */
function light(audit: Digest['audit']): string {
  if ('failed' in audit) return ':white_circle:'
  if (audit.failing.critical > 0) return ':red_circle:'
  if (SEVERITIES.some((severity) => audit.failing[severity] > 0)) return ':large_orange_circle:'
  return audit.partlyBlind ? ':white_circle:' : ':large_green_circle:'
}

/** A heading is short; a verdict that does not fit is a bold line instead. */
function title(text: string): KnownBlock {
  return lengthOf(text) > roomFor(LIMITS.header) ? section(`*${text}*`) : header(text)
}

function failedWords(): KnownBlock {
  return section(
    'This is not a clean day: nothing was judged. What failed yesterday may fail still. Run the audit again when AWS can be read.',
  )
}

function numbers(digest: Digest, audit: Judged): KnownBlock {
  const severe = SEVERITIES.filter((severity) => audit.failing[severity] > 0)
    .map((each) => `${audit.failing[each].toLocaleString('en-GB')} ${SEVERITY_WORDS[each].toLowerCase()}`)
    .join(' · ')
  return fields([
    ['Score', `${scoreText(audit.report)}${scoreChange(digest, audit)}`],
    ['Failing', severe || 'none'],
    [
      digest.since === undefined ? 'Changed' : `Since ${sinceWords(digest.day, digest.since)}`,
      changed(digest, audit),
    ],
    ...(digest.access === null ? [] : [['Temporary access', accessWords(digest.access)] as const]),
  ])
}

function scoreChange({ day, since }: Digest, { scoreChange: by }: Judged): string {
  if (by === undefined || since === undefined) return ''
  const from = sinceWords(day, since)
  return by === 0 ? `, as ${from}` : `, ${by > 0 ? 'up' : 'down'} ${Math.abs(by)} since ${from}`
}

function changed({ since }: Digest, { changes }: Judged): string {
  if (since === undefined) return 'first digest'
  if (!changes) return 'not known: the audit before is not kept any more'
  const { opened, regressed, fixed, waived, unwaived, unseen } = changes
  const counts = [
    [opened.length, 'new'],
    [regressed.length, 'back'],
    [fixed.length, 'fixed'],
    [unseen.length, 'newly unknown'],
    [unwaived.length, 'count again'],
    [waived.length, 'waived'],
  ] as const
  return counts
    .filter(([count], i) => i < 3 || count > 0)
    .map(([count, what]) => `${count.toLocaleString('en-GB')} ${what}`)
    .join(' · ')
}

function top({ top: findings, report }: Judged): readonly KnownBlock[] {
  if (findings.length === 0) return []
  return [section('*See to these first*'), ...findings.map((each) => topRow(report.id, each))]
}

function topRow(reportId: string, { finding, owner, openFor }: TopFinding): KnownBlock {
  const { check, resource } = finding
  const facts = [
    `${inlineCode(resource.name)} ${kindOne(resource.kind)} in ${inlineCode(resource.region, 30)}`,
    owner === null ? 'owner not known' : `owner ${inlineCode(owner, 60)}`,
    openFor === null ? 'open since unknown' : openFor < 60 ? 'new' : `open for ${spellDuration(openFor)}`,
  ]
  return section(
    `*${SEVERITY_WORDS[check.severity]}* · ${check.title}\n${facts.join(' · ')}`,
    detailsButton(reportId, finding),
  )
}

function waivers(ending: readonly EndingWaiver[]): readonly KnownBlock[] {
  if (ending.length === 0) return []
  const lines = ending
    .slice(0, 5)
    .map(
      ({ check, resource, more, until }) =>
        `• ${inlineCode(check)} on ${inlineCode(resource)}${more > 0 ? ` and ${more.toLocaleString('en-GB')} more` : ''} ${when(until)}`,
    )
  return [
    section(['*Accepted risks that end soon*', ...lines, ...rest(ending.length - lines.length)].join('\n')),
  ]
}

function blind(spots: readonly BlindSpot[]): readonly KnownBlock[] {
  if (spots.length === 0) return []
  const shown = spots.slice(0, MOST)
  const more = spots.length - shown.length
  return [
    richText(
      line(bold('Not seen, so unknown')),
      bullets([...shown.map(gapLine), ...(more > 0 ? [[words(`and ${plural(more, 'more cause')}`)]] : [])]),
    ),
  ]
}

function buttons({ audit, scope }: Digest): KnownBlock {
  const again = `audit ${joinWords(scope)}`.trim()
  const now: readonly ButtonSpec[] =
    lengthOf(again) > roomFor(LIMITS.button.value) ? [] : [commandButton('Audit now', again)]
  if ('failed' in audit)
    return actions(...(now.length > 0 ? now : [commandButton('Audit everything', 'audit')]))
  const { report } = audit
  return actions(
    { label: 'All findings', action: 'audit:findings', value: pageValue(report.id, 0) },
    ...(missingPermissions(report).length > 0
      ? [{ label: 'Missing permissions', action: 'audit:gaps', value: report.id }]
      : []),
    ...now,
  )
}

function footer({ day, zone, scope, audit, anchor }: Digest): KnownBlock {
  const where = 'failed' in audit ? [] : [`account ${audit.report.account}`]
  return context(
    [
      `${dayWords(day)} in ${inlineCode(zone)}`,
      scopePhrase(scope),
      ...where,
      `\`${SLASH} digest off\` ends it`,
    ].join(' · '),
    ...anchorWords(anchor),
  )
}

function anchorWords(anchor: Digest['anchor']): readonly string[] {
  switch (anchor) {
    case null:
      return []
    case 'unwritten':
      return [':warning: The access record could not be anchored today.']
    case 'preview':
      return ['A channel’s digest also publishes the anchor of the access record.']
    default:
      return [`Access record, anchor ${anchor.seq}: ${inlineCode(anchor.hash)}`]
  }
}

function standingAccess({ access }: Digest): string {
  if (access === null || access === 'unread' || access.active.length === 0) return ''
  return ` ${plural(access.active.length, 'grant is', 'grants are')} active.`
}

function rest(more: number): readonly string[] {
  return more > 0 ? [`and ${more.toLocaleString('en-GB')} more`] : []
}
