import type { AppManifest } from './app-manifest.ts'
import type { Delivery } from './delivery.ts'
import { escapeText, escapeTyped } from './escape.ts'
import { isObject, text as textOf } from './json.ts'
import { dispatchError, fine, type Outcome } from './outcome.ts'
import type { Requests } from './requests.ts'
import { carryOutReply } from './response-answers.ts'
import type { Message, Person, Place } from './shapes.ts'
import type { World } from './world.ts'

interface Needs {
  readonly world: World
  readonly requests: Requests
  readonly delivery: Delivery
  readonly manifest: AppManifest
}

/** What people type: messages and slash commands, and the events that the app hears of. */
export const createSpeaking = ({ world, requests, delivery, manifest }: Needs) => {
  const { directory, messages, app } = world

  /** Slackbot's private word to one person. */
  const whisper = (person: Person, place: Place, text: string): Outcome => {
    messages.post({ channel: place.id, user: 'USLACKBOT', fromApp: false, text, onlyFor: person.id })
    return { ok: false, error: text }
  }

  const subscribed = (event: string): boolean =>
    manifest.events === undefined || manifest.events.includes(event)

  /** Sends an event if the app subscribed to it; resolves when the first try was answered or given up. */
  const tellApp = async (name: string, event: Record<string, unknown>, shared = false): Promise<void> => {
    if (subscribed(name)) await delivery.send({ kind: 'events_api', payload: requests.event(event, shared) })
  }

  const slash = async (person: Person, place: Place, typed: string): Promise<Outcome> => {
    const [command = '', ...rest] = typed.trim().split(/\s+/)
    const known = manifest.commands.find((each) => each.command === command)
    if (person.standing === 'external')
      return whisper(
        person,
        place,
        `${escapeText(command)} is not available to people outside ${world.team.name}.`,
      )
    if (known === undefined)
      return whisper(person, place, `\`${escapeText(command)}\` is not a valid command.`)
    const said = rest.join(' ')
    const text = known.shouldEscape ? escapeTyped(said, directory) : said
    const acknowledgement = await delivery.send({
      kind: 'slash_commands',
      payload: requests.slash(person, place, command, text),
    })
    if (!acknowledgement.ok)
      return whisper(
        person,
        place,
        `${escapeText(command)} failed with the error "${dispatchError(acknowledgement)}"`,
      )
    const { body } = acknowledgement
    if (!isObject(body) || (textOf(body.text) === undefined && !Array.isArray(body.blocks))) return fine
    const answer = carryOutReply(world, { user: person.id, channel: place.id, body })
    return answer.ok
      ? fine
      : whisper(person, place, `${escapeText(command)} failed with the error "${String(answer.error)}"`)
  }

  const say = async (person: Person, place: Place, typed: string, threadTs?: string): Promise<Message> => {
    const text = escapeTyped(typed, directory)
    const mention = text.replace(
      new RegExp(`(^|\\s)@${app.name.toLowerCase()}\\b`, 'gi'),
      `$1<@${app.botUserId}>`,
    )
    const message = messages.post({
      channel: place.id,
      user: person.id,
      fromApp: false,
      text: mention,
      ...(threadTs === undefined ? {} : { threadTs }),
    })
    if (!place.members.includes(app.botUserId)) return message
    const event = { ...world.messageJson(message), channel: place.id, event_ts: message.ts }
    if (place.kind === 'im') await tellApp('message.im', { ...event, channel_type: 'im' })
    else if (mention.includes(`<@${app.botUserId}>`))
      await tellApp('app_mention', { ...event, type: 'app_mention' }, place.isExtShared)
    return message
  }

  /** Opening the app's Home or Messages tab. */
  const openApp = async (person: Person, tab: 'home' | 'messages'): Promise<void> => {
    const home = world.views.home(person.id)
    await tellApp('app_home_opened', {
      type: 'app_home_opened',
      user: person.id,
      channel: directory.appDm(person.id).id,
      tab,
      event_ts: (world.clock() / 1000).toFixed(6),
      ...(tab === 'home' && home !== undefined ? { view: world.viewJson(home) } : {}),
    })
  }

  return { slash, say, openApp, tellApp }
}

export type Speaking = ReturnType<typeof createSpeaking>
