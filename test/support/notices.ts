import { WebAPIPlatformError } from '@slack/web-api'
import { createGrants } from '../../src/grants/lifecycle/lifecycle.ts'
import type { NoticePlace, NoticePlaces } from '../../src/services.ts'
import type { Message } from '../../src/slack/blocks/blocks.ts'
import { createGrantNotices, type GrantNotices, type NoticesOptions } from '../../src/slack/grants/notices.ts'
import type { Poster } from '../../src/slack/sending/post.ts'
import { keptLog } from '../slack/fake-slack.ts'
import type { FakeAccess } from './access.ts'
import { aProcess } from './grants-world.ts'

/** A message as it stands in the fake Slack. */
export interface Standing {
  readonly channel: string
  readonly ts: string
  readonly thread: string | undefined
  /** All that it said so far, the last word last. */
  readonly versions: readonly Message[]
}

export function refusal(code: string): Error {
  return new WebAPIPlatformError({ ok: false, error: code })
}

/** Slack and the table, as far as notices need them. Both outlive a process. */
export function aWall() {
  const messages = new Map<
    string,
    { channel: string; ts: string; thread: string | undefined; versions: Message[] }
  >()
  const places = new Map<string, readonly NoticePlace[]>()
  const archived = new Set<string>()
  /** What the next calls throw, by method. */
  const broken = new Map<'post' | 'update' | 'directMessage' | 'add', Error>()
  const calls: string[] = []
  let count = 0

  const guard = (method: 'post' | 'update' | 'directMessage' | 'add', what: string): void => {
    calls.push(`${method} ${what}`)
    const error = broken.get(method)
    if (error) throw error
  }

  const poster: Poster = {
    post: async (channel, message, { threadTs: thread } = {}) => {
      guard('post', channel)
      if (archived.has(channel)) throw refusal('is_archived')
      const ts = `${++count}.0`
      messages.set(`${channel} ${ts}`, { channel, ts, thread, versions: [message] })
      return { channel, ts }
    },
    update: async ({ channel, ts }, message) => {
      guard('update', channel)
      if (archived.has(channel)) throw refusal('is_archived')
      const there = messages.get(`${channel} ${ts}`)
      if (!there) throw refusal('message_not_found')
      there.versions.push(message)
    },
    whisper: async () => undefined,
    tryUpdate: async () => false,
    upload: async () => undefined,
    directMessage: async (user) => {
      guard('directMessage', user)
      return `D${user}`
    },
    permalink: async ({ channel, ts }) => `https://acme.slack.test/${channel}/${ts}`,
  }
  const table: NoticePlaces = {
    of: async (id) => places.get(id) ?? [],
    add: async (id, place) => {
      guard('add', place.kind)
      places.set(id, [...(places.get(id) ?? []), place])
    },
    remove: async (id, place) => {
      places.set(
        id,
        (places.get(id) ?? []).filter(({ ts }) => ts !== place.ts),
      )
    },
  }
  return {
    poster,
    places: table,
    broken,
    archived,
    calls,
    /** Somebody deletes a message. */
    remove: (channel: string) => {
      for (const [key, message] of messages) if (message.channel === channel) messages.delete(key)
    },
    all: (): readonly Standing[] => [...messages.values()],
    in: (channel: string): readonly Standing[] =>
      [...messages.values()].filter((each) => each.channel === channel && each.thread === undefined),
    repliesIn: (channel: string): readonly Standing[] =>
      [...messages.values()].filter((each) => each.channel === channel && each.thread !== undefined),
    /** What the one message of a channel says now. */
    says: (channel: string): string =>
      JSON.stringify(
        [...messages.values()]
          .findLast((each) => each.channel === channel && each.thread === undefined)
          ?.versions.at(-1) ?? '',
      ),
  }
}

export type Wall = ReturnType<typeof aWall>

/** A process's notices on a wall, over the records and rules of a fake access. */
export function noticesOn(wall: Wall, fake: FakeAccess, change: Partial<NoticesOptions> = {}): GrantNotices {
  return createGrantNotices({
    poster: wall.poster,
    places: wall.places,
    access: () => fake.access,
    readUserGroups: async () => new Map(),
    channels: { approvals: 'CAPPROVE', announcements: 'CLOUD' },
    mayShow: async () => undefined,
    reminders: { afterSeconds: [900, 3600], escalateAfterSeconds: 1800, escalateTo: 'on-call' },
    clock: () => fake.world.now * 1000,
    log: keptLog(),
    ...change,
  })
}

/** Grants whose every change is shown through these notices. */
export function shownGrants(fake: FakeAccess, notices: GrantNotices) {
  return createGrants({ ...aProcess(fake.world).options, show: notices.show })
}
