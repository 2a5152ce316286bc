import { flag, isObject, type JsonObject, text } from './json.ts'
import { type Answer, done, refuse } from './methods/answer.ts'
import { contentOf, isRefusal } from './methods/content.ts'
import type { Message } from './shapes.ts'
import type { World } from './world.ts'

/** What an app sends to a response_url, or answers to a slash command: a message, or a change of the one clicked. */
interface Reply {
  readonly user: string
  readonly channel: string
  readonly clicked?: Message
  readonly body: JsonObject
}

const amend = (world: World, clicked: Message, body: JsonObject): Answer => {
  if (flag(body.delete_original)) {
    world.messages.remove(clicked)
    return done()
  }
  const content = contentOf(body)
  if (isRefusal(content)) return content
  world.messages.amend(clicked, content, clicked.onlyFor === undefined ? world.app.botUserId : undefined)
  return done()
}

/**
 * Carries out a reply. In a place where the bot is not a member this works too, as in Slack. An ephemeral message that
 * is replaced stays ephemeral; a reply is ephemeral unless it says `in_channel`.
 */
export const carryOutReply = (world: World, { user, channel, clicked, body }: Reply): Answer => {
  const changes = flag(body.replace_original) || flag(body.delete_original)
  if (changes) return clicked === undefined ? refuse('message_not_found') : amend(world, clicked, body)
  const content = contentOf(body)
  if (isRefusal(content)) return content
  const threadTs = text(body.thread_ts) ?? clicked?.threadTs
  world.messages.post({
    channel,
    user: world.app.botUserId,
    fromApp: true,
    ...content,
    ...(body.response_type === 'in_channel' ? {} : { onlyFor: user }),
    ...(threadTs === undefined ? {} : { threadTs }),
  })
  return done()
}

/** Answers a POST to a response_url: the HTTP status and body that Slack would send. */
export const answerResponseUrl = (
  world: World,
  secret: string,
  body: unknown,
): { readonly status: number; readonly body: string } => {
  const target = world.responseUrls.look(secret)
  if (target === undefined) return { status: 404, body: JSON.stringify(refuse('used_url')) }
  if (!isObject(body)) return { status: 400, body: JSON.stringify(refuse('invalid_payload')) }
  const { user, channel, message } = target
  const clicked = message === undefined ? undefined : world.messages.find(channel, message.ts)
  const answer = carryOutReply(world, { user, channel, body, ...(clicked === undefined ? {} : { clicked }) })
  if (!answer.ok) return { status: 400, body: JSON.stringify(answer) }
  world.responseUrls.use(secret)
  return { status: 200, body: 'ok' }
}
