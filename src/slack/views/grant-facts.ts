import type { KnownBlock } from '@slack/types'
import { arnName, parseArn } from '../../base/arn.ts'
import type { Looked } from '../../grants/request/looking.ts'
import type { PrincipalRef, Terms } from '../../grants/terms.ts'
import { context, fields } from '../blocks/blocks.ts'
import { inlineCode, mrkdwn, shortenMiddle } from '../blocks/escape.ts'
import { bold, bullets, line, name, quote, type Run, richText, words } from '../blocks/rich-text.ts'
import {
  lasting,
  listWords,
  METHOD_WORDS,
  mention,
  RISK_WORDS,
  slotWords,
  span,
  whenAndLeft,
} from '../grants/words.ts'
import { when } from '../words.ts'
import { type GrantScene, missingOf, shownRevision } from './grant-scene.ts'

const MOST_RESOURCES = 5
const MOST_WARNINGS = 6
const LONGEST_REASON = 1200

/** On what, and why: resources by kind and name, then the reason in the requester's own words. */
export function whatAndWhy({ resources, reason }: Terms): KnownBlock {
  return richText(line(bold('On  '), ...resourceRuns(resources)), quote(reasonText(reason)))
}

/** `endpoint/churn`, … as code; of many, the first few and how many more. */
export function resourceRuns(resources: readonly string[]): readonly Run[] {
  if (resources.length === 0) return [words('nothing by name')]
  const shown = resources.slice(0, MOST_RESOURCES)
  const rest = resources.length - shown.length
  return [
    ...shown.flatMap((arn, i) => [...(i > 0 ? [words(', ')] : []), name(parseArn(arn)?.resource ?? arn, 90)]),
    ...(rest > 0 ? [words(` and ${rest} more`)] : []),
  ]
}

function reasonText(reason: string): string {
  return reason.trim() === '' ? '(no reason given)' : shortenMiddle(reason.trim(), LONGEST_REASON)
}

/** The facts that an approver decides on, in two columns. */
export function requestFields(scene: GrantScene): KnownBlock {
  const { grant, entitlement } = scene
  const revision = shownRevision(grant)
  const { terms } = revision
  return fields([
    ['How long', howLong(scene)],
    ['Risk', `${RISK_WORDS[terms.risk]}${entitlement ? `: ${mrkdwn(entitlement.riskWhy)}` : ''}`],
    ['Where', `Account ${inlineCode(terms.account)}, ${mrkdwn(terms.region)}`],
    ['As', principalWords(terms.principal)],
    ...(terms.ticket === null ? [] : [['Ticket', inlineCode(terms.ticket, 80)] as const]),
    ...(revision.decidedAt === null ? [['Lapses', whenAndLeft(revision.lapsesAt)] as const] : []),
  ])
}

/** All who have a permission set share its role, so the user is named as well. */
function principalWords(principal: PrincipalRef): string {
  const name = inlineCode(arnName(principal.arn), 80)
  return principal.kind === 'iam-user' ? name : `${name}, user ${inlineCode(principal.userId, 60)}`
}

function howLong({ grant }: GrantScene): string {
  const { terms, window, decidedAt } = shownRevision(grant)
  const { current } = grant
  const long = lasting(terms.durationSeconds)
  if (grant.state === 'active' && decidedAt === null && current.window) {
    const until = current.window.startsAt + terms.durationSeconds
    return `Until ${when(until)} instead of ${when(current.window.endsAt)}`
  }
  if (window) return `${long}: ${span(window.startsAt, window.endsAt)}`
  if (terms.startsAt === null)
    return `${long}, from the ${terms.mode === 'approval' ? 'approval' : 'confirmation'}`
  return `${long}: ${span(terms.startsAt, terms.startsAt + terms.durationSeconds)}`
}

/** What it can really reach, what was found beforehand, and whether the policy was proved. */
export function findings(scene: GrantScene): readonly KnownBlock[] {
  const { entitlement, briefing } = scene
  const runs: Array<readonly Run[]> = []
  const said = entitlement?.reach.words ?? ''
  if (said !== '') runs.push([bold('Reach  '), words(shortenMiddle(said, 600))])
  if (briefing) {
    const { roleArn, can, unknown } = briefing.looking.reach
    if (unknown !== null) runs.push([bold('Reach not wholly seen  '), words(shortenMiddle(unknown, 300))])
    if (roleArn !== null)
      runs.push([
        bold('Runs as  '),
        name(arnName(roleArn), 64),
        words(
          can.length > 0 ? `, which can ${listed(can)}` : ', of which nothing out of the ordinary is known',
        ),
      ])
    runs.push(...warnings(briefing.looking.looked))
    runs.push(proofRuns(briefing.proof, briefing.simulated))
  } else runs.push([words('What was looked at beforehand is no longer kept.')])
  return [richText(bullets(runs))]
}

function listed(can: readonly string[]): string {
  const shown = can.slice(0, 6).map((each) => shortenMiddle(each, 80))
  const hidden = can.length - shown.length
  return hidden > 0 ? `${shown.join(', ')}, and ${hidden} more` : shown.join(', ')
}

function warnings(looked: readonly Looked[]): ReadonlyArray<readonly Run[]> {
  const amiss = looked.filter(({ outcome }) => outcome !== 'ok')
  const shown = amiss.slice(0, MOST_WARNINGS)
  const rest = amiss.length - shown.length
  if (amiss.length === 0 && looked.length > 0)
    return [[bold('Looked at  '), words(`${looked.length} things beforehand: all as they should be.`)]]
  return [
    ...shown.map(({ outcome, words: said }) => [
      bold(outcome === 'unknown' ? 'Could not be seen  ' : 'Warning  '),
      words(shortenMiddle(said, 240)),
    ]),
    ...(rest > 0 ? [[words(`and ${rest} more warnings`)]] : []),
  ]
}

function proofRuns(proof: NonNullable<GrantScene['briefing']>['proof'], simulated: string): readonly Run[] {
  const label = proof.outcome === 'proved' ? 'Policy proved  ' : 'Policy not proved  '
  return [bold(label), words(shortenMiddle(`${proof.line} ${simulated}`.trim(), 500))]
}

/** What may go on after the end, where something was open. */
export function remains({ entitlement, grant }: GrantScene): readonly KnownBlock[] {
  const wasOpen = grant.role !== null
  return entitlement?.remains && wasOpen ? [context(`After the end: ${mrkdwn(entitlement.remains)}`)] : []
}

/** Who approved, when and how; and whose approval is missing. Mrkdwn, one line each. */
export function approvalLines(scene: GrantScene): readonly string[] {
  const { approvals, confirmation, decidedAt, terms } = shownRevision(scene.grant)
  const missing = missingOf(scene)
  const given = approvals.map(
    ({ by, at, groups, proof }) =>
      `:white_check_mark: Approved by ${mention(by)} ${when(at)} with ${METHOD_WORDS[proof.method]}${groups.length > 0 ? `, for ${listWords(groups.map((group) => inlineCode(group, 60)))}` : ''}`,
  )
  const own =
    confirmation === null
      ? []
      : [
          `:closed_lock_with_key: Confirmed by ${mention(confirmation.person)} ${when(confirmation.at)} with ${METHOD_WORDS[confirmation.method]}`,
        ]
  const open =
    decidedAt === null && terms.mode === 'approval' && scene.grant.state !== 'ended'
      ? [
          missing.length > 0
            ? `:white_large_square: Still needed: ${slotWords(missing)}`
            : ':white_large_square: Nobody is left who could approve it',
        ]
      : []
  return [...given, ...own, ...open]
}
