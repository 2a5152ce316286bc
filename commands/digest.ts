import { nearest } from '../src/base/nearest.ts'
import { err, ok, type Result } from '../src/base/result.ts'
import type { Subscription } from '../src/digest/ports.ts'
import { readZone } from '../src/digest/zone.ts'
import { personKey } from '../src/grants/terms.ts'
import { parseScope } from '../src/posture/scope/scope-words.ts'
import type { DigestServices, Services } from '../src/services.ts'
import type { Message } from '../src/slack/blocks/blocks.ts'
import { inlineCode } from '../src/slack/blocks/escape.ts'
import { defineCommand } from '../src/slack/command.ts'
import { mention } from '../src/slack/grants/words.ts'
import { joinWords } from '../src/slack/receiving/typed.ts'
import { detourOf } from '../src/slack/sending/channels.ts'
import type { Conversation } from '../src/slack/sending/conversation.ts'
import { digestMessage } from '../src/slack/views/digest.ts'
import {
  cannotHave,
  digestList,
  digestProblem,
  digestScopeProblem,
  digestsOff,
  notSubscribed,
  onlyInChannels,
  previewing,
  subscribed,
  unsubscribed,
} from '../src/slack/views/digest-setup.ts'
import { trend } from '../src/slack/views/digest-thread.ts'

type Plan = Pick<Subscription, 'at' | 'zone' | 'scope' | 'weekdaysOnly'>

type Wish = { readonly verb: 'preview' | 'off' | 'list' } | { readonly verb: 'here'; readonly plan: Plan }

const VERBS = ['here', 'off', 'list'] as const

/** `/sagemaker digest`: what changed since yesterday and what needs somebody today; for oneself, or daily for a channel. */
export const digest = defineCommand<Wish>({
  name: 'digest',
  usage: '[here HH:MM zone [scope…] [weekdays]|off|list]',
  summary:
    'What changed since yesterday and what needs somebody today: shown to you now, or posted in this channel every day.',
  examples: ['/sagemaker digest here 09:00 Europe/Berlin weekdays'],
  parse: (words, services) => {
    const [word, ...rest] = words
    if (word === undefined) return ok({ verb: 'preview' })
    const verb = VERBS.find((each) => each === word.toLowerCase())
    if (verb === 'here') return planOf(rest, services)
    if (verb) return ok({ verb })
    const near = nearest(word, VERBS)
    return err(
      digestProblem(
        `A digest knows no ${inlineCode(word, 40)}.`,
        ['digest', ...(near.length > 0 ? near : ['list']).map((each) => `digest ${each}`)].filter(
          (line) => line !== 'digest here',
        ),
      ),
    )
  },
  run: async (wish, talk) => {
    const { digests } = talk.services
    if (!digests) return talk.whisper(digestsOff())
    switch (wish.verb) {
      case 'preview':
        return preview(digests, talk)
      case 'here':
        return subscribe(wish.plan, digests, talk)
      case 'off':
        return unsubscribe(digests, talk)
      case 'list':
        return talk.whisper(digestList(await digests.subscriptions.subscriptions(), talk.now()))
    }
  },
})

/** `09:00 Europe/Berlin [scope…] [weekdays]` */
function planOf(words: readonly string[], services: Services): Result<Wish, Message> {
  const [time = '', zoneWord = '', ...rest] = words
  const clock = /^(\d{1,2})[:.](\d{2})$/.exec(time)
  const [hours, minutes] = [Number(clock?.[1]), Number(clock?.[2])]
  if (!clock || hours > 23 || minutes > 59)
    return err(
      digestProblem(
        time === ''
          ? 'At what time, and in which time zone?'
          : `${inlineCode(time, 40)} is no time of day. Write it as \`09:00\`, with the time zone after it.`,
      ),
    )
  const lineWith = (zone: string, more: readonly string[]) =>
    `digest here ${joinWords([time, zone, ...more])}`
  if (zoneWord === '') return err(digestProblem('In which time zone?', [lineWith('UTC', [])]))
  const zone = readZone(zoneWord)
  if (!zone.ok)
    return err(
      digestProblem(
        `There is no time zone ${inlineCode(zoneWord, 60)}. A zone is written as \`Europe/Berlin\`, so that daylight saving is right.${zone.error.length > 0 ? ' Did you mean one of these?' : ''}`,
        zone.error.map((near) => lineWith(near, rest)),
      ),
    )
  const scopeWords = rest.filter((word) => word.toLowerCase() !== 'weekdays')
  const scope = parseScope(scopeWords, services.checks, services.regions)
  if (!scope.ok)
    return err(
      digestScopeProblem(scope.error, (word, better) =>
        lineWith(
          zone.value,
          rest.map((each) => (each === word ? better : each)),
        ),
      ),
    )
  const weekdaysOnly = scopeWords.length < rest.length
  return ok({
    verb: 'here',
    plan: { at: hours * 60 + minutes, zone: zone.value, scope: scope.value.words, weekdaysOnly },
  })
}

async function preview(digests: DigestServices, talk: Conversation): Promise<void> {
  const { channelId, isDirect } = talk.asker
  const subscription =
    channelId === undefined || isDirect ? undefined : await digests.subscriptions.subscription(channelId)
  await talk.whisper(previewing(subscription?.scope ?? []))
  const { person } = await talk.actor()
  const today = await digests.preview(person, subscription)
  for (const message of [digestMessage(today), ...trend(today)]) await talk.whisper(message)
}

async function subscribe(plan: Plan, digests: DigestServices, talk: Conversation): Promise<void> {
  const { channelId, teamId, userId } = talk.asker
  const { place } = await talk.actor()
  if (channelId === undefined || place.kind !== 'channel') return talk.whisper(onlyInChannels())
  if (place.external !== false) return talk.whisper(cannotHave(place.external ? 'shared' : 'not-member'))
  const { subscriptions } = digests
  const before = await subscriptions.subscription(channelId)
  const subscription: Subscription = {
    ...plan,
    channel: channelId,
    subscribedBy: personKey(teamId, userId),
    subscribedAt: talk.now(),
  }
  await subscriptions.subscribe(subscription)
  try {
    await talk.post({ channel: channelId }, subscribed(subscription, talk.now()))
  } catch (error) {
    // A channel that takes no word about it would take no digest either.
    await (before ? subscriptions.subscribe(before) : subscriptions.unsubscribe(channelId))
    talk.log.warn({ err: error, job: talk.id }, 'a channel could not be subscribed')
    await talk.whisper(cannotHave(detourOf(error)))
  }
}

async function unsubscribe(digests: DigestServices, talk: Conversation): Promise<void> {
  const { channelId, isDirect, teamId, userId } = talk.asker
  if (channelId === undefined || isDirect) return talk.whisper(onlyInChannels())
  if (!(await digests.subscriptions.unsubscribe(channelId))) return talk.whisper(notSubscribed())
  const message = unsubscribed(mention(personKey(teamId, userId)))
  try {
    await talk.post({ channel: channelId }, message)
  } catch {
    await talk.whisper(message)
  }
}
