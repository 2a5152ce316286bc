import type { WebClient } from '@slack/web-api'
import { err, ok } from '../base/result.ts'
import type { DigestOut, Lost } from '../digest/ports.ts'
import type { Report } from '../posture/report.ts'
import type { Message } from './blocks/blocks.ts'
import { userOf } from './grants/words.ts'
import type { Log } from './log.ts'
import { slackCode } from './sending/outbox.ts'
import type { Attachment, Poster } from './sending/post.ts'
import { digestMessage } from './views/digest.ts'
import { digestLost, digestUnsure } from './views/digest-setup.ts'
import { digestThread } from './views/digest-thread.ts'

interface DigestPostOptions {
  readonly client: WebClient
  readonly poster: Poster
  /** The file that holds every failing finding. */
  readonly findingsFile: (report: Report) => Attachment
  readonly log: Log
}

/** Digests in Slack. Only what Slack says for certain counts as a lost channel; the rest is thrown, to be tried again. */
export function createDigestOut({ client, poster, findingsFile, log }: DigestPostOptions): DigestOut {
  const tell = async (userId: string, message: Message): Promise<void> => {
    try {
      await poster.post(await poster.directMessage(userId), message)
    } catch (error) {
      if (slackCode(error) === '') throw error
      // Somebody who left cannot be told; the channel is paused all the same.
      log.warn({ err: error, user: userId }, 'whoever subscribed a channel could not be told')
    }
  }

  return {
    async lost(channel) {
      try {
        const { channel: seen } = await client.conversations.info({ channel })
        if (seen?.is_archived) return 'archived'
        if (seen?.is_ext_shared !== false || seen.is_pending_ext_shared) return 'shared'
        return seen.is_member === false ? 'not-member' : undefined
      } catch (error) {
        const why = lostBy(error)
        if (why === undefined) throw error
        return why
      }
    },
    async post(channel, digest, asking) {
      try {
        const how = { name: nameOf(channel, digest.day), asking }
        return ok((await poster.post(channel, digestMessage(digest), how)).ts)
      } catch (error) {
        const why = lostBy(error)
        if (why === undefined) throw error
        return err(why)
      }
    },
    async fillThread({ channel, ts }, { digest, report }, from, onReply) {
      const messages = digestThread(digest, report)
      for (const [n, message] of messages.entries()) {
        if (n < from) continue
        await poster.post(channel, message, {
          threadTs: ts,
          name: nameOf(channel, `${ts} ${n}`),
        })
        await onReply(n + 1)
      }
      if (from > messages.length) return
      await poster.upload({ channel, ts }, findingsFile(report))
      await onReply(messages.length + 1)
    },
    tellLost: (subscription, why) => tell(userOf(subscription.subscribedBy), digestLost(subscription, why)),
    tellUnsure: (subscription, day) =>
      tell(userOf(subscription.subscribedBy), digestUnsure(subscription, day)),
  }
}

/** Names a message of a channel's digest, so that Slack may know it again. */
function nameOf(channel: string, which: string): string {
  return JSON.stringify(['digest', channel, which])
}

/** Slack's refusals that concern the channel, and no passing trouble or setting of the bot's. */
function lostBy(error: unknown): Lost | undefined {
  const code = slackCode(error)
  if (code === 'is_archived') return 'archived'
  if (code === 'channel_not_found' || code === 'not_in_channel') return 'not-member'
  return code.startsWith('restricted_action') ? 'not-allowed' : undefined
}
