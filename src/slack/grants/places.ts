import type { PersonKey } from '../../grants/terms.ts'
import type { NoticePlace, NoticePlaces } from '../../services.ts'
import type { Message } from '../blocks/blocks.ts'
import type { Log } from '../log.ts'
import { slackCode } from '../sending/outbox.ts'
import type { Poster } from '../sending/post.ts'

/** A message that is kept up to date in one place. */
export interface KeptMessage {
  readonly kind: Exclude<NoticePlace['kind'], 'once'>
  readonly person: PersonKey | null
  /** Whether it is posted where there is none. */
  readonly wanted: boolean
  /** The channel that it belongs into. */
  readonly channel: () => Promise<string>
  /** What is posted: it must be true for good, because a crash before the place is noted leaves it as it is. */
  readonly first: Message
  /** What it is edited to right after, and from then on. */
  readonly full: Message
}

/** The messages of one grant. Slack's refusals are logged; what can be tried again is thrown at the end, by `finish`. */
export interface GrantMail {
  keep(message: KeptMessage): Promise<void>
  /** Says something once in the thread of each message of these kinds; `only`: of these people, and of channels. */
  reply(
    about: string,
    kinds: ReadonlyArray<NoticePlace['kind']>,
    message: Message,
    only?: ReadonlySet<PersonKey>,
  ): Promise<void>
  /** Says something once to one person, in a message of its own. */
  tell(about: string, person: PersonKey, channel: () => Promise<string>, message: Message): Promise<void>
  finish(): void
}

/** Refusals by which a message is gone, so that another takes its place. */
const LOST = ['message_not_found', 'channel_not_found', 'cant_update_message', 'edit_window_closed']

export function createGrantMail(given: {
  readonly grantId: string
  readonly poster: Poster
  readonly places: NoticePlaces
  /** The places as they were before. */
  readonly there: readonly NoticePlace[]
  readonly log: Log
}): GrantMail {
  const { grantId, poster, places, there, log } = given
  const failures: unknown[] = []

  /** `undefined` where it did not work; Slack's refusal goes to `refused`. */
  const attempt = async (
    what: string,
    task: () => Promise<void>,
    refused?: (code: string) => Promise<void>,
  ) => {
    try {
      await task()
    } catch (error) {
      const code = slackCode(error)
      if (code === '') failures.push(error)
      else {
        log.warn({ err: error, grant: grantId, what }, 'Slack does not take a message about a grant')
        await refused?.(code)
      }
    }
  }

  const nameOf = (about: string, whose: string | null) => JSON.stringify(['grant', grantId, about, whose])

  const post = ({ kind, person, channel, first, full }: KeptMessage, name?: string) =>
    attempt(kind, async () => {
      const place = await poster.post(await channel(), first, name === undefined ? {} : { name })
      await places.add(grantId, { kind, person, ...place })
      await poster.update(place, full)
    })

  const once = async (
    about: string,
    person: PersonKey | null,
    send: () => Promise<{ channel: string; ts: string }>,
  ) => {
    await attempt(about, async () => {
      await places.add(grantId, { kind: 'once', person, ...(await send()), about })
    })
  }

  return {
    keep: async (message) => {
      const kept = there.find(({ kind, person }) => kind === message.kind && person === message.person)
      const { kind, person } = message
      if (!kept) return message.wanted ? post(message, nameOf(kind, person)) : undefined
      await attempt(
        message.kind,
        () => poster.update(kept, message.full),
        async (code) => {
          if (!LOST.includes(code)) return
          await places.remove(grantId, kept)
          if (message.wanted) await post(message)
        },
      )
    },
    reply: async (about, kinds, message, only) => {
      for (const place of there) {
        const { kind, person, channel, ts } = place
        if (!kinds.includes(kind) || (only && person !== null && !only.has(person))) continue
        const isSaid = there.some((each) => each.about === about && each.channel === channel)
        const how = { threadTs: ts, name: nameOf(about, channel) }
        if (!isSaid) await once(about, person, () => poster.post(channel, message, how))
      }
    },
    tell: async (about, person, channel, message) => {
      await once(about, person, async () =>
        poster.post(await channel(), message, { name: nameOf(about, person) }),
      )
    },
    finish: () => {
      const [cause] = failures
      if (failures.length > 0)
        throw new Error(`${failures.length} messages about grant ${grantId} could not be shown`, { cause })
    },
  }
}
