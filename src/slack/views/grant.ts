import type { KnownBlock } from '@slack/types'
import { actions, context, type Message, section } from '../blocks/blocks.ts'
import { inlineCode, shortenMiddle } from '../blocks/escape.ts'
import { quote, richText } from '../blocks/rich-text.ts'
import { listWords, mention, whenAndLeft } from '../grants/words.ts'
import { when } from '../words.ts'
import { grantButtons, type Reader } from './grant-buttons.ts'
import { approvalLines, findings, remains, requestFields, whatAndWhy } from './grant-facts.ts'
import { headline } from './grant-headline.ts'
import { type GrantScene, phaseOf, shownRevision } from './grant-scene.ts'

/**
 * A grant in a message that is edited through its life: what an approver needs while there is something to decide, then
 * the verdict, and only the buttons that still apply.
 */
export function grantMessage(scene: GrantScene, reader: Reader): Message {
  return {
    text: sentence(scene),
    blocks: [
      ...opening(scene),
      ...details(scene),
      ...lines(approvalLines(scene)),
      ...reviewBlocks(scene),
      actions(...grantButtons(scene, reader)),
      footer(scene, reader),
    ],
  }
}

/** The same without buttons: said first, so that a message which is lost before it is noted promises nothing. */
export function grantNotice(scene: GrantScene): Message {
  return {
    text: sentence(scene),
    blocks: [
      ...opening(scene),
      whatAndWhy(shownRevision(scene.grant).terms),
      context(`Request ${inlineCode(scene.grant.id)}. Its buttons appear here in a moment.`),
    ],
  }
}

/** One full sentence for notifications and screen readers: outcome, subject, and what comes next. */
function sentence(scene: GrantScene): string {
  const { words, next } = headline(scene)
  const glass = scene.grant.current.terms.mode === 'break-glass' ? 'Break-glass. ' : ''
  return `${glass}${words}. ${next}`.replaceAll('*', '').trim()
}

function opening(scene: GrantScene): readonly KnownBlock[] {
  const { light, words, next } = headline(scene)
  return [section(`${light} ${words}${next === '' ? '' : `\n${next}`}`), ...refusalWords(scene)]
}

/** What the one who denied, ended or could not make it said. */
function refusalWords({ grant: { end } }: GrantScene): readonly KnownBlock[] {
  const said = end?.words.trim() ?? ''
  return said === '' ? [] : [richText(quote(shortenMiddle(said, 600)))]
}

/** While something waits: everything to decide on. Before and during access: what and how long. Afterwards: what it was. */
function details(scene: GrantScene): readonly KnownBlock[] {
  const { terms } = shownRevision(scene.grant)
  switch (phaseOf(scene.grant, scene.now)) {
    case 'pending':
    case 'own-factor':
    case 'more-time':
    case 'more-time-own-factor':
      return [whatAndWhy(terms), requestFields(scene), ...findings(scene)]
    case 'scheduled':
    case 'granting':
    case 'active':
    case 'extending':
      return [whatAndWhy(terms), requestFields(scene), ...remains(scene)]
    default:
      return [whatAndWhy(terms), ...remains(scene)]
  }
}

function lines(said: readonly string[]): readonly KnownBlock[] {
  return said.length === 0 ? [] : [section(said.slice(0, 12).join('\n'))]
}

function reviewBlocks({ grant: { review } }: GrantScene): readonly KnownBlock[] {
  if (review === null) return []
  const { outcome, dueAt } = review
  if (outcome === null)
    return [section(`:mag: A look back by somebody else is owed by ${whenAndLeft(dueAt)}.`)]
  const verdict =
    outcome.verdict === 'justified' ? ':white_check_mark: Justified' : ':warning: *Not justified*'
  return [
    section(`${verdict}, says ${mention(outcome.by)} ${when(outcome.at)}`),
    richText(quote(shortenMiddle(outcome.note.trim() || '(no note)', 600))),
  ]
}

function footer({ grant }: GrantScene, reader: Reader): KnownBlock {
  const { askedAt } = shownRevision(grant)
  const why =
    reader.kind === 'approver' && reader.groups !== undefined && reader.groups.length > 0
      ? [`You are asked as a member of ${listWords(reader.groups.map((group) => inlineCode(group, 60)))}`]
      : []
  return context([...why, `Request ${inlineCode(grant.id)}`, `asked ${when(askedAt)}`].join(' · '))
}
