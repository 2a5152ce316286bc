import type { KnownBlock } from '@slack/types'
import type { EpochSeconds } from '../../base/time.ts'
import type { Check } from '../../posture/check.ts'
import { endOf, stageOf, type Waiver } from '../../posture/waivers/waiver.ts'
import { actions, type ButtonSpec, context, type Message, section } from '../blocks/blocks.ts'
import { inlineCode, mrkdwn, shortenMiddle } from '../blocks/escape.ts'
import { quote, richText } from '../blocks/rich-text.ts'
import { mention } from '../grants/words.ts'
import { scopeWords } from '../waivers/words.ts'
import { SEVERITY_WORDS, when } from '../words.ts'

/** What is shown of a waiver. `check`: undefined where it is no more. */
export interface WaiverScene {
  readonly waiver: Waiver
  readonly check: Check | undefined
  readonly now: EpochSeconds
}

/** `High · Notebooks should not …`, as mrkdwn. */
export function riskTitle({ waiver, check }: WaiverScene): string {
  return check
    ? `${SEVERITY_WORDS[check.severity]} · ${mrkdwn(check.title)}`
    : `A check that is no more: ${inlineCode(waiver.check)}`
}

/** Where it stands, in one sentence. Mrkdwn. */
export function stageSentence({ waiver, now }: WaiverScene): string {
  const { askedBy, approvedBy, revokedBy, until } = waiver
  const by = revokedBy === null ? 'somebody' : mention(revokedBy)
  switch (stageOf(waiver, now)) {
    case 'waiting':
      return `:hourglass_flowing_sand: ${mention(askedBy)} asks to accept it until ${when(until)}. *A second person has to agree.*`
    case 'standing':
      return approvedBy === null
        ? `:white_check_mark: Accepted by ${mention(askedBy)} until ${when(until)}.`
        : `:white_check_mark: Accepted by ${mention(askedBy)} and ${mention(approvedBy)} until ${when(until)}.`
    case 'over':
      return `:alarm_clock: Accepted by ${mention(askedBy)}; it ended by itself ${when(until)}.`
    case 'revoked':
      return `:leftwards_arrow_with_hook: Accepted by ${mention(askedBy)}; ${by} ended it ${when(endOf(waiver))}.`
    case 'refused':
      return revokedBy === askedBy
        ? `:leftwards_arrow_with_hook: ${mention(askedBy)} took it back. The finding goes on failing.`
        : `:no_entry_sign: ${by} refused what ${mention(askedBy)} asked for. The finding goes on failing.`
    case 'lapsed':
      return `:alarm_clock: ${mention(askedBy)} asked, and nobody decided in time. The finding goes on failing.`
  }
}

/** The buttons that make sense where it stands. */
export function waiverButtons(scene: WaiverScene): readonly ButtonSpec[] {
  const { waiver, check, now } = scene
  const { id } = waiver
  const what = check?.title ?? waiver.check
  switch (stageOf(waiver, now)) {
    case 'waiting':
      return [
        {
          label: 'Agree',
          action: 'waiver:approve',
          value: id,
          style: 'primary',
          says: `Agree to accept the risk: ${what}`,
          confirm: {
            title: 'Accept this risk?',
            text: 'It leaves the score and the list of failures until its end. Your name stands beside the asker’s.',
            yes: 'Accept it',
          },
        },
        { label: 'Refuse', action: 'waiver:refuse', value: id, says: `Refuse to accept the risk: ${what}` },
      ]
    case 'standing':
      return [
        {
          label: 'End now',
          action: 'waiver:end',
          value: id,
          style: 'danger',
          says: `End the waiver: ${what}`,
          confirm: {
            title: 'End this waiver?',
            text: 'The finding fails again from the next audit on.',
            yes: 'End it',
          },
        },
      ]
    default:
      return []
  }
}

/** What it is for and why. */
export function riskBlocks(scene: WaiverScene, longest: number): readonly KnownBlock[] {
  const { waiver } = scene
  return [
    section(`*${riskTitle(scene)}*\nfor ${scopeWords(waiver.scope)}\n${stageSentence(scene)}`),
    richText(quote(shortenMiddle(waiver.reason, longest))),
  ]
}

/** The message in which a second person is asked, kept up to date. */
export function waiverMessage(scene: WaiverScene): Message {
  const { waiver, check } = scene
  const buttons = [
    ...waiverButtons(scene),
    ...(check
      ? [{ label: 'Explain', action: 'explain:check', value: check.id, says: `Explain: ${check.title}` }]
      : []),
  ]
  return {
    text: `${stageSentence(scene)} ${check ? mrkdwn(check.title) : ''}`.replaceAll('*', '').trim(),
    blocks: [
      ...riskBlocks(scene, 1000),
      ...(buttons.length > 0 ? [actions(...buttons)] : []),
      context(
        `Waiver ${inlineCode(waiver.id)} · account ${inlineCode(waiver.account)} · ${inlineCode(scopeArn(waiver), 600)}`,
      ),
    ],
  }
}

function scopeArn({ scope }: Waiver): string {
  return 'resource' in scope ? scope.resource : `tag ${scope.tag.key}=${scope.tag.value}`
}
