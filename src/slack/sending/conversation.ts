import type { ViewsUpdateArguments, WebClient } from '@slack/web-api'
import { type Clock, type EpochSeconds, epochSeconds } from '../../base/time.ts'
import type { Actor } from '../../grants/rules/circumstances.ts'
import { personKey } from '../../grants/terms.ts'
import type { Report } from '../../posture/report.ts'
import type { Services } from '../../services.ts'
import type { Message, Modal } from '../blocks/blocks.ts'
import { createViews } from '../forms/fill.ts'
import type { Asker, Job } from '../jobs/job.ts'
import type { Log } from '../log.ts'
import type { CommandLine } from '../views/help.ts'
import { detour } from '../views/trouble.ts'
import type { Detour } from '../words.ts'
import { createChannels, detourOf, placeOf } from './channels.ts'
import type { Delivery } from './delivery.ts'
import { type LiveMessage, liveMessage } from './live-message.ts'
import { type Outbox, slackCode, type Wait } from './outbox.ts'
import type { Destination, Notice } from './ports.ts'
import type { Attachment, Place, Poster } from './post.ts'
import { createWhisper } from './whisper.ts'

/** What a command may do with whoever asked: all of Slack that commands see. */
export interface Conversation {
  readonly services: Services
  readonly commands: readonly CommandLine[]
  readonly asker: Asker
  /** The id of this piece of work; it stands in the log and in the words about an error. */
  readonly id: string
  readonly log: Log
  now(): EpochSeconds
  /** Who acts, and where: what a decision about access asks. A modal and a direct message are private. */
  actor(): Promise<Actor>
  /** Tells the asker alone. Never throws. */
  whisper(message: Message): Promise<void>
  /**
   * Posts the one message of a subject: where it was asked, or to the asker alone where that may not be, and says so.
   * `undefined` where Slack takes it nowhere. It is posted once `after` is done, but others find the subject at once.
   */
  begin(subject: string, message: Message, after?: Promise<void>): Promise<LiveMessage | undefined>
  /** Posts a message to the asker alone, wherever it was asked. `undefined` where Slack does not take it. */
  beginAlone(message: Message): Promise<LiveMessage | undefined>
  /** The message of a subject that was begun before, and who asked for it where. */
  begun(subject: string): Promise<Begun | undefined>
  /** Posts these under a message, in order. */
  reply(place: Place, messages: readonly Message[]): Promise<void>
  /** Attaches the whole list of failing findings under a message. */
  attachFindings(place: Place, report: Report): Promise<void>
  /** Attaches a file under a message. Throws Slack's refusal. */
  attach(place: Place, file: Attachment): Promise<void>
  permalink(place: Place): Promise<string | undefined>
  /** Whether findings may be shown in a channel: it is not shared with another organisation, and takes messages. */
  mayShow(channel: string): Promise<boolean>
  /**
   * Posts into a channel, or to a person alone, and notes where it stands. It is kept until Slack took it, so it must hold
   * nothing secret. Throws Slack's refusal.
   */
  post(to: Destination, message: Message, notice?: Notice): Promise<void>
  /** Changes a message that was posted before. Throws Slack's refusal. */
  revise(place: Place, message: Message): Promise<void>
  /**
   * Fills the modal that was opened for this, that waits for it, or that it came from. `false` where nobody looks at it any
   * more, or where what stands there is newer than the press.
   */
  fill(view: Modal): Promise<boolean>
  /** Changes the form that was submitted, which lies beneath the one that waits. `false` where it is closed. */
  amend(view: Modal): Promise<boolean>
}

/** A message that somebody's request began. */
export interface Begun {
  readonly place: Place
  readonly asker: Asker
}

export interface Desk {
  readonly client: WebClient
  readonly poster: Poster
  readonly outbox: Outbox
  readonly delivery: Pick<Delivery, 'send'>
  readonly services: Services
  readonly commands: readonly CommandLine[]
  readonly clock: Clock
  readonly wait: Wait
  readonly log: Log
  /** The file that holds every failing finding. */
  readonly findingsFile: (report: Report) => Attachment
  readonly fetch: typeof globalThis.fetch
  /** The host of the Web API, whose response URLs are trusted besides Slack's own. */
  readonly apiHost: string
}

const MOST_SUBJECTS = 200

/** Makes the conversation of each job. Remembers which message belongs to which subject. */
export function createConversations(desk: Desk): (job: Job) => Conversation {
  const { poster, clock, wait, log, client } = desk
  const mayShow = createChannels(client, clock, log)
  const whisper = createWhisper(desk)
  const subjects = new Map<string, Promise<Begun | undefined>>()
  const inQueue = {
    views: {
      update: (view: ViewsUpdateArguments) =>
        desk.outbox.send({ channel: 'modals', method: 'views.update' }, () => client.views.update(view)),
    },
  }

  const postFor = async (asker: Asker, message: Message): Promise<Place> => {
    const { channelId, isDirect } = asker
    const why = channelId === undefined || isDirect ? undefined : await mayShow(channelId)
    if (channelId !== undefined && why === undefined) {
      try {
        return await poster.post(channelId, message)
      } catch (error) {
        if (slackCode(error) === '') throw error
        return direct(asker, message, isDirect ? 'not-allowed' : detourOf(error))
      }
    }
    return direct(asker, message, why)
  }

  const direct = async (asker: Asker, message: Message, why: Detour | undefined): Promise<Place> => {
    const place = await poster.post(await poster.directMessage(asker.userId), message)
    if (why !== undefined) await whisper(asker, detour(why))
    return place
  }

  return (job) => ({
    services: desk.services,
    commands: desk.commands,
    asker: job.asker,
    id: job.id,
    log,
    now: () => epochSeconds(clock),
    actor: async () => ({
      person: personKey(job.asker.teamId, job.asker.userId),
      place: await placeOf(job, mayShow),
    }),
    whisper: (message) => whisper(job.asker, message),
    begin: async (subject, message, after = Promise.resolve()) => {
      const posted = after
        .then(() => postFor(job.asker, message))
        .catch((error: unknown) => {
          log.error({ err: error, job: job.id }, 'a message could not be posted anywhere')
          return undefined
        })
      if (!subjects.has(subject)) {
        if (subjects.size >= MOST_SUBJECTS) subjects.delete([...subjects.keys()][0] ?? '')
        subjects.set(
          subject,
          posted.then((place) => (place ? { place, asker: job.asker } : undefined)),
        )
      }
      const place = await posted
      return place && liveMessage(place, poster, wait, log)
    },
    beginAlone: async (message) => {
      try {
        return liveMessage(await direct(job.asker, message, undefined), poster, wait, log)
      } catch (error) {
        log.error({ err: error, job: job.id }, 'a direct message could not be posted')
        return undefined
      }
    },
    begun: async (subject) => subjects.get(subject),
    reply: async ({ channel, ts }, messages) => {
      for (const message of messages) await poster.post(channel, message, { threadTs: ts })
    },
    attachFindings: (place, report) => poster.upload(place, desk.findingsFile(report)),
    attach: (place, file) => poster.upload(place, file),
    permalink: (place) => poster.permalink(place),
    mayShow: async (channel) => (await mayShow(channel)) === undefined,
    post: async (to, message, notice) => {
      await desk.delivery.send({ to, message, ...(notice && { notice }), concerns: job.asker.userId })
    },
    revise: (place, message) => poster.update(place, message),
    ...createViews(job, { client: inQueue, wait }),
  })
}
