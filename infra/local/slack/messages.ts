import { withIds } from './block-ids.ts'
import type { Changes } from './changes.ts'
import type { Journal } from './journal.ts'
import type { JsonObject } from './json.ts'
import type { Message, SlackApp, Team } from './shapes.ts'

/** What a new message needs; everything else is filled in. */
export type Draft = Pick<Message, 'channel' | 'user' | 'fromApp' | 'text'> &
  Partial<Omit<Message, 'channel' | 'user' | 'fromApp' | 'text' | 'ts' | 'edited'>>

export type Amendment = Partial<
  Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata' | 'reactions' | 'files'>
>

interface Needs {
  readonly journal: Journal
  readonly changes: Changes
  readonly nextTs: () => string
}

const keyOf = (message: Pick<Message, 'channel' | 'ts'>): string => `${message.channel}/${message.ts}`

/** The messages of the workspace. Ephemeral ones live in memory only, as in Slack. */
export const createMessages = ({ journal, changes, nextTs }: Needs) => {
  const kept = new Map<string, Message>()
  for (const message of journal.loaded('messages') as readonly Message[]) kept.set(keyOf(message), message)

  const keep = (message: Message, isNew: boolean): Message => {
    kept.set(keyOf(message), message)
    if (message.onlyFor === undefined) journal.put('messages', keyOf(message), message)
    changes.tell({ kind: 'message', message, isNew })
    return message
  }
  const all = () => [...kept.values()]

  return {
    post: (draft: Draft, ts = nextTs()): Message =>
      keep(
        {
          attachments: [],
          files: [],
          reactions: [],
          ...draft,
          blocks: withIds(draft.blocks ?? []),
          ts,
        },
        true,
      ),
    /** Changes a message in place. `editor` marks it as edited. */
    amend: (message: Message, amendment: Amendment, editor?: string): Message =>
      keep(
        {
          ...message,
          ...amendment,
          ...(amendment.blocks === undefined ? {} : { blocks: withIds(amendment.blocks) }),
          ...(editor === undefined ? {} : { edited: { user: editor, ts: nextTs() } }),
        },
        false,
      ),
    remove: (message: Message): void => {
      kept.delete(keyOf(message))
      if (message.onlyFor === undefined) journal.remove('messages', keyOf(message))
      const { channel, ts, onlyFor } = message
      changes.tell({ kind: 'message-gone', channel, ts, ...(onlyFor === undefined ? {} : { onlyFor }) })
    },
    find: (channel: string, ts: string): Message | undefined => kept.get(`${channel}/${ts}`),
    /** Everything in a place, threads too, oldest first. */
    inPlace: (channel: string): readonly Message[] => all().filter((message) => message.channel === channel),
    replies: (channel: string, ts: string): readonly Message[] =>
      all().filter((message) => message.channel === channel && message.threadTs === ts),
    all,
  }
}

export type Messages = ReturnType<typeof createMessages>

/** A message as the Web API and payloads show it. */
export const messagePayload = (
  message: Message,
  replies: readonly Message[],
  team: Team,
  app: SlackApp,
): JsonObject => ({
  type: 'message',
  user: message.user,
  text: message.text,
  ts: message.ts,
  team: team.id,
  ...(message.fromApp
    ? {
        bot_id: app.botId,
        app_id: app.id,
        bot_profile: { id: app.botId, app_id: app.id, name: app.name, team_id: team.id, deleted: false },
      }
    : {}),
  ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
  ...(message.attachments.length > 0 ? { attachments: message.attachments } : {}),
  ...(message.edited ? { edited: message.edited } : {}),
  ...(message.metadata ? { metadata: message.metadata } : {}),
  ...(message.reactions.length > 0
    ? { reactions: message.reactions.map(({ name, users }) => ({ name, users, count: users.length })) }
    : {}),
  ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
  ...(message.onlyFor ? { is_ephemeral: true } : {}),
  ...(replies.length > 0
    ? {
        thread_ts: message.ts,
        reply_count: replies.length,
        reply_users: [...new Set(replies.map((reply) => reply.user))],
        latest_reply: replies.at(-1)?.ts,
      }
    : {}),
})
