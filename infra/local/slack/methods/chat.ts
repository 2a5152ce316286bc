import { flag, isObject, text } from '../json.ts'
import type { Message, Place } from '../shapes.ts'
import { type Answer, type Call, done, type Method, refuse } from './answer.ts'
import { contentOf, isRefusal } from './content.ts'
import { visiblePlace } from './places.ts'

/** Where a message goes: a channel by id or name, or a person, which means the direct message with them. */
const destination = (call: Call): Place | Answer => {
  const { world, args } = call
  const person = world.directory.person(text(args.channel) ?? '')
  if (person !== undefined)
    return person.standing === 'deactivated' ? refuse('channel_not_found') : world.directory.appDm(person.id)
  const place = visiblePlace(call)
  if (place === undefined) return refuse('channel_not_found')
  if (place.isArchived) return refuse('is_archived')
  return place.members.includes(world.app.botUserId) ? place : refuse('not_in_channel')
}

const metadataOf = ({ args }: Call) => (isObject(args.metadata) ? { metadata: args.metadata } : {})

const nameOf = ({ args }: Call) => {
  const clientMsgId = text(args.client_msg_id)
  return clientMsgId === undefined ? {} : { clientMsgId }
}

const threadOf = ({ args, world }: Call, place: Place): { readonly threadTs?: string } | Answer => {
  const ts = text(args.thread_ts)
  if (ts === undefined) return {}
  const parent = world.messages.find(place.id, ts)
  if (parent === undefined || parent.onlyFor !== undefined) return refuse('thread_not_found')
  return { threadTs: parent.threadTs ?? ts }
}

/**
 * The message that stands under the app's own name for it. Slack's reference names no such argument, only its errors
 * (`duplicate_message_not_found`: "No duplicate message exists associated with client_msg_id").
 */
const sameAgain = ({ world, args }: Call, place: Place): Message | undefined => {
  const name = text(args.client_msg_id)
  return name === undefined
    ? undefined
    : world.messages.inPlace(place.id).find(({ clientMsgId }) => clientMsgId === name)
}

const postMessage: Method = (call) => {
  const { world } = call
  const place = destination(call)
  if ('ok' in place) return place
  const same = sameAgain(call, place)
  if (same) return done({ channel: place.id, ts: same.ts, message: world.messageJson(same) })
  const content = contentOf(call.args)
  if (isRefusal(content)) return content
  const thread = threadOf(call, place)
  if ('ok' in thread) return thread
  const message = world.messages.post({
    channel: place.id,
    user: world.app.botUserId,
    fromApp: true,
    ...content,
    ...thread,
    ...(flag(call.args.reply_broadcast) ? { broadcast: true } : {}),
    ...metadataOf(call),
    ...nameOf(call),
  })
  return done({ channel: place.id, ts: message.ts, message: world.messageJson(message) })
}

const postEphemeral: Method = (call) => {
  const { world } = call
  const place = destination(call)
  if ('ok' in place) return place
  const user = text(call.args.user) ?? ''
  if (!place.members.includes(user)) return refuse('user_not_in_channel')
  const content = contentOf(call.args)
  if (isRefusal(content)) return content
  const thread = threadOf(call, place)
  if ('ok' in thread) return thread
  const message = world.messages.post({
    channel: place.id,
    user: world.app.botUserId,
    fromApp: true,
    onlyFor: user,
    ...content,
    ...thread,
  })
  return done({ message_ts: message.ts })
}

/** The message to change; only one that the bot wrote and that is not ephemeral. */
const ownMessage = (call: Call, error: string): Message | Answer => {
  const { world, args } = call
  const place = visiblePlace(call)
  if (place === undefined) return refuse('channel_not_found')
  const message = world.messages.find(place.id, text(args.ts) ?? '')
  if (message === undefined || message.onlyFor !== undefined) return refuse('message_not_found')
  if (place.isArchived) return refuse('is_archived')
  return message.user === world.app.botUserId ? message : refuse(error)
}

const update: Method = (call) => {
  const { world, args } = call
  const message = ownMessage(call, 'cant_update_message')
  if ('ok' in message) return message
  const content = contentOf(args, true)
  if (isRefusal(content)) return content
  const changed = world.messages.amend(
    message,
    {
      ...(args.text === undefined ? {} : { text: content.text }),
      ...(args.blocks === undefined ? {} : { blocks: content.blocks }),
      ...(args.attachments === undefined ? {} : { attachments: content.attachments }),
      ...metadataOf(call),
    },
    world.app.botUserId,
  )
  return done({
    channel: changed.channel,
    ts: changed.ts,
    text: changed.text,
    message: world.messageJson(changed),
  })
}

const remove: Method = (call) => {
  const message = ownMessage(call, 'cant_delete_message')
  if ('ok' in message) return message
  call.world.messages.remove(message)
  return done({ channel: message.channel, ts: message.ts })
}

const permalink: Method = (call) => {
  const place = visiblePlace(call)
  if (place === undefined) return refuse('channel_not_found')
  const message = call.world.messages.find(place.id, text(call.args.message_ts) ?? '')
  if (message === undefined) return refuse('message_not_found')
  const thread = message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${place.id}`
  return done({
    channel: place.id,
    permalink: `${call.baseUrl}/archives/${place.id}/p${message.ts.replace('.', '')}${thread}`,
  })
}

const react: Method = (call) => {
  const { world, args } = call
  const place = visiblePlace(call)
  if (place === undefined) return refuse('channel_not_found')
  const message = world.messages.find(place.id, text(args.timestamp) ?? '')
  if (message === undefined) return refuse('message_not_found')
  const name = (text(args.name) ?? '').replaceAll(':', '')
  if (!/^[a-z0-9_+'-]+$/.test(name)) return refuse('invalid_name')
  const mine = world.app.botUserId
  const before = message.reactions.find((each) => each.name === name)
  if (before?.users.includes(mine)) return refuse('already_reacted')
  const others = message.reactions.filter((each) => each !== before)
  world.messages.amend(message, { reactions: [...others, { name, users: [...(before?.users ?? []), mine] }] })
  return done()
}

export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.delete': remove,
  'chat.getPermalink': permalink,
  'chat.postEphemeral': postEphemeral,
  'chat.postMessage': postMessage,
  'chat.update': update,
  'reactions.add': react,
}
