import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { App, type Receiver, webApi } from '@slack/bolt'
import { COMMANDS } from '../../commands/index.ts'
import { err, ok, type Result } from '../../src/base/result.ts'
import type { Clock } from '../../src/base/time.ts'
import type { DigestOut } from '../../src/digest/ports.ts'
import type { Report } from '../../src/posture/report.ts'
import { csvLines } from '../../src/report/csv.ts'
import type { OpenJob, Services } from '../../src/services.ts'
import { createShowAlert } from '../../src/slack/alerts/show.ts'
import { bind } from '../../src/slack/bind.ts'
import type { Message } from '../../src/slack/blocks/blocks.ts'
import { createDigestOut } from '../../src/slack/digest-post.ts'
import { createHomes } from '../../src/slack/home/home.ts'
import type { Job } from '../../src/slack/jobs/job.ts'
import { repairLeftovers } from '../../src/slack/jobs/repair.ts'
import type { Log } from '../../src/slack/log.ts'
import { createPeople, type Identity } from '../../src/slack/people.ts'
import { perform } from '../../src/slack/perform.ts'
import { createOnce } from '../../src/slack/receiving/once.ts'
import { createHttpReceiver, type HttpReceiver } from '../../src/slack/receiving/receiver.ts'
import { createSocketReceiver } from '../../src/slack/receiving/sockets.ts'
import { createChannels } from '../../src/slack/sending/channels.ts'
import { createConversations, type Desk } from '../../src/slack/sending/conversation.ts'
import { createDelivery } from '../../src/slack/sending/delivery.ts'
import { createOutbox, type Wait } from '../../src/slack/sending/outbox.ts'
import type { QuietTimes, UnsentMessages } from '../../src/slack/sending/ports.ts'
import { type Attachment, createPoster } from '../../src/slack/sending/post.ts'
import { createWhisper } from '../../src/slack/sending/whisper.ts'
import type { SlackConfig } from './config.ts'
import { connectSlack } from './granting/connect-slack.ts'
import type { Granting } from './granting/open.ts'
import { identify, type SlackStartError, startError } from './slack-identity.ts'
import { boltLogger } from './slack-log.ts'
import type { Watching } from './watching.ts'

export interface SlackOptions {
  readonly services: Services
  /** What outlives this process of what it sends. */
  readonly kept: { readonly unsent: UnsentMessages; readonly quietTimes: QuietTimes }
  /** What Home tabs are drawn from, if not from the services; nothing is decided by it. */
  readonly shown?: Services
  /** Temporary access, where it is set up; it is attached before anybody can ask for anything. */
  readonly granting?: Granting
  /** The watch, whose alerts are shown from now on. */
  readonly watching?: Pick<Watching, 'alerts' | 'attach'>
  readonly config: { readonly slack: SlackConfig; readonly slackApiUrl?: string }
  readonly logger: Log
  readonly clock: Clock
  /** A new id that nobody can guess, for jobs and errors. */
  readonly newId: () => string
  /** Default: real time. */
  readonly wait?: Wait
}

/** The running Slack side. */
export interface RunningSlack {
  readonly identity: Identity
  /** The port that Slack's requests arrive at; only over HTTP. */
  readonly port: number | undefined
  /** Resolves when the messages that an earlier process left behind are repaired. */
  readonly repaired: Promise<void>
  /** Sends what waits, from this process and from those before it; to be called again and again. */
  readonly drain: () => Promise<void>
  /** Where digests go. */
  readonly digestOut: DigestOut
  /** Takes no more requests. Audits that still run are repaired at the next start. */
  stop(): Promise<void>
}

const SLACK_API = 'https://slack.com/api/'

/**
 * Connects to Slack: over Socket Mode with two connections, or over HTTP. A setting that Slack refuses is a value with one
 * line about it; nothing is left running then.
 */
