import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type SlackWorkspace, startSlackWorkspace } from '../../infra/local/slack/server.ts'
import type { Message as Posted } from '../../infra/local/slack/shapes.ts'
import { openDigesting } from '../../infra/run/digesting.ts'
import { createLogger } from '../../infra/run/log.ts'
import { type SlackOptions, startSlack } from '../../infra/run/slack.ts'
import type { Finding } from '../../src/posture/finding.ts'
import type { Services } from '../../src/services.ts'
import { type EmbeddedDynamo, openEmbedded } from '../../src/store/embedded.ts'
import { keptLog } from '../slack/fake-slack.ts'
import { services } from '../slack/held-audits.ts'
import { aCheck, aFinding, aReport } from './report.ts'
import { ROOT } from './sources.ts'
import { aStore } from './stores.ts'
import { ML_PLATFORM } from './workspace-bot.ts'

/** What has to be ended after a test. */
const ended: Array<() => Promise<unknown>> = []
const manifest: unknown = parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8'))
/** A workspace in which digests are due. */
export interface Stage {
  readonly slack: SlackWorkspace
  readonly driver: SlackWorkspace['driver']
  /** What the next audit finds, and whether it fails. */
  findings: readonly Finding[]
  fails: boolean
  pass(ms: number): void
  /** Moves the clock on to an instant. */
  passUntil(instant: string): void
  startBot(): ReturnType<typeof startBot>
}

/** A workspace with its rate limits and redelivery switched on, one table, one clock, and bots that share them. */
export async function aStage(start = '2026-11-23T07:00:00Z'): Promise<Stage> {
  let now = Date.parse(start)
  const clock = () => now
  const slack = await startSlackWorkspace({ port: 0, manifest, clock, rateLimits: true, redeliver: true })
  ended.push(slack.close)
  const dynamo = await openEmbedded({})
  if (!dynamo.ok) throw new Error(dynamo.error)
  ended.push(dynamo.value.close)
  const stage: Stage = {
    slack,
    driver: slack.driver,
    findings: [aFinding()],
    fails: false,
    pass: (ms: number) => {
      now += ms
    },
    passUntil: (instant) => {
      now = Math.max(now, Date.parse(instant))
    },
    startBot: () => startBot(stage, slack, dynamo.value, clock),
  }
  return stage
}

async function startBot(
  stage: Pick<Stage, 'findings' | 'fails' | 'pass'>,
  slack: SlackWorkspace,
  dynamo: EmbeddedDynamo,
  clock: () => number,
) {
  const checks = [aCheck()]
  const store = await aStore(dynamo.table, { checks, clock })
  let audits = 0
  const run: Services['audits']['run'] = (scope) => {
    const at = Math.floor(clock() / 1000)
    const id = `audit${at}x${++audits}`
    const report = aReport({
      id,
      findings: stage.findings,
      startedAt: at,
      finishedAt: at,
      scope: scope.words,
      score: 60,
    })
    const finished = async () => {
      if (stage.fails) throw new Error('no credentials')
      await store.audits.keep({ id, scopeKey: 'all', report })
      return { outcome: 'report', report } as const
    }
    return { id, startedAt: at, started: true, finished: finished() }
  }
  const byId = async (id: string) => (await store.audits.byId(id))?.report
  const digesting = openDigesting({
    store,
    audits: { run, byId },
    checks,
    regions: ['eu-west-1'],
    aws: {
      endpoint: 'http://127.0.0.1:9',
      credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
    },
    deadlineSeconds: 60,
    clock,
    logger: createLogger('silent'),
  })
  const log = keptLog()
  let jobs = 0
  const options: SlackOptions = {
    kept: store,
    services: { ...services(checks).services, audits: { run, byId }, digests: digesting.services },
    config: {
      slack: { mode: 'socket', botToken: slack.botToken, appToken: slack.appToken },
      slackApiUrl: slack.apiUrl,
    },
    logger: log,
    clock,
    newId: () => `job${++jobs}`,
    // Where the bot waits for Slack, time moves on at once.
    wait: async (ms) => {
      stage.pass(ms)
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
  let started = await startSlack(options)
  // Slack lets an app open a connection a minute, and the bot before wants its second.
  for (let tries = 0; !started.ok && tries < 5; tries++) {
    stage.pass(61_000)
    started = await startSlack(options)
  }
  if (!started.ok) throw new Error(started.error.line)
  const { digestOut, stop } = started.value
  ended.push(() => store.close(), stop)
  return { tend: digesting.sender(digestOut), stop, log, store }
}

/** Whether a message says so. */
export const shows = (text: string) => (message: Posted) =>
  JSON.stringify([message.text, message.blocks]).includes(text)

/** The digests in a channel, oldest first. */
export const digestsIn = (stage: Stage, channel = ML_PLATFORM) =>
  stage.driver.messages(channel).filter(shows('SageMaker, '))

/** Ana subscribes #ml-platform. */
export async function subscribe(stage: Stage, words = 'here 09:00 Europe/Berlin'): Promise<void> {
  await stage.driver.person('ana').slash(`/sagemaker digest ${words}`, { channel: ML_PLATFORM })
  await stage.driver.waitForMessage(shows('comes here from now on'))
}

/** Ends all stages. */
export async function endStages(): Promise<void> {
  for (const end of ended.splice(0).reverse()) await end()
}
