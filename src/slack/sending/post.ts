import type { WebClient } from '@slack/web-api'
import type { Message } from '../blocks/blocks.ts'
import { checkMessage } from '../blocks/check-limits.ts'
import { fitMessage } from '../blocks/guard.ts'
import type { Log } from '../log.ts'
import { type Outbox, slackCode } from './outbox.ts'

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

/** Posts and changes messages: within Slack's limits, in order, and in plain words where Slack refuses the blocks. */
export interface Poster {
  /** Throws Slack's refusal where the channel does not take it. */
  post(channel: string, message: Message, threadTs?: string): Promise<Place>
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

export function createPoster(client: WebClient, outbox: Outbox, log: Log): Poster {
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

  return {
    post: (channel, message, threadTs) =>
      withFallback(fitted(message), async (sent) => {
        const answer = await outbox.send(channel, () =>
          client.chat.postMessage({
            channel,
            ...contents(sent),
            ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
            unfurl_links: false,
            unfurl_media: false,
          }),
        )
        return { channel: answer.channel ?? channel, ts: answer.ts ?? '' }
      }),
    update: (place, message) =>
      withFallback(fitted(message), async (sent) => {
        await outbox.send(place.channel, () => change(place, sent))
      }),
    tryUpdate: (place, message) => outbox.offer(place.channel, () => change(place, fitted(message))),
    upload: async ({ channel, ts }, { filename, title, content }) => {
      await outbox.send(channel, () =>
        client.files.uploadV2({ channel_id: channel, thread_ts: ts, filename, title, content }),
      )
    },
    directMessage: async (userId) => {
      const answer = await outbox.send(userId, () => client.conversations.open({ users: userId }))
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
