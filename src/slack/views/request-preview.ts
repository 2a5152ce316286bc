import type { KnownBlock, ModalView } from '@slack/types'
import { plural } from '../../base/time.ts'
import type { Preview } from '../../grants/access.ts'
import type { Permission } from '../../grants/entitlement.ts'
import { type Looked, stopping } from '../../grants/request/looking.ts'
import type { AccessPolicy } from '../../grants/rules/access-policy.ts'
import type { Approver } from '../../grants/rules/approvers.ts'
import type { Terms } from '../../grants/terms.ts'
import { alert, context, divider, fields, header, modal, section } from '../blocks/blocks.ts'
import { inlineCode, mrkdwn, shortenMiddle } from '../blocks/escape.ts'
import { bold, bullets, line, name, quote, type Run, richText, words } from '../blocks/rich-text.ts'
import { formModal } from '../forms/inputs.ts'
import { refusalWords } from '../grants/refusal-words.ts'
import { lasting, listWords, mention, RISK_WORDS, span } from '../grants/words.ts'
import { resourceRuns } from './grant-facts.ts'

const TITLE = 'Is this what you need?'
const MOST_CALLS = 12
const MOST_ARNS = 6
const MOST_LOOKED = 14
const MOST_APPROVERS = 8

/** What would be asked for, and of whom. It can be sent from here unless something speaks against it. */
export function previewModal(preview: Preview, policy: AccessPolicy): ModalView {
  const blocks = [
    ...against(preview),
    header(preview.entitlement.title),
    ...facts(preview),
    divider(),
    ...decidedBy(preview, policy),
    divider(),
    allowed(preview.permissions),
    reaches(preview),
    looked(preview.briefing.looking.looked),
    ...proved(preview),
    ...unusedBefore(preview.suggestions),
    context(`Request ${inlineCode(preview.id)} · policy ${inlineCode(preview.documents.hash.slice(0, 12))}`),
  ]
  if (!canSend(preview)) return { ...modal(TITLE, blocks), close: { type: 'plain_text', text: 'Back' } }
  return formModal({
    form: 'request:send',
    title: TITLE,
    submit: submitLabel(preview),
    close: 'Back',
    about: preview.id,
    blocks,
  })
}

/** Whether nothing is known that speaks against sending it. What was not seen to be so counts as not so. */
export function canSend({ refusals, briefing }: Preview): boolean {
  const { looking, proof } = briefing
  return refusals.length === 0 && proof.outcome === 'proved' && stopping(looking.looked).length === 0
}

function submitLabel({ terms, approvers }: Preview): string {
  return terms.mode === 'approval' ? `Ask ${plural(approvers.length, 'approver')}` : 'Use my second factor'
}

function against(preview: Preview): readonly KnownBlock[] {
  if (canSend(preview)) return []
  const { refusals, briefing } = preview
  const stops = stopping(briefing.looking.looked)
  // These two are told by what was looked at and proved.
  const others = refusals.filter((code) => code !== 'precheck-failed' && code !== 'proof-failed')
  const reasons = [
    ...(others.length > 0 ? refusalWords(others) : []),
    ...stops.map((each) => each.words),
    ...(briefing.proof.outcome === 'failed' ? [briefing.proof.line] : []),
  ]
  return [
    alert('error', 'This cannot be sent as it is. Go back and change it.'),
    richText(
      bullets(
        (reasons.length > 0 ? reasons : refusalWords(refusals))
          .slice(0, 12)
          .map((reason) => [words(shortenMiddle(reason, 500))]),
      ),
    ),
  ]
}

function facts({ terms, entitlement }: Preview): readonly KnownBlock[] {
  const { risk, account, region, reason, ticket } = terms
  return [
    richText(line(bold('On  '), ...resourceRuns(terms.resources)), quote(shortenMiddle(reason, 1500))),
    fields([
      ['When', windowWords(terms)],
      ['Risk', `${RISK_WORDS[risk]}. ${mrkdwn(entitlement.riskWhy)}`],
      ['Where', `Account ${inlineCode(account)}, ${mrkdwn(region)}`],
      ...(ticket === null ? [] : [['Ticket', inlineCode(ticket, 80)] as const]),
    ]),
    ...(entitlement.remains === null ? [] : [context(`*After the end.* ${mrkdwn(entitlement.remains)}`)]),
  ]
}

function windowWords({ startsAt, durationSeconds }: Terms): string {
  const long = lasting(durationSeconds)
  if (startsAt === null) return `For ${long}, from the moment it is approved`
  return `${long}: ${span(startsAt, startsAt + durationSeconds)}`
}

