import { nearest } from '../src/base/nearest.ts'
import { err, ok } from '../src/base/result.ts'
import { expect, expected, unexpect, who } from '../src/slack/alerts/buttons.ts'
import { inlineCode } from '../src/slack/blocks/escape.ts'
import { defineCommand } from '../src/slack/command.ts'
import type { Conversation } from '../src/slack/sending/conversation.ts'
import {
  ALERTS_NO_CHANNEL,
  ALERTS_NOT_SET_UP,
  ALERTS_SHARED,
  ALERTS_WERE_OFF,
  alertList,
  alertsOff,
  alertsOn,
} from '../src/slack/views/alert-list.ts'
import { commandButton, note } from '../src/slack/views/trouble.ts'
import type { Alerting } from '../src/watch/alerting.ts'

const WORDS = ['here', 'list', 'off'] as const
type Word = (typeof WORDS)[number]

/** `/sagemaker alerts [here|list|off]`: where alerts go, what happened lately, and the buttons of their messages. */
export const alerts = defineCommand<Word>({
  name: 'alerts',
  usage: '[here|list|off]',
  summary:
    'What just happened that should not have: on or off for this channel, or the last seven days and what is kept quiet.',
  examples: ['/sagemaker alerts here'],
  parse: ([word = 'list']) => {
    const sought = word.toLowerCase()
    const found = WORDS.find((each) => each === sought)
    if (found) return ok(found)
    const near = nearest(sought, WORDS)
    const suggested = near.length > 0 ? near : WORDS
    return err(
      note(
        `I do not know alerts ${inlineCode(word, 40)}.`,
        ...suggested.map((each) => commandButton(`alerts ${each}`, `alerts ${each}`)),
      ),
    )
  },
  run: async (word, talk) => {
    const { alerts: alerting } = talk.services
    if (!alerting) return talk.whisper(note(ALERTS_NOT_SET_UP))
    return word === 'list' ? showList(alerting, talk) : turn(word, alerting, talk)
  },
  actions: [who, expect, unexpect],
  forms: [expected],
})

async function showList(alerting: Alerting, talk: Conversation): Promise<void> {
  const [channels, watched, recent, expectations] = await Promise.all([
    alerting.channels(),
    alerting.watched(),
    alerting.recent(),
    alerting.expectations(),
  ])
  const { detections } = alerting
  await talk.whisper(alertList({ detections, channels, watched, recent, expectations }))
}

async function turn(word: 'here' | 'off', alerting: Alerting, talk: Conversation): Promise<void> {
  const { channelId, userId } = talk.asker
  const { person, place } = await talk.actor()
  if (channelId === undefined || place.kind === 'private') return talk.whisper(note(ALERTS_NO_CHANNEL))
  if (word === 'here' && place.external !== false) return talk.whisper(note(ALERTS_SHARED))
  const had = (await alerting.channels()).some(({ channel }) => channel === channelId)
  if (word === 'off') {
    if (!had) return talk.whisper(note(ALERTS_WERE_OFF))
    await alerting.unsubscribe(channelId)
    await talk.post({ channel: channelId }, alertsOff(userId))
    return undefined
  }
  // A channel that reads of its alerts must have them, whenever the bot is stopped.
  await alerting.subscribe(channelId, person)
  try {
    await talk.post({ channel: channelId }, alertsOn(userId, alerting.detections.length))
  } catch (error) {
    // A channel that takes no word about it would take no alert either.
    if (!had) await alerting.unsubscribe(channelId)
    throw error
  }
  return undefined
}
