import { plural } from '../../base/time.ts'
import type { GrantEvent, Proof } from '../../grants/grant.ts'
import type { Step } from '../../grants/lifecycle/steps.ts'
import { actions, context, type Message, section } from '../blocks/blocks.ts'
import { inlineCode, mrkdwn, shortenMiddle } from '../blocks/escape.ts'
import { targetValue } from '../grants/values.ts'
import { lasting, listWords, METHOD_WORDS, mention } from '../grants/words.ts'
import { when } from '../words.ts'
import { headline } from './grant-headline.ts'
import { type GrantScene, shownRevision } from './grant-scene.ts'

const MOST = 30
const A_SECTION = 6

/** Every step of a grant's record in words: who, when, how it was proved, and the hash that names it all. */
export function historyMessage(scene: GrantScene): Message {
  const { grant } = scene
  const { light, words } = headline(scene)
  const { events, head, id } = grant
  const left = events.length - MOST
  // The first step says what it is all about, so it stays.
  const shown = left > 0 ? [...events.slice(0, 1), ...events.slice(left + 1)] : events
  const lines = shown.map(eventLine)
  const parts = Array.from({ length: Math.ceil(lines.length / A_SECTION) }, (_, i) =>
    lines.slice(i * A_SECTION, (i + 1) * A_SECTION).join('\n'),
  )
  return {
    text: `History of request ${id}: ${plural(events.length, 'step')}.`,
    blocks: [
      section(`*History of request ${inlineCode(id)}*\n${light} ${words}`),
      ...parts.map((part) => section(part)),
      ...(left > 0 ? [context(`${plural(left, 'step')} after the first left out here.`)] : []),
      context(
        `${plural(events.length, 'step')}, each chained to the one before. Head ${inlineCode(head, 64)}`,
        `The request that a second factor confirmed: ${inlineCode(shownRevision(grant).requestHash, 64)}${grant.role ? ` · documents ${inlineCode(grant.role.documentsHash, 64)}` : ''}`,
      ),
      actions({
        label: 'View policy',
        action: 'grant:policy',
        value: targetValue({ id, revision: shownRevision(grant).number }),
      }),
    ],
  }
}

function eventLine({ seq, at, step, from, to }: GrantEvent): string {
  const move = from === null || from === to ? '' : ` → *${to}*`
  return `${seq + 1}. ${when(at, '{date_short_pretty} {time_secs}')}  ${stepWords(step)}${move}`
}

function stepWords(step: Step): string {
  switch (step.type) {
    case 'ask':
      return `${mention(step.terms.requester)} asked for ${lasting(step.terms.durationSeconds)}${step.terms.mode === 'break-glass' ? ' by *break-glass*' : ''}: ${said(step.terms.reason)}`
    case 'approve':
      return `${mention(step.by)} approved${step.completes ? '' : ' (more are needed)'} with ${proofWords(step.proof)}${
        step.groups.length > 0
          ? `, for ${listWords(
              step.groups.map((group) => inlineCode(group, 40)),
              3,
            )}`
          : ''
      }`
    case 'confirm':
      return `${mention(step.by)} confirmed with ${proofWords(step.proof)}`
    case 'deny':
      return `${mention(step.by)} denied: ${said(step.reason)}`
    case 'withdraw':
      return `${mention(step.by)} withdrew`
    case 'lapse':
      return 'Lapsed: nobody decided in time'
    case 'attach':
      return `AWS has the role ${inlineCode(step.role.arn, 80)}`
    case 'extend':
      return `${mention(step.by)} asked for ${lasting(step.terms.durationSeconds)} in all: ${said(step.terms.reason)}`
    case 'fail-extension':
      return `AWS did not take the longer time: ${said(step.problem)}`
    case 'expire':
      return 'Its time was over'
    case 'revoke':
      return `${mention(step.by)} ended it early${step.reason.trim() === '' ? '' : `: ${said(step.reason)}`}`
    case 'fail':
      return `Failed: ${said(step.problem)}`
    case 'detach':
      return 'AWS has nothing of it any more'
    case 'review':
      return `${mention(step.by)} found it ${step.verdict === 'justified' ? 'justified' : '*not justified*'}: ${said(step.note)}`
  }
}

function proofWords({ method, at }: Proof): string {
  return `${METHOD_WORDS[method]} (${when(at, '{time_secs}')})`
}

function said(text: string): string {
  const shown = shortenMiddle(text.trim(), 160)
  return shown === '' ? '(nothing said)' : `“${mrkdwn(shown)}”`
}
