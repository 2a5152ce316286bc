import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
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
import { aCheck, aFinding, aReport, aResource } from '../support/report.ts'
import { ROOT } from '../support/sources.ts'
import { aStore } from '../support/stores.ts'
import { ML_PLATFORM } from '../support/workspace-bot.ts'

const manifest: unknown = parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8'))
const DAY_MS = 86_400_000
const ended: Array<() => Promise<unknown>> = []

afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

interface Stage {
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
async function aStage(start = '2026-11-23T07:00:00Z'): Promise<Stage> {
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

const shows = (text: string) => (message: Posted) =>
  JSON.stringify([message.text, message.blocks]).includes(text)

const digestsIn = (stage: Stage, channel = ML_PLATFORM) =>
  stage.driver.messages(channel).filter(shows('SageMaker, '))

async function subscribe(stage: Stage, words = 'here 09:00 Europe/Berlin'): Promise<void> {
  await stage.driver.person('ana').slash(`/sagemaker digest ${words}`, { channel: ML_PLATFORM })
  await stage.driver.waitForMessage(shows('comes here from now on'))
}

describe('a channel that subscribed', () => {
  it('gets a digest a day, with a thread, a chart and the findings as a file', async () => {
    const stage = await aStage()
    const { tend } = await stage.startBot()
    await subscribe(stage)
    await tend()
    expect(digestsIn(stage)).toHaveLength(0)

    stage.pass(DAY_MS)
    await tend()
    await tend()
    const [first] = digestsIn(stage)
    expect(digestsIn(stage)).toHaveLength(1)
    expect(first?.text).toContain('1 finding fails (1 high).')

    stage.findings = [aFinding(), aFinding({ resource: aResource('new') })]
    stage.pass(DAY_MS)
    await tend()
    const [, second] = digestsIn(stage)
    if (!second) throw new Error('no second digest')
    expect(second.text).toContain('1 new finding (1 high) since yesterday; 2 fail in all.')
    const thread = stage.driver.thread(second.ts)
    expect(thread.some(shows('data_visualization'))).toBe(true)
    expect(thread.some(shows('New (1)'))).toBe(true)
    expect(thread.at(-1)?.files).toHaveLength(1)
  })

  it('gets one, though two processes look at once and again after a restart', async () => {
    const stage = await aStage()
    const [one, two] = [await stage.startBot(), await stage.startBot()]
    await subscribe(stage)
    stage.pass(DAY_MS)
    await Promise.all([one.tend(), two.tend(), one.tend(), two.tend()])
    await one.stop()
    const three = await stage.startBot()
    await Promise.all([two.tend(), three.tend()])
    expect(digestsIn(stage)).toHaveLength(1)
  })

  it('gets it through Slack’s rate limits, with its whole thread', async () => {
    const stage = await aStage()
    const { tend } = await stage.startBot()
    await subscribe(stage)
    for (let day = 0; day < 4; day++) {
      stage.findings = Array.from({ length: 40 * (day + 1) }, (_, i) =>
        aFinding({ resource: aResource(`nb-${i}`) }),
      )
      stage.pass(DAY_MS)
      await tend()
    }
    expect(digestsIn(stage)).toHaveLength(4)
    for (const { ts } of digestsIn(stage)) expect(stage.driver.thread(ts).at(-1)?.files).toHaveLength(1)
  })

  it('is not told that all is well where the audit failed', async () => {
    const stage = await aStage()
    const { tend } = await stage.startBot()
    await subscribe(stage)
    stage.fails = true
    stage.pass(DAY_MS)
    await tend()
    expect(digestsIn(stage)[0]?.text).toContain('nothing is known about today')
  })

  it('gets none after it ended it', async () => {
    const stage = await aStage()
    const { tend } = await stage.startBot()
    await subscribe(stage)
    await stage.driver.person('ben').slash('/sagemaker digest off', { channel: ML_PLATFORM })
    await stage.driver.waitForMessage(shows('does not come here any more'))
    stage.pass(DAY_MS)
    await tend()
    expect(digestsIn(stage)).toHaveLength(0)
  })
})

describe('by the calendar of its zone, a channel', () => {
  it.each<readonly [string, string, string, ReadonlyArray<readonly [string, number]>]>([
    [
      'gets it at the first instant after an hour that clocks leave out',
      '2027-03-27T12:00:00Z',
      'here 02:30 Europe/Berlin',
      [
        ['2027-03-28T00:58:00Z', 0],
        ['2027-03-28T01:00:00Z', 1],
        ['2027-03-29T00:28:00Z', 1],
        ['2027-03-29T00:30:00Z', 2],
      ],
    ],
    [
      'gets it once where an hour comes twice',
      '2026-10-24T12:00:00Z',
      'here 02:30 Europe/Berlin',
      [
        ['2026-10-25T00:28:00Z', 0],
        ['2026-10-25T00:30:00Z', 1],
        ['2026-10-25T01:30:00Z', 1],
        ['2026-10-26T01:30:00Z', 2],
      ],
    ],
    [
      'gets one on a leap day',
      '2028-02-28T12:00:00Z',
      'here 09:00 Europe/Berlin',
      [
        ['2028-02-29T08:00:00Z', 1],
        ['2028-03-01T08:00:00Z', 2],
      ],
    ],
    [
      'gets it when the machine wakes that slept through the hour, and no heap of those of other days',
      '2026-11-23T07:00:00Z',
      'here 09:00 Europe/Berlin',
      [
        ['2026-11-23T15:00:00Z', 1],
        ['2026-11-27T15:00:00Z', 2],
      ],
    ],
  ])('%s', async (_, start, words, looks) => {
    const stage = await aStage(start)
    const { tend } = await stage.startBot()
    await subscribe(stage, words)
    for (const [instant, digests] of looks) {
      stage.passUntil(instant)
      await tend()
      expect(digestsIn(stage), instant).toHaveLength(digests)
    }
  })

  it('is shown the zones that it may have meant where it names none that there is, and gets nothing', async () => {
    const stage = await aStage()
    const { tend } = await stage.startBot()
    await stage.driver
      .person('ana')
      .slash('/sagemaker digest here 09:00 Europe/Berln', { channel: ML_PLATFORM })
    await stage.driver.waitForMessage(shows('Europe/Berlin'))
    stage.pass(DAY_MS)
    await tend()
    expect(digestsIn(stage)).toHaveLength(0)
  })
})

describe('a channel that cannot have it any more', () => {
  it('is reported to whoever subscribed it, once, and paused', async () => {
    const stage = await aStage()
    const { tend, store } = await stage.startBot()
    await store.digests.subscribe({
      channel: 'C0OLDPROJ1',
      at: 540,
      zone: 'Europe/Berlin',
      scope: [],
      weekdaysOnly: false,
      subscribedBy: 'T0ACMECORP/U0ANARUIZ1',
      subscribedAt: 0,
    })
    await tend()
    const told = await stage.driver.waitForMessage(shows('is paused: it is archived'))
    expect(told.channel.startsWith('D')).toBe(true)
    stage.pass(DAY_MS)
    await tend()
    expect(stage.driver.messages(told.channel).filter(shows('is paused'))).toHaveLength(1)
    await stage.driver.person('ana').slash('/sagemaker digest list', { channel: ML_PLATFORM })
    await stage.driver.waitForMessage(shows('paused, because it is archived'))
  })

  it('is refused from the start where another organisation is in it', async () => {
    const stage = await aStage()
    const { tend } = await stage.startBot()
    await stage.driver.person('ana').slash('/sagemaker digest here 09:00 UTC', { channel: 'C0GLOBEXS1' })
    await stage.driver.waitForMessage(shows('shared with another organisation'))
    stage.pass(DAY_MS)
    await tend()
    expect(digestsIn(stage, 'C0GLOBEXS1')).toHaveLength(0)
  })
})
