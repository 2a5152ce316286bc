import { type EpochSeconds, plural } from '../../base/time.ts'
import type { Day } from '../../digest/day.ts'
import { dayWords } from '../../digest/day.ts'
import { nextTime } from '../../digest/due.ts'
import type { Lost, Subscription } from '../../digest/ports.ts'
import type { ScopeProblem } from '../../posture/scope/scope.ts'
import { actions, context, type Message, section } from '../blocks/blocks.ts'
import { inlineCode, mrkdwn } from '../blocks/escape.ts'
import { mention } from '../grants/words.ts'
import { joinWords } from '../receiving/typed.ts'
import { BOT, SLASH, when } from '../words.ts'
import { scopePhrase } from './scope.ts'
import { commandButton, note } from './trouble.ts'

const EXAMPLE = 'digest here 09:00 Europe/Berlin'

/** Why a channel has no digest, and what to do about it. */
const LOST_WORDS: Readonly<Record<Lost, string>> = {
  'not-member': `I am not in it, or it is gone. Invite me with \`/invite @${BOT}\``,
  archived: 'it is archived. Unarchive it, or choose another channel',
  shared:
    'it is, or may be, shared with another organisation, and findings stay inside your own. Choose another channel',
  'not-allowed': 'Slack does not let me write there. Let apps post in it, or choose another channel',
}

/** For everybody in the channel, so that nobody wonders where it comes from. */
export function subscribed(subscription: Subscription, now: EpochSeconds): Message {
  const first = nextTime(subscription, now)
  const text = `The daily SageMaker digest comes here from now on: ${timeWords(subscription)}.`
  return {
    text,
    blocks: [
      section(
        `:calendar: *${text}*\n${mention(subscription.subscribedBy)} set it up. It tells of ${scopePhrase(subscription.scope)}; the first comes on ${when(first, '{date_short} at {time}')}.`,
      ),
      context(`\`${SLASH} digest off\` ends it, \`${SLASH} digest\` shows you today’s now.`),
    ],
  }
}

export function unsubscribed(by: string): Message {
  return note(
    `The daily SageMaker digest does not come here any more: ${by} ended it. \`${SLASH} ${EXAMPLE}\` brings it back.`,
  )
}

export function notSubscribed(): Message {
  return note(`This channel has no digest. \`${SLASH} digest list\` says which have.`)
}

/** The channel cannot have one. */
export function cannotHave(why: Lost): Message {
  return note(`This channel cannot have the digest: ${LOST_WORDS[why]}, and run the command again.`)
}

export function onlyInChannels(): Message {
  return note(`A digest goes to a channel. Run \`${SLASH} ${EXAMPLE}\` in the one that shall have it.`)
}

export function digestsOff(): Message {
  return note('No digests are sent here. Ask the administrator of this bot.')
}

export function previewing(scope: readonly string[]): Message {
  return note(
    `:hourglass_flowing_sand: Reading SageMaker for a preview of today’s digest of ${scopePhrase(scope)}. Only you will see it.`,
  )
}

/** What is wrong with the words after `digest`, and buttons with the command put right. */
export function digestProblem(what: string, lines: readonly string[] = []): Message {
  const buttons = lines
    .filter((each) => each.length < 1500)
    .slice(0, 4)
    .map((each) => commandButton(each, each))
  return {
    text: what,
    blocks: [
      section(what),
      ...(buttons.length > 0 ? [actions(...buttons)] : []),
      context(`For example \`${SLASH} ${EXAMPLE} severity:high weekdays\`.`),
    ],
  }
}

/** Scope words that mean nothing. */
export function digestScopeProblem(
  problems: readonly ScopeProblem[],
  lineWith: (word: string, better: string) => string,
): Message {
  const shown = problems.slice(0, 5)
  return digestProblem(
    `I cannot audit that scope.\n${shown.map(({ word, reason }) => `• ${inlineCode(word)} ${mrkdwn(reason)}`).join('\n')}`,
    shown.flatMap(({ word, suggestions }) => suggestions.slice(0, 2).map((better) => lineWith(word, better))),
  )
}

const MOST = 20
const PER_SECTION = 4

/** Every channel that has a digest. */
export function digestList(subscriptions: readonly Subscription[], now: EpochSeconds): Message {
  if (subscriptions.length === 0)
    return note(`No channel has a digest yet. Run \`${SLASH} ${EXAMPLE}\` in one.`)
  const lines = subscriptions.slice(0, MOST).map((each) => `• <#${each.channel}> ${listWords(each, now)}`)
  const rest = subscriptions.length - lines.length
  const sections = Array.from({ length: Math.ceil(lines.length / PER_SECTION) }, (_, i) =>
    section(lines.slice(i * PER_SECTION, (i + 1) * PER_SECTION).join('\n')),
  )
  return {
    text: `${plural(subscriptions.length, 'channel has', 'channels have')} a daily digest.`,
    blocks: [
      section('*Channels with a daily digest*'),
      ...sections,
      ...(rest > 0 ? [context(`and ${rest.toLocaleString('en-GB')} more`)] : []),
    ],
  }
}

function listWords(subscription: Subscription, now: EpochSeconds): string {
  const { scope, paused, subscribedBy } = subscription
  const what = `${timeWords(subscription)}, ${scope.length === 0 ? 'everything' : inlineCode(joinWords(scope), 60)}`
  return paused === undefined
    ? `${what}; next ${when(nextTime(subscription, now))}`
    : `${what}; :warning: paused, because ${LOST_WORDS[paused]}, and ask ${mention(subscribedBy)} to subscribe it again`
}

function timeWords({ at, zone, weekdaysOnly }: Subscription): string {
  const two = (part: number) => String(part).padStart(2, '0')
  const time = `${two(Math.floor(at / 60))}:${two(at % 60)}`
  return `${weekdaysOnly ? 'on weekdays' : 'every day'} at ${time} ${zone}`
}

/** For whoever subscribed a channel that cannot have its digest any more. */
export function digestLost({ channel }: Subscription, why: Lost): Message {
  return note(
    `:warning: The daily digest of <#${channel}> is paused: ${LOST_WORDS[why]}, and run \`${SLASH} digest here\` with its time there again.`,
  )
}

/** For the same, where the bot was stopped at the very moment of posting. */
export function digestUnsure({ channel }: Subscription, day: Day): Message {
  return note(
    `:warning: I was stopped just while I posted the digest of ${dayWords(day)} in <#${channel}>, so I do not know whether it is there, and do not post it twice. If it is missing, \`${SLASH} digest\` shows it to you.`,
  )
}
