import type { KnownBlock } from '@slack/types'
import { type EpochSeconds, plural } from '../../base/time.ts'
import type { AccessPolicy } from '../../grants/rules/access-policy.ts'
import { isComplete, VOUCHERS, type Vouching } from '../../grants/rules/vouching.ts'
import type { OwnFactor } from '../../services.ts'
import { actions, context, header, type Message, section } from '../blocks/blocks.ts'
import { inlineCode } from '../blocks/escape.ts'
import { listWords, mention } from '../grants/words.ts'
import { when } from '../words.ts'
import { note } from './trouble.ts'

const METHOD_NAMES: Readonly<Record<OwnFactor['method'], string>> = {
  passkey: 'Passkey',
  totp: 'Authenticator app',
  'backup-code': 'Backup codes',
}

const MOST = 20

/** What is missing before anybody can enrol a second factor. */
export const NO_PAGES =
  'Second factors live on pages of mine, and I have no public address to show them at. Your administrator has to give me one; until then nobody can enrol, remove or use a passkey.'

/** A person's own second factors. `link`: the one-time page about them. */
export interface FactorsSeen {
  readonly factors: readonly OwnFactor[]
  readonly link: string | undefined
  readonly now: EpochSeconds
  readonly newFactors: AccessPolicy['newFactors']
  /** Who they linked themselves to, as blocks; absent where they are listed. */
  readonly identity?: readonly KnownBlock[]
}

export function ownFactors(seen: FactorsSeen): Message {
  const { factors, link, identity = [] } = seen
  const message =
    factors.length === 0 ? noFactors(link, seen.identity !== undefined) : someFactors(seen, link)
  return { ...message, blocks: [...identity, ...message.blocks] }
}

function someFactors(seen: FactorsSeen, link: string | undefined): Message {
  const { factors } = seen
  const rest = factors.length - MOST
  return {
    text: `You have ${plural(factors.length, 'second factor')}.`,
    blocks: [
      header('Your second factors'),
      ...factors.slice(0, MOST).map((factor) => factorRow(factor, seen)),
      ...(rest > 0 ? [context(`And ${rest} more; the page lists them all.`)] : []),
      ...pageRow(link, 'Add or remove factors'),
      context(
        'Enrolling and removing want one of these factors. Every change is announced to the approvers.',
      ),
    ],
  }
}

function factorRow(
  { method, label, enrolledAt, lastUsedAt, left }: OwnFactor,
  { now, newFactors }: FactorsSeen,
) {
  const { risks, waitSeconds } = newFactors
  const counts = enrolledAt + waitSeconds
  const waits =
    now < counts && risks.length > 0
      ? `\n:hourglass: It counts for requests of ${listWords(risks)} risk from ${when(counts)} on.`
      : ''
  const used = lastUsedAt === null ? 'never used' : `last used ${when(lastUsedAt)}`
  const codes = left === null ? '' : ` · ${plural(left, 'code')} left`
  return section(
    `*${METHOD_NAMES[method]}*${label === METHOD_NAMES[method] ? '' : ` ${inlineCode(label, 60)}`}\nSince ${when(enrolledAt)} · ${used}${codes}${waits}`,
  )
}

/**
 * `linked`: they said themselves who they are in AWS. Then its credentials prove nothing more about them: whoever has their
 * Slack session could have linked a user of their own.
 */
function noFactors(link: string | undefined, linked: boolean): Message {
  if (linked) return noFactorsLinked()
  if (link === undefined)
    return {
      text: `You have no second factor yet, and cannot enrol one here. ${NO_PAGES}`,
      blocks: [header('You have no second factor yet'), section(`:lock: ${NO_PAGES}`)],
    }
  return {
    text: 'You have no second factor yet. To enrol one, prove who you are.',
    blocks: [
      header('You have no second factor yet'),
      section(
        'Approving, and some requests of your own, want one: a passkey or an authenticator app. Slack alone does not prove who you are, so for the first one there are two ways:',
      ),
      section(
        '*1. Prove your AWS identity.* The page gives you a command to run with your own AWS credentials.',
      ),
      ...pageRow(link, 'Prove it on the page'),
      section(
        `*2. Have ${VOUCHERS} others vouch for you.* People who may approve say that it is really you; they should see you or hear you.`,
      ),
      actions({ label: `Ask ${VOUCHERS} others to vouch`, action: 'mfa:ask', value: 'first' }),
    ],
  }
}

