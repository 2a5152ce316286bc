import type { KnownBlock, ModalView } from '@slack/types'
import { plural } from '../../base/time.ts'
import type { FormProblem } from '../../grants/access.ts'
import type { Entitlement } from '../../grants/entitlement.ts'
import type { Grant } from '../../grants/grant.ts'
import type { RefusalCode } from '../../grants/rules/refusal.ts'
import { actions, alert, type ButtonSpec, context, type Message, modal, section } from '../blocks/blocks.ts'
import { inlineCode, mrkdwn, shortenMiddle } from '../blocks/escape.ts'
import { bold, bullets, richText, words } from '../blocks/rich-text.ts'
import { refusalWords } from '../grants/refusal-words.ts'
import { targetValue } from '../grants/values.ts'
import { SLASH, when } from '../words.ts'
import { commandButton, note } from './trouble.ts'

/** What to do before a second factor can be used on a page. */
const PAGES_MISSING =
  'I have no public address, so there is no page on which you could use your second factor. An administrator has to set one up.'

/** While AWS is asked. */
export function checkingModal(): ModalView {
  return modal('One moment', [
    section(':hourglass_flowing_sand: *Checking with AWS…*'),
    context(
      'I look whether what you chose is there, write the policy and prove it. This takes some seconds.',
    ),
  ])
}

export function sendingModal(): ModalView {
  return modal('One moment', [section(':hourglass_flowing_sand: *Asking…*')])
}

/** What has to be mended. The form beneath shows it above each field. */
export function problemsModal(problems: readonly FormProblem[], entitlement: Entitlement): ModalView {
  const one = problems.length === 1
  return {
    ...modal('Another look, please', [
      alert(
        'error',
        `Nothing was sent. ${plural(problems.length, 'thing needs', 'things need')} another look.`,
      ),
      richText(
        bullets(
          problems
            .slice(0, 20)
            .map(({ field, words: said }) => [
              bold(`${fieldLabel(field, entitlement)}  `),
              words(shortenMiddle(said, 400)),
            ]),
        ),
      ),
      section(
        `Go back: ${one ? 'it is marked there' : 'they are marked there'}, and what you typed is still there.`,
      ),
    ]),
    close: { type: 'plain_text', text: 'Back' },
  }
}

const FIELD_LABELS: Readonly<Record<string, string>> = {
  entitlement: 'What you need',
  region: 'Region',
  duration: 'For how long',
  start: 'Start',
  reason: 'Why you need it',
  ticket: 'Ticket',
}

function fieldLabel(field: string, { parameters }: Entitlement): string {
  return FIELD_LABELS[field] ?? parameters[field.replace('parameter:', '')]?.label ?? 'The request'
}

/** What comes after sending: `link` is the one-time address where the own second factor decides. */
export interface Sent {
  readonly grant: Grant
  readonly link?: string | undefined
}

/** The request is on its way. Closing it closes the form beneath as well. */
export function sentModal(sent: Sent): ModalView {
  return {
    ...modal(needsOwnFactor(sent.grant) ? 'Your turn' : 'Asked', sentBlocks(sent)),
    clear_on_close: true,
  }
}

/** The same for somebody who has closed the modal. */
export function sentMessage(sent: Sent): Message {
  return { text: headline(sent), blocks: sentBlocks(sent) }
}

/** Whether it waits for the requester's own second factor. */
export function needsOwnFactor({ state, current }: Grant): boolean {
  return state === 'requested' && current.terms.mode !== 'approval'
}

function headline({ grant }: Sent): string {
  const { id, current } = grant
  if (needsOwnFactor(grant)) return `Confirm request ${id} with your second factor.`
  if (grant.state === 'ended') return `Request ${id} is over already.`
  const { total } = current.required
  return `Request ${id} is sent. It needs ${plural(Math.max(1, total), 'approval')}.`
}

function sentBlocks(sent: Sent): KnownBlock[] {
  const { grant, link } = sent
  const lapses = when(grant.current.lapsesAt)
  const unless = needsOwnFactor(grant) ? 'unless you confirm' : 'if nobody decides'
  const footer = context(`Request ${inlineCode(grant.id)} · lapses ${lapses} ${unless}`)
  if (needsOwnFactor(grant))
    return link === undefined
      ? [
          section(`:lock: *One step is missing.* ${PAGES_MISSING}`),
          actions({
            label: 'Confirm another way',
            action: 'grant:confirm',
            value: targetValue({ id: grant.id, revision: grant.revisions }),
          }),
          footer,
        ]
      : [
          section(
            '*Confirm with your second factor.* The page shows the request once more. It works once, for five minutes, for you alone.',
          ),
          actions(pageButton('Open the page', link)),
          context('Nothing is granted before that.'),
          footer,
        ]
  return [
    section(
      `:white_check_mark: *${mrkdwn(headline(sent))}*\nI tell you here in Slack as soon as it is decided. Nothing is granted yet.`,
    ),
    actions(commandButton('My grants', 'grants mine')),
    footer,
  ]
}

/** A button that leads to a one-time page. */
function pageButton(label: string, url: string): ButtonSpec {
  return { label, action: 'page:open', value: 'page', url, style: 'primary' }
}

/** It was not sent, or not taken. */
export function notSentModal(codes: readonly RefusalCode[]): ModalView {
  return {
    ...modal('Not sent', [
      alert('error', 'The request was not sent. Nothing was granted.'),
      richText(bullets(refusalWords(codes).map((each) => [words(each)]))),
    ]),
    close: { type: 'plain_text', text: 'Back' },
  }
}

export function notSentMessage(codes: readonly RefusalCode[]): Message {
  return note(`:x: The request was not sent. ${refusalWords(codes).join(' ')}`)
}

/** Without an access policy there is nothing to ask for. */
export function accessNotSetUp(): Message {
  return note(
    `:lock: *Temporary access is not set up here.* It needs an access policy: \`sagewarden.yml\` says who may ask for what, who approves and which second factors count. Your administrator puts it beside the bot and starts it again. Audits work without it: \`${SLASH} audit\`.`,
  )
}
