import { personKey } from '../../src/grants/terms.ts'
import type { Check } from '../../src/posture/check.ts'
import type { Message, Modal } from '../../src/slack/blocks/blocks.ts'
import type { Asker } from '../../src/slack/jobs/job.ts'
import type { Begun, Conversation } from '../../src/slack/sending/conversation.ts'
import type { Attachment, Place } from '../../src/slack/sending/post.ts'
import { keptLog } from './fake-slack.ts'
import { services } from './held-audits.ts'

const asker: Asker = { userId: 'U1', teamId: 'T1', channelId: 'C1', isDirect: false }

/** A conversation that remembers everything that was said in it, over audits that the test holds. */
export function fakeTalk(checks: readonly Check[], over: Partial<Conversation> = {}) {
  const held = services(checks)
  const whispers: Message[] = []
  const shown: Message[] = []
  const ends: Message[] = []
  const replies: Message[] = []
  const filled: Modal[] = []
  const amended: Modal[] = []
  const revised: Message[] = []
  const posted: Array<{ to: { channel: string } | { userId: string }; message: Message }> = []
  const attached: string[] = []
  const log = keptLog()
  let begun: Begun | undefined
  const files: Array<{ at: Place; file: Attachment }> = []
  const place: Place = { channel: 'C1', ts: '1.0' }
  const alone: Place = { channel: 'D1', ts: '1.0' }
  const talk: Conversation = {
    services: held.services,
    commands: [],
    asker,
    id: 'job1',
    log,
    now: () => 1_795_000_004,
    actor: async () => {
      const { teamId, userId } = over.asker ?? asker
      return { person: personKey(teamId, userId), place: { kind: 'private' } }
    },
    whisper: async (message) => {
      whispers.push(message)
    },
    begin: async (_, message) => {
      begun = { place, asker }
      shown.push(message)
      return {
        place,
        show: (next) => {
          shown.push(next)
        },
        end: async (last) => {
          ends.push(last)
          return place
        },
      }
    },
    beginAlone: async (message) => {
      shown.push(message)
      return {
        place: alone,
        show: (next) => {
          shown.push(next)
        },
        end: async (last) => {
          ends.push(last)
          return alone
        },
      }
    },
    begun: async () => begun,
    reply: async (_, messages) => {
      replies.push(...messages)
    },
    attachFindings: async (_, { id }) => {
      attached.push(id)
    },
    mayShow: async () => true,
    attach: async (at, file) => {
      files.push({ at, file })
    },
    async post(to, message, notice) {
      posted.push({ to, message })
      // A test may have given the conversation other services meanwhile.
      const { access, waiving } = this.services
      const channel = 'channel' in to ? to.channel : `D-${to.userId}`
      const at = { person: null, channel, ts: `${posted.length}.0` }
      if (!notice) return
      for (const places of [access?.notices, waiving.places])
        await places?.add(notice.of, { ...notice, ...at })
    },
    revise: async (_, message) => {
      revised.push(message)
    },
    permalink: async () => 'https://acme.slack.test/p1',
    fill: async (view) => {
      filled.push(view)
      return true
    },
    amend: async (view) => {
      amended.push(view)
      return true
    },
    ...over,
  }
  return {
    ...held,
    talk,
    log,
    whispers,
    shown,
    ends,
    replies,
    filled,
    amended,
    posted,
    revised,
    attached,
    files,
  }
}

export const told = (messages: readonly (Message | Modal)[]): string => JSON.stringify(messages)