function noFactorsLinked(): Message {
  return {
    text: `You have no second factor yet. To enrol one, have ${VOUCHERS} others vouch for you.`,
    blocks: [
      header('You have no second factor yet'),
      section(
        `You can ask for access without one. Approving, and some requests of your own, want a passkey or an authenticator app. As you linked yourself to AWS, ${VOUCHERS} people who may approve have to vouch that it is really you; they should see you or hear you.`,
      ),
      actions({ label: `Ask ${VOUCHERS} others to vouch`, action: 'mfa:ask', value: 'first' }),
    ],
  }
}

function pageRow(link: string | undefined, label: string): readonly KnownBlock[] {
  if (link === undefined) return [section(`:lock: ${NO_PAGES}`)]
  return [
    actions({ label, action: 'page:open', value: 'page', url: link, style: 'primary' }),
    context('The link works once, for five minutes, for you alone. Do not pass it on.'),
  ]
}

/** In the approvals channel: who asks, and what to make sure of before vouching. Kept up to date. */
export function vouchMessage(vouching: Vouching): Message {
  const { id, person, vouchers, expiresAt, usedAt } = vouching
  const done = isComplete(vouching)
  const by = vouchers.map((voucher) => mention(voucher.by))
  const missing = VOUCHERS - vouchers.length
  const state = done
    ? `:white_check_mark: ${listWords(by)} vouched. ${usedAt === null ? 'They can enrol now.' : 'It has been used.'}`
    : `${by.length > 0 ? `${listWords(by)} vouched. ` : ''}${plural(missing, 'more person', 'more people')} needed, until ${when(expiresAt)}.`
  return {
    text: `${mention(person)} asks that ${VOUCHERS} people who may approve vouch for them.`,
    blocks: [
      section(
        `:bust_in_silhouette: ${mention(person)} wants to enrol a second factor, *their first*, and asks two of you to vouch that it is really them.`,
      ),
      section(
        'Make sure outside Slack: see them, or call a number that you know. Whoever has their Slack session could have asked this.',
      ),
      section(state),
      ...(done
        ? []
        : [
            actions({
              label: 'It is really them',
              action: 'mfa:vouch',
              value: id,
              style: 'primary',
              confirm: {
                title: 'Is it really them?',
                text: 'You saw them or heard them, outside Slack. Their next factor will approve access to data.',
                yes: 'It is really them',
              },
            }),
          ]),
      context(`Vouching ${inlineCode(id)}`),
    ],
  }
}

/** To the person, once enough have vouched. */
export function vouchedFor({ id, vouchers, expiresAt }: Vouching): Message {
  const text = `${listWords(vouchers.map(({ by }) => mention(by)))} vouched for you. You can enrol one second factor now.`
  return {
    text,
    blocks: [
      section(`:white_check_mark: ${text}`),
      actions({ label: 'Enrol it now', action: 'mfa:enrol', value: id, style: 'primary' }),
      context(`Until ${when(expiresAt)}. It works once.`),
    ],
  }
}

export function vouchAsked({ expiresAt }: Vouching): Message {
  return note(
    `Asked in the approvals channel. Talk to two people there, so that they know it is you; I write to you when they have vouched. It lapses ${when(expiresAt)}.`,
  )
}

export function vouchTaken(vouching: Vouching): Message {
  const { person } = vouching
  return note(
    isComplete(vouching)
      ? `Thank you. ${mention(person)} can enrol now; the approvers will see it announced.`
      : `Thank you. One more person has to vouch for ${mention(person)}.`,
  )
}

/** The one-time page on which a first factor is enrolled. */
export function enrolLink(link: string): Message {
  return {
    text: 'Your page to enrol a second factor is ready.',
    blocks: [section('*Enrol your second factor.*'), ...pageRow(link, 'Open the page')],
  }
}