function decidedBy({ terms, required, approvers }: Preview, policy: AccessPolicy): readonly KnownBlock[] {
  const lapses = lasting(policy.requestLapsesAfterSeconds)
  if (terms.mode === 'auto')
    return [
      section(
        '*Who decides*\nA rule lets your own second factor decide this. Nobody else is asked, and everybody can see it.',
      ),
    ]
  if (terms.mode === 'break-glass') {
    const within = lasting(policy.breakGlass?.reviewWithinSeconds ?? 0)
    return [
      alert('warning', 'Break-glass: your own second factor decides, and everybody is told at once.'),
      section(`*Who decides*\nYou do, now. Somebody else looks back at it within ${within}.`),
    ]
  }
  const groups = required.groups.map(({ group, count }) => `${count} from ${inlineCode(group, 60)}`)
  return [
    section(
      `*Who is asked*\n${plural(Math.max(required.total, 1), 'approval')} needed${groups.length > 0 ? `: ${groups.join(', ')}` : ''}. ${asked(approvers)}`,
    ),
    context(`If nobody decides within ${lapses}, the request lapses. Nothing is granted before that.`),
  ]
}

/** Who, and why them. */
function asked(approvers: readonly Approver[]): string {
  if (approvers.length === 0) return 'Nobody could give it.'
  const people = approvers.map(
    ({ person, groups }) => `${mention(person)} (${groups.map((group) => inlineCode(group, 40)).join(', ')})`,
  )
  return `I ask ${listWords(people, MOST_APPROVERS)}.`
}

function allowed(permissions: readonly Permission[]): KnownBlock {
  return richText(
    line(bold('What you may do, and nothing else')),
    bullets(
      permissions.map(({ actions, resources }) => [
        ...several(actions, MOST_CALLS),
        words(' on '),
        ...several(resources, MOST_ARNS),
      ]),
    ),
  )
}

function several(names: readonly string[], most: number): readonly Run[] {
  const shown = names.slice(0, most).flatMap((each, i) => [...(i > 0 ? [words(', ')] : []), name(each, 150)])
  return names.length > most ? [...shown, words(` and ${names.length - most} more`)] : shown
}

function reaches({ briefing, entitlement }: Preview): KnownBlock {
  const { roleArn, can, unknown } = briefing.looking.reach
  const said = entitlement.reach.words
  return richText(
    line(bold('What that reaches\n'), words(shortenMiddle(said, 600))),
    ...(roleArn === null ? [] : [line(words('It runs as '), name(roleArn, 150))]),
    ...(can.length > 0
      ? [
          line(
            words(
              `That role can ${listWords(
                can.map((each) => shortenMiddle(each, 120)),
                8,
              )}.`,
            ),
          ),
        ]
      : []),
    ...(unknown === null ? [] : [line(bold('Not known: '), words(shortenMiddle(unknown, 400)))]),
  )
}

function looked(all: readonly Looked[]): KnownBlock {
  const rest = all.length - MOST_LOOKED
  const shown = all.toSorted((a, b) => weight(b) - weight(a)).slice(0, MOST_LOOKED)
  return richText(
    line(bold('Looked at in AWS')),
    bullets([
      ...shown.map((each) => [bold(`${outcomeWord(each)}  `), words(shortenMiddle(each.words, 300))]),
      ...(rest > 0 ? [[words(`And ${rest} more, all of them less grave.`)]] : []),
    ]),
  )
}

function outcomeWord({ outcome, stops }: Looked): string {
  if (outcome === 'ok') return 'OK'
  if (outcome === 'unknown') return 'Unknown'
  return stops ? 'Stops it' : 'Beware'
}

function weight({ outcome, stops }: Looked): number {
  return outcome === 'ok' ? 0 : (outcome === 'unknown' ? 1 : 2) + (stops ? 2 : 0)
}

function proved({ briefing }: Preview): readonly KnownBlock[] {
  const { proof, simulated } = briefing
  if (proof.outcome === 'failed') return []
  return [context(`*Proof.* ${mrkdwn(proof.line)} ${mrkdwn(simulated)}`)]
}

function unusedBefore(suggestions: readonly string[]): readonly KnownBlock[] {
  if (suggestions.length === 0) return []
  return [
    richText(
      line(bold('From your earlier grants')),
      bullets(suggestions.slice(0, 6).map((each) => [words(shortenMiddle(each, 300))])),
    ),
  ]
}
