import { createHash } from 'node:crypto'
import type { WebClient } from '@slack/web-api'
import type { Asking } from '../../base/asking.ts'
import type { Message } from '../blocks/blocks.ts'
import { checkMessage } from '../blocks/check-limits.ts'
import { fitMessage } from '../blocks/guard.ts'
import type { Log } from '../log.ts'
import { didNothing, type Outbox, slackCode } from './outbox.ts'
import type { Lane } from './quiet.ts'

/** Where a message stands. */
export interface Place {
  readonly channel: string
  readonly ts: string
}

/** A file for a thread. */
export interface Attachment {
  readonly filename: string
  readonly title: string
  readonly content: string
}

/** How a message is posted. */
export interface Posting {
  /** The message in whose thread it goes. */
  readonly threadTs?: string
  /** Names this message for good: posted again under its name, Slack may answer with the one that stands. */
  readonly name?: string
  /** Told each time that Slack is asked to take it. */
  readonly asking?: Asking
}

/** Posts and changes messages: within Slack's limits, in order, and in plain words where Slack refuses the blocks. */
export interface Poster {
  /** Throws Slack's refusal where the channel does not take it. */
  post(channel: string, message: Message, how?: Posting): Promise<Place>
  /** Shows a message to one person in a channel, until they look away. Throws Slack's refusal. */
  whisper(channel: string, userId: string, message: Message): Promise<void>
  /** Throws Slack's refusal where the message cannot be changed. */
  update(place: Place, message: Message): Promise<void>
  /** Changes the message if that is possible right now; never throws. */
  tryUpdate(place: Place, message: Message): Promise<boolean>
  upload(place: Place, file: Attachment): Promise<void>
  /** The direct message with a person. */
  directMessage(userId: string): Promise<string>
  permalink(place: Place): Promise<string | undefined>
}

const REFUSED_BLOCKS = ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'msg_too_long']

/** Slack knows the name of a message, and there is no such message any more. */
const NAMELESS = ['duplicate_message_not_found', 'duplicate_channel_not_found']

export interface PosterOptions {
  readonly client: WebClient
  readonly outbox: Outbox
  readonly log: Log
  /** A name that no other message has: nobody can guess it. */
  readonly newName: () => string
}

export function createPoster({ client, outbox, log, newName }: PosterOptions): Poster {
  const fitted = (message: Message): Message => {
    const problems = checkMessage(message)
    if (problems.length === 0) return message
    log.warn({ problems: problems.slice(0, 5) }, 'a message was made to fit')
    return fitMessage(message)
  }

  const contents = ({ text, blocks }: Message) => ({ text, blocks: [...blocks] })

  /** Sends the message; if Slack refuses its blocks, only its sentence. */
  const withFallback = async <T>(message: Message, send: (message: Message) => Promise<T>): Promise<T> => {
    try {
      return await send(message)
    } catch (error) {
      if (!REFUSED_BLOCKS.includes(slackCode(error))) throw error
      log.error({ err: error }, 'Slack refused the blocks of a message; its text is sent alone')
      return send({ text: message.text, blocks: [] })
    }
  }

  const change = (place: Place, message: Message) =>
    client.chat.update({ channel: place.channel, ts: place.ts, ...contents(message) })
  const changing = ({ channel }: Place): Lane => ({ channel, method: 'chat.update' })

  return {
    post: (channel, message, { threadTs, name = newName(), asking }: Posting = {}) =>
      withFallback(fitted(message), async (sent) => {
        const ask = (more: { readonly client_msg_id?: string }) =>
          outbox.send({ channel, method: 'chat.postMessage' }, () =>
            noted(asking, () =>
              client.chat.postMessage({
                channel,
                ...contents(sent),
                ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
                ...more,
                unfurl_links: false,
                unfurl_media: false,
              }),
            ),
          )
        const answer = await ask({ client_msg_id: uuidOf(name) }).catch((error: unknown) => {
          if (!NAMELESS.includes(slackCode(error))) throw error
          return ask({})
        })
        return { channel: answer.channel ?? channel, ts: answer.ts ?? '' }
      }),
    whisper: async (channel, user, message) => {
      await outbox.send({ channel, method: 'chat.postEphemeral' }, () =>
        client.chat.postEphemeral({ channel, user, ...contents(fitted(message)) }),
      )
    },
    update: (place, message) =>
      withFallback(fitted(message), async (sent) => {
        await outbox.send(changing(place), () => change(place, sent))
      }),
    tryUpdate: (place, message) => outbox.offer(changing(place), () => change(place, fitted(message))),
    upload: async ({ channel, ts }, { filename, title, content }) => {
      await outbox.send({ channel, method: 'files.uploadV2' }, () =>
        client.files.uploadV2({ channel_id: channel, thread_ts: ts, filename, title, content }),
      )
    },
    directMessage: async (userId) => {
      const answer = await outbox.send({ channel: userId, method: 'conversations.open' }, () =>
        client.conversations.open({ users: userId }),
      )
      const id = answer.channel?.id
      if (id === undefined) throw new Error('Slack opened a direct message without an id')
      return id
    },
    permalink: async ({ channel, ts }) => {
      try {
        return (await client.chat.getPermalink({ channel, message_ts: ts })).permalink
      } catch (error) {
        log.warn({ err: error }, 'no permalink')
        return undefined
      }
    },
  }
}

async function noted<T>(asking: Asking | undefined, ask: () => Promise<T>): Promise<T> {
  if (!asking) return ask()
  await asking.begins()
  try {
    return await ask()
  } catch (error) {
    if (didNothing(error)) await asking.wasInVain()
    throw error
  }
}

/** The name in the form that Slack wants for `client_msg_id`: a UUID, of version 8, "vendor-specific" (RFC 9562). */
function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
