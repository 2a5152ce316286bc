import type { KnownBlock, ModalView } from '@slack/types'
import type { EpochSeconds } from '../../base/time.ts'
import type { FactorMethod, Grant } from '../../grants/grant.ts'
import type { Step } from '../../grants/lifecycle/steps.ts'
import type { RefusalCode } from '../../grants/rules/refusal.ts'
import { actions, context, type Message, modal, section } from '../blocks/blocks.ts'
import { inlineCode } from '../blocks/escape.ts'
import { refusalWords } from '../grants/refusal-words.ts'
import { mention } from '../grants/words.ts'
import { when } from '../words.ts'
import { type Addressee, headline } from './grant-headline.ts'
import type { GrantScene } from './grant-scene.ts'

/** Why somebody's press did nothing: first what happened meanwhile, where that is why. */
export function grantRefused(codes: readonly RefusalCode[], grant?: Grant): Message {
  const blocks = refusedBlocks(codes, grant)
  return { text: `Nothing was done. ${refusalWords(codes).slice(0, 5).join(' ')}`, blocks }
}

export function grantRefusedModal(codes: readonly RefusalCode[], grant?: Grant): ModalView {
  return modal('Nothing was done', refusedBlocks(codes, grant))
}

/** Codes that say that somebody else was faster. */
const LATE: readonly RefusalCode[] = [
  'wrong-state',
  'wrong-revision',
  'not-needed',
  'lapsed',
  'conflict',
  'already-approved',
  'no-review-due',
  'window-over',
]

function refusedBlocks(codes: readonly RefusalCode[], grant: Grant | undefined): readonly KnownBlock[] {
  const decided = grant && codes.some((code) => LATE.includes(code)) ? decidedWords(grant) : undefined
  // Who decided what says by itself that it is no longer possible.
  const left = decided === undefined ? codes : codes.filter((code) => code !== 'wrong-state')
  const words = left.length === 0 && codes.length > 0 ? [] : refusalWords(left)
  const opening = `:no_entry: *Nothing was done.*${decided === undefined ? '' : ` ${decided}`}`
  return [
    section([opening, ...words.map((each) => `• ${each}`)].join('\n')),
    ...(grant ? [context(`Request ${inlineCode(grant.id)}`)] : []),
  ]
}

/** `Approved by Ben today at 14:00.`: the last word so far, and whose it was. */
function decidedWords({ events }: Grant): string | undefined {
  const last = events.findLast(
    ({ step }) => step.type !== 'ask' && step.type !== 'detach' && step.type !== 'attach',
  )
  return last && lastWords(last.step, last.at)
}

function lastWords(step: Step, at: EpochSeconds): string | undefined {
  switch (step.type) {
    case 'approve':
      return `${step.completes ? 'Approved' : 'Approved by one so far'}: ${mention(step.by)}, ${when(at)}.`
    case 'confirm':
      return `Confirmed by ${mention(step.by)}, ${when(at)}.`
    case 'deny':
      return `Denied by ${mention(step.by)}, ${when(at)}.`
    case 'withdraw':
      return `Withdrawn by ${mention(step.by)}, ${when(at)}.`
    case 'extend':
      return `${mention(step.by)} asked for more time since, ${when(at)}.`
    case 'revoke':
      return `Ended early by ${mention(step.by)}, ${when(at)}.`
    case 'review':
      return `Looked back at by ${mention(step.by)}, ${when(at)}.`
    case 'lapse':
      return `It lapsed ${when(at)}.`
    case 'expire':
      return `Its time was over ${when(at)}.`
    case 'fail':
    case 'fail-extension':
      return `It failed ${when(at)}.`
    default:
      return undefined
  }
}

/** Where a grant stands after what somebody did. */
export function doneMessage(scene: GrantScene, to?: Addressee): Message {
  const { light, words, next } = headline(scene, to)
  return {
    text: `${words}. ${next}`.replaceAll('*', '').trim(),
    blocks: [
      section(`${light} ${words}${next === '' ? '' : `\n${next}`}`),
      context(`Request ${inlineCode(scene.grant.id)}`),
    ],
  }
}

export function doneModal(title: string, scene: GrantScene, to?: Addressee): ModalView {
  return modal(title, doneMessage(scene, to).blocks)
}

/** The one-time page on which a second factor confirms. For one person alone. */
export function pageLink(url: string, until: number, scene: GrantScene): Message {
  const text = `:closed_lock_with_key: Confirm with your second factor. The page shows once more what you decide on, works once, for you alone, until ${when(until, '{time}')}.`
  return {
    text: 'Confirm with your second factor on the page behind this button.',
    blocks: [
      section(text),
      actions({
        label: 'Open the page to confirm',
        action: 'grant:open',
        value: scene.grant.id,
        style: 'primary',
        url,
      }),
      context(`Request ${inlineCode(scene.grant.id)}. Nothing is decided until you confirm there.`),
    ],
  }
}

const CODE_WORDS: Readonly<Record<FactorMethod, string>> = {
  passkey: 'a passkey',
  totp: 'a code from your authenticator app',
  'backup-code': 'a backup code',
}

/** Where a code typed in Slack suffices. `methods`: those of the person that do. */
export function codeOffer(value: string, grantId: string, methods: readonly FactorMethod[]): Message {
  const codes = [...new Set(methods)].map((method) => CODE_WORDS[method])
  const text = `Confirm with ${codes.join(' or ')}.`
  return {
    text,
    blocks: [
      section(`:closed_lock_with_key: ${text}`),
      actions({ label: 'Type a code', action: 'grant:code', value, style: 'primary' }),
      context(`Request ${inlineCode(grantId)}. Nothing is decided until the code is checked.`),
    ],
  }
}

/** Exactly what is missing for a second factor, and what to do about it. */
export function factorMissing(reasons: readonly string[], grantId: string): Message {
  return {
    text: `You cannot confirm this yet. ${reasons.join(' ')}`.replaceAll('`', ''),
    blocks: [
      section(
        `:closed_lock_with_key: *You cannot confirm this yet.* Nothing was done.\n${reasons.map((each) => `• ${each}`).join('\n')}`,
      ),
      context(`Request ${inlineCode(grantId)}`),
    ],
  }
}

/** An id that is none, with those nearest to it. */
export function unknownGrant(typed: string, verb: string, nearest: readonly string[]): Message {
  const text = `There is no request ${inlineCode(typed, 40)} that you may see.`
  return {
    text: text.replaceAll('`', ''),
    blocks: [
      section(nearest.length > 0 ? `${text} Did you mean one of these?` : text),
      actions(
        ...nearest.map((id) => ({ label: `${verb} ${id}`, action: 'run:command', value: `${verb} ${id}` })),
        { label: 'My grants', action: 'run:command', value: 'grants mine' },
      ),
    ],
  }
}