export async function startSlack(options: SlackOptions): Promise<Result<RunningSlack, SlackStartError>> {
  const { services, config, logger: log, clock } = options
  const wait: Wait = options.wait ?? ((ms) => pause(ms))
  let isUp = false
  const bolt = boltLogger(log, () => isUp)
  const clientOptions: webApi.WebClientOptions = {
    slackApiUrl: config.slackApiUrl ?? SLACK_API,
    timeout: 10_000,
    retryConfig: { retries: 1, minTimeout: 200, maxTimeout: 1000 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: bolt,
  }
  const { botToken } = config.slack
  const client = new webApi.WebClient(botToken, clientOptions)
  const identified = await identify(client)
  if (!identified.ok) return identified
  const identity = identified.value

  const outbox = createOutbox({ clock, wait, log, quietTimes: options.kept.quietTimes })
  const poster = createPoster({ client, outbox, log, newName: randomUUID })
  const { unsent } = options.kept
  const places = services.access?.notices ?? services.waiving.places
  const delivery = createDelivery({ unsent, poster, places, clock, newName: randomUUID, log })
  const desk: Desk = {
    client,
    poster,
    outbox,
    delivery,
    services,
    commands: COMMANDS,
    clock,
    wait,
    log,
    findingsFile,
    fetch: globalThis.fetch,
    apiHost: new URL(config.slackApiUrl ?? SLACK_API).host,
  }
  const people = createPeople(client, identity, clock, log)
  const { appId, teamId } = identity
  const homes = createHomes({
    client: {
      views: {
        publish: (home: webApi.ViewsPublishArguments) =>
          outbox.send({ channel: home.user_id, method: 'views.publish' }, () => client.views.publish(home)),
      },
    },
    services: options.shown ?? services,
    commands: COMMANDS,
    teamId,
    refusal: (userId) => people.refusal({ userId, teamIds: [teamId], appId }),
    clock,
    wait,
    log,
  })
  const { granting, watching } = options
  const mayShow = createChannels(client, clock, log)
  watching?.attach(createShowAlert({ poster, mayShow, alerts: watching.alerts, log }))
  if (granting) {
    const side = connectSlack({
      client,
      poster,
      delivery,
      teamId: identity.teamId,
      services: granting.services,
      settings: granting.settings,
      mayShow,
      clock,
      log,
    })
    granting.attach({
      ...side,
      // However a grant changed, by a press or by time: those who look at it see it.
      show: (grant) => side.show(grant).finally(homes.refresh),
    })
  }
  const converse = createConversations(desk)
  const accept = (job: Job): void => {
    setImmediate(() => void perform(job, COMMANDS, converse(job)).then(homes.refresh))
  }
  const tell = async (job: OpenJob, message: Message): Promise<void> => {
    const { id, text: line, userId, channelId } = job
    const where = channelId === undefined ? {} : { channelId }
    const asker = { userId, teamId: identity.teamId, isDirect: channelId?.startsWith('D') === true, ...where }
    await converse({ kind: 'command', id, asker, line }).begin(id, message)
  }
  const http = config.slack.mode === 'http' ? createHttpReceiver({ ...config.slack, clock, log }) : undefined
  const receiver: Receiver =
    http ??
    createSocketReceiver({
      appToken: appTokenOf(config.slack),
      clientOptions,
      logger: bolt,
      log,
      wait,
      connections: 2,
    })
  const app = new App({
    receiver,
    authorize: async () => ({ botToken, botId: identity.botId, botUserId: identity.botUserId }),
    convoStore: false,
    logger: bolt,
    clientOptions,
  })
  bind(app, {
    client,
    identity,
    people,
    commands: COMMANDS,
    services,
    log,
    newId: options.newId,
    isFirst: createOnce(clock),
    whisper: createWhisper(desk),
    showHome: homes.show,
    accept,
  })
  try {
    await app.start()
  } catch (error) {
    return err(receiverError(error, config.slack))
  }
  isUp = true
  return ok({
    identity,
    port: portOf(http),
    drain: delivery.drain,
    digestOut: createDigestOut({ client, poster, findingsFile, log }),
    repaired: repairLeftovers({ openJobs: services.openJobs, poster, tell, log }),
    stop: async () => {
      await app.stop()
    },
  })
}

function appTokenOf(slack: SlackConfig): string {
  return slack.mode === 'socket' ? slack.appToken : ''
}

function portOf(http: HttpReceiver | undefined): number | undefined {
  return http?.port()
}

function receiverError(error: unknown, slack: SlackConfig): SlackStartError {
  if (slack.mode === 'socket') return startError(error, 'app-token', 'SLACK_APP_TOKEN')
  const reason = error instanceof Error ? error.message : 'unknown'
  return { code: 'port', line: `PORT ${slack.port} cannot be listened on: ${reason}` }
}

/** The report as a file for the thread: every verdict but those that pass or do not apply. */
function findingsFile(report: Report): Attachment {
  const told = {
    ...report,
    findings: report.findings.filter(({ status }) => status === 'fail' || status === 'unknown'),
  }
  return {
    filename: `sagemaker-findings-${report.id}.csv`,
    title: 'All that fails, is waived or is unknown (CSV)',
    content: [...csvLines(told)].join(''),
  }
}
