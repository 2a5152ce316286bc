import { readFileSync } from 'node:fs'
import { WebClient } from '@slack/web-api'
import { afterEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import {
  type SlackWorkspace,
  type SlackWorkspaceOptions,
  startSlackWorkspace,
} from '../../infra/local/slack/server.ts'
import type { Message as Posted, View } from '../../infra/local/slack/shapes.ts'
import { startSlack } from '../../infra/run/slack.ts'
import type { Report } from '../../src/posture/report.ts'
import type { OpenJob, Services } from '../../src/services.ts'
import type { Log } from '../../src/slack/log.ts'
import { aCheck, aFinding, aReport, aReportedGap, aResource } from '../support/report.ts'
import { memoryKept } from '../support/unsent.ts'
import { heldAudits, memoryJobs, services } from './held-audits.ts'
import { hostileName, manyChecks, manyFindings } from './sample.ts'

const manifest: unknown = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'))
const CHANNEL = 'C0MLPLATF1'
const checks = [aCheck(), aCheck({ id: 'notebook-root-access', title: 'Notebooks should not give root' })]
const report: Report = aReport({
  id: 'rep1',
  findings: [aFinding(), aFinding({ status: 'pass', resource: aResource('safe') })],
  gaps: [aReportedGap()],
})
const ended: Array<() => Promise<unknown>> = []

afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

interface Start {
  readonly workspace?: Partial<SlackWorkspaceOptions>
  readonly leftovers?: readonly OpenJob[]
}

/** The bot in the sample workspace, its audits in the test's hand; where it waits, time moves on at once. */
async function bot({ workspace = {}, leftovers = [] }: Start = {}) {
  let ahead = 0
  const time = () => Date.now() + ahead
  const slack = await startSlackWorkspace({ port: 0, manifest, clock: time, ...workspace })
  ended.push(slack.close)
  const lines: Array<{ level: string; fields: Readonly<Record<string, unknown>>; message: string }> = []
  const keep = (level: string) => (fields: Readonly<Record<string, unknown>>, message: string) => {
    lines.push({ level, fields, message })
  }
  const logger: Log = { info: keep('info'), warn: keep('warn'), error: keep('error') }
  const held = services(checks, heldAudits(), memoryJobs(leftovers))
  let id = 0
  const wait = async (ms: number): Promise<void> => {
    ahead += ms
    await new Promise((resolve) => setImmediate(resolve))
  }
  const started = await startSlack({
    kept: memoryKept(),
    services: held.services,
    config: {
      slack: { mode: 'socket', botToken: slack.botToken, appToken: slack.appToken },
      slackApiUrl: slack.apiUrl,
    },
    logger,
    clock: time,
    newId: () => `job${++id}`,
    wait,
  })
  if (!started.ok) throw new Error(started.error.line)
  ended.push(started.value.stop)
  return { slack, driver: slack.driver, time, lines, ...held, running: started.value }
}

/** Changes a message until Slack says that it is too often. */
async function useUpUpdates(slack: SlackWorkspace, { channel, ts, text }: Posted): Promise<void> {
  const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, rejectRateLimitedCalls: true })
  for (;;) {
    try {
      await client.chat.update({ channel, ts, text })
    } catch {
      return
    }
  }
}

const drawn = (spot: Posted | View): string =>
  JSON.stringify('content' in spot ? spot.content : [spot.text, spot.blocks])
const says = (text: string) => (message: Posted) => drawn(message).includes(text)

describe('/sagemaker audit in a workspace', () => {
  it('posts one message, keeps it up to date and ends with the result and a thread', async () => {
    const { driver, runs, openJobs } = await bot()
    const ana = driver.person('ana')
    expect(await ana.slash('/sagemaker audit notebooks', { channel: CHANNEL })).toEqual({ ok: true })
    const first = await driver.waitForMessage(says('Auditing SageMaker'))
    expect(await openJobs.whenOpen(1)).toMatchObject([
      { text: 'audit notebooks', messageTs: first.ts, channelId: CHANNEL },
    ])
    runs[0]?.tell({ done: 2, total: 4 })
    await driver.waitForMessage(says('Reading AWS, 2 of 4 done'))
    runs[0]?.finish({ outcome: 'report', report })
    const result = await driver.waitForMessage(says('1 finding fails (1 high)'))
    expect(result.ts).toBe(first.ts)
    expect(drawn(result)).toContain('churn')
    await openJobs.whenOpen(0)
    const thread = driver.thread(first.ts)
    expect(thread).toHaveLength(2)
    expect(drawn(thread[0] ?? first)).toContain('DirectInternetAccess is Enabled')
    expect(drawn(thread[1] ?? first)).toContain('SagewardenReads')
    expect(driver.messages(CHANNEL).filter(says('audit'))).toHaveLength(2)
  })

  it('opens details, explanation, all findings and the missing permissions, for anybody, later', async () => {
    const { driver, runs } = await bot()
    await driver.person('ana').slash('/sagemaker audit', { channel: CHANNEL })
    await driver.waitForMessage(says('Auditing SageMaker'))
    runs[0]?.finish({ outcome: 'report', report })
    const result = await driver.waitForMessage(says('1 finding fails'))
    const ben = driver.person('ben')
    for (const [action, text] of [
      ['audit:finding', 'arn:aws:sagemaker'],
      ['explain:check', 'Why it matters'],
      ['audit:findings', '1 finding fails'],
      ['audit:gaps', 'SagewardenReads'],
    ] as const) {
      expect(await ben.click(result, action)).toEqual({ ok: true })
      const view = await driver.waitForModal('ben', (modal) => drawn(modal).includes(text))
      await ben.close(view)
    }
  })

  it('says so where the audit is no longer kept', async () => {
    const { driver, runs, reports } = await bot()
    await driver.person('ana').slash('/sagemaker audit', { channel: CHANNEL })
    await driver.waitForMessage(says('Auditing SageMaker'))
    runs[0]?.finish({ outcome: 'report', report })
    const result = await driver.waitForMessage(says('1 finding fails'))
    reports.clear()
    await driver.person('ben').click(result, 'audit:findings')
    const gone = await driver.waitForModal('ben', (modal) => drawn(modal).includes('no longer kept'))
    await driver.person('ben').click(gone, 'run:command')
    await driver.waitFor(() => (runs.length === 2 ? true : undefined), 'a second run')
  })

  it('lets two people who ask at once share one run, and points the second to it', async () => {
    const { driver, runs } = await bot()
    const [ana, ben] = [driver.person('ana'), driver.person('ben')]
    await Promise.all([
      ana.slash('/sagemaker audit notebooks', { channel: CHANNEL }),
      ben.slash('/sagemaker audit notebooks', { channel: CHANNEL }),
    ])
    await driver.waitForMessage(says('already running'))
    expect(runs).toHaveLength(1)
    expect(driver.messages(CHANNEL).filter(says('Auditing SageMaker'))).toHaveLength(1)
    runs[0]?.finish({ outcome: 'report', report })
    await driver.waitForMessage(says('1 finding fails'))
  })

  it('reports to both where they asked in different channels', async () => {
    const { driver, runs } = await bot()
    await driver.person('ana').slash('/sagemaker audit', { channel: CHANNEL })
    await driver.waitForMessage(says('Auditing SageMaker'))
    await driver.person('ben').slash('/sagemaker audit', { channel: 'C0SMALERT1' })
    await driver.waitForMessage(says('joined a run'))
    expect(runs).toHaveLength(1)
    runs[0]?.finish({ outcome: 'report', report })
    await driver.waitForMessage((m) => m.channel === CHANNEL && says('1 finding fails')(m))
    await driver.waitForMessage((m) => m.channel === 'C0SMALERT1' && says('1 finding fails')(m))
  })

  it.each([
    ['C0GENERAL1', 'invite me with'],
    ['C0GLOBEXS1', 'shared with another organisation'],
    ['C0OLDPROJ1', 'archived'],
    ['D0ANADEV01', 'does not let me write'],
  ])('goes to a direct message from %s and says why', async (channel, why) => {
    const { driver, runs, slack } = await bot()
    await driver.person('ana').slash('/sagemaker audit', { channel })
    const posted = await driver.waitForMessage(says('Auditing SageMaker'))
    expect(slack.world.directory.place(posted.channel)?.kind).toBe('im')
    expect(posted.channel).not.toBe(channel)
    const word = await driver.waitForMessage(says(why))
    expect(word).toMatchObject({ channel, onlyFor: driver.person('ana').person.id })
    runs[0]?.finish({ outcome: 'report', report })
    await driver.waitForMessage((m) => m.ts === posted.ts && says('1 finding fails')(m))
  })

  it('gives the last word even where Slack limits the rate in the middle', async () => {
    const { driver, runs, slack, time } = await bot({ workspace: { rateLimits: true } })
    await driver.person('ana').slash('/sagemaker audit', { channel: CHANNEL })
    const first = await driver.waitForMessage(says('Auditing SageMaker'))
    await useUpUpdates(slack, first)
    const limitedAt = time()
    runs[0]?.tell({ done: 3 })
    runs[0]?.finish({ outcome: 'report', report })
    const result = await driver.waitForMessage(says('1 finding fails'))
    expect(result.ts).toBe(first.ts)
    expect(time() - limitedAt).toBeGreaterThanOrEqual(1000)
  })

  it('posts the result anew where its message is gone', async () => {
    const { driver, runs, slack } = await bot()
    await driver.person('ana').slash('/sagemaker audit', { channel: CHANNEL })
    const first = await driver.waitForMessage(says('Auditing SageMaker'))
    slack.world.messages.remove(first)
    runs[0]?.finish({ outcome: 'report', report })
    const result = await driver.waitForMessage(says('1 finding fails'))
    expect(result.ts).not.toBe(first.ts)
    await driver.waitFor(() => (driver.thread(result.ts).length === 2 ? true : undefined), 'the thread')
  })

  it('says with an id that an audit failed, and keeps the reason to the log', async () => {
    const { driver, runs, lines, openJobs } = await bot()
    await driver.person('ana').slash('/sagemaker audit', { channel: CHANNEL })
    await driver.waitForMessage(says('Auditing SageMaker'))
    runs[0]?.fail(new Error('arn:aws:iam::111122223333:role/secret is wrong'))
    const message = await driver.waitForMessage(says('did not finish'))
    expect(drawn(message)).toContain('job1')
    expect(drawn(message)).not.toContain('arn:aws')
    expect(lines.filter(({ level }) => level === 'error')).toMatchObject([{ fields: { job: 'job1' } }])
    await openJobs.whenOpen(0)
  })

  it('attaches the whole list where the thread cannot hold it', async () => {
    const { driver, runs, slack } = await bot()
    const findings = manyFindings(3000, manyChecks(3), (i) => ({
      name: i === 0 ? hostileName : `train-${i}`,
      evidence: 'VolumeKmsKeyId is not set',
      status: 'fail',
    }))
    await driver.person('ana').slash('/sagemaker audit', { channel: CHANNEL })
    const first = await driver.waitForMessage(says('Auditing SageMaker'))
    runs[0]?.finish({ outcome: 'report', report: aReport({ findings }) })
    const upload = await driver.waitForMessage((m) => m.threadTs === first.ts && m.files.length === 1)
    const file = slack.world.files.find(upload.files[0] ?? '')
    const csv = Buffer.from(file?.content ?? '', 'base64').toString()
    expect(csv.trim().split('\r\n')).toHaveLength(3001)
    expect(driver.thread(first.ts).length).toBeLessThanOrEqual(10)
  })
})

describe('words that are not understood', () => {
  it.each([
    ['/sagemaker', 'is SageMaker set up securely'],
    ['/sagemaker help', 'is SageMaker set up securely'],
    ['/sagemaker adit notebooks', 'There is no'],
    ['/sagemaker explain', 'checks in'],
    ['/sagemaker explain notebook-no-direct-internet', 'Why it matters'],
    ['/sagemaker explain notebook-no-direct-intrnet', 'Did you mean'],
    ['/sagemaker audit notbooks', 'I cannot audit that scope'],
  ])('%s is answered to the asker alone', async (typed, answer) => {
    const { driver } = await bot()
    const ana = driver.person('ana')
    await ana.slash(typed, { channel: CHANNEL })
    const message = await driver.waitForMessage(says(answer))
    expect(message.onlyFor).toBe(ana.person.id)
  })

  it('offers buttons with the command put right, and does it', async () => {
    const { driver, runs } = await bot()
    const ana = driver.person('ana')
    await ana.slash('/sagemaker adit notebooks', { channel: CHANNEL })
    await ana.click(await driver.waitForMessage(says('Did you mean')), 'run:command')
    await driver.waitForMessage(says('Auditing SageMaker'))
    expect(runs[0]?.words).toEqual(['notebooks'])
  })
})

describe('who may use it', () => {
  it('refuses a guest who types', async () => {
    const { driver, runs } = await bot()
    await driver.person('gus').slash('/sagemaker audit', { channel: CHANNEL })
    const word = await driver.waitForMessage(says('Guests cannot use me'))
    expect(word.onlyFor).toBe(driver.person('gus').person.id)
    expect(runs).toHaveLength(0)
  })

  it('refuses guests and people of other organisations who press buttons', async () => {
    const { driver, runs, slack } = await bot()
    await driver.person('ana').slash('/sagemaker audit', { channel: CHANNEL })
    await driver.waitForMessage(says('Auditing SageMaker'))
    runs[0]?.finish({ outcome: 'report', report })
    const result = await driver.waitForMessage(says('1 finding fails'))
    await driver.person('gus').click(result, 'audit:findings')
    await driver.waitForMessage(says('Guests cannot use me'))
    const shared = slack.world.messages.post({
      channel: 'C0GLOBEXS1',
      user: slack.world.app.botUserId,
      fromApp: true,
      text: result.text,
      blocks: result.blocks,
    })
    await driver.person('eve').click(shared, 'audit:findings')
    await driver.waitForMessage(says('Only people of the workspace'))
    expect(driver.person('gus').modal()).toBeUndefined()
    expect(driver.person('eve').modal()).toBeUndefined()
  })
})

describe('the Home tab', () => {
  it('shows what can be done, and its buttons answer in a direct message', async () => {
    const { driver, runs } = await bot()
    const ana = driver.person('ana')
    await ana.openHome()
    const home = await driver.waitForHome('ana', (view) => drawn(view).includes('set up securely'))
    await ana.click(home, 'run:command', { value: 'audit' })
    await driver.waitForMessage(says('Auditing SageMaker'))
    expect(runs).toHaveLength(1)
  })

  it('tells a guest that it is not for guests', async () => {
    const { driver } = await bot()
    await driver.person('gus').openHome()
    await driver.waitForHome('gus', (view) => drawn(view).includes('Guests cannot use me'))
  })
})

function placeId(slack: SlackWorkspace, channel: string): string {
  const place = slack.world.directory.place(channel)
  if (!place) throw new Error(`There is no channel ${channel}.`)
  return place.id
}

/** The process after the one that was killed. */
async function startNext(slack: SlackWorkspace, services: Services) {
  const quiet = () => undefined
  const next = await startSlack({
    kept: memoryKept(),
    services,
    config: {
      slack: { mode: 'socket', botToken: slack.botToken, appToken: slack.appToken },
      slackApiUrl: slack.apiUrl,
    },
    logger: { info: quiet, warn: quiet, error: quiet },
    clock: Date.now,
    newId: () => 'next1',
  })
  if (!next.ok) throw new Error(next.error.line)
  ended.push(next.value.stop)
  return next.value
}

describe('two audits of one scope in the same moment', () => {
  it('share one run and one message; the second person is pointed to it', async () => {
    const { driver, runs } = await bot()
    const [ana, ben] = [driver.person('ana'), driver.person('ben')]
    const where = { channel: CHANNEL }
    await Promise.all([ana.slash('/sagemaker audit', where), ben.slash('/sagemaker audit', where)])
    await driver.waitForMessage((m) => m.onlyFor !== undefined && m.text.includes('already'))
    expect(driver.messages(CHANNEL).filter(says('Auditing SageMaker'))).toHaveLength(1)
    expect(runs).toHaveLength(1)
  })
})

describe('after a crash', () => {
  it('says in the message that waited that it was interrupted, and offers to run it again', async () => {
    const dead = await bot()
    await dead.driver.person('ana').slash('/sagemaker audit notebooks', { channel: CHANNEL })
    const waiting = await dead.driver.waitForMessage(says('Auditing SageMaker'))
    await dead.openJobs.whenOpen(1)
    await dead.running.stop()
    const openJobs = memoryJobs([...dead.openJobs.jobs.values()])
    const held = services(checks, heldAudits(), openJobs)
    const next = await startNext(dead.slack, held.services)
    await next.repaired
    const repaired = await dead.driver.waitForMessage(says('interrupted'))
    expect(repaired.ts).toBe(waiting.ts)
    expect(openJobs.jobs.size).toBe(0)
    await dead.driver.person('ben').click(repaired, 'run:command')
    await dead.driver.waitFor(() => held.runs[0], 'the run')
    expect(held.runs[0]?.words).toEqual(['notebooks'])
  })

  it.each([
    ['where it was asked', CHANNEL, CHANNEL],
    ['to the person alone where the channel is shared with others', 'acme-globex', 'direct'],
    ['to the person alone where it was asked on the Home tab', undefined, 'direct'],
  ])('says it in a new message where the first one was not known yet: %s', async (_, asked, told) => {
    const { driver, slack } = await bot()
    const ana = driver.person('ana').person.id
    const place = asked === undefined ? undefined : placeId(slack, asked)
    const left = { id: 'j1', text: 'audit', userId: ana, startedAt: 1, ...(place && { channelId: place }) }
    const openJobs = memoryJobs([left])
    const next = await startNext(slack, services(checks, heldAudits(), openJobs).services)
    await next.repaired
    const message = await driver.waitForMessage(says('interrupted'))
    expect(message.channel.startsWith('D') ? 'direct' : message.channel).toBe(told)
    expect(openJobs.jobs.size).toBe(0)
  })
})

describe('a start with wrong settings', () => {
  it.each([
    ['botToken', 'bot-token', 'SLACK_BOT_TOKEN'],
    ['appToken', 'app-token', 'SLACK_APP_TOKEN'],
  ] as const)('is one clear line for a wrong %s', async (which, code, setting) => {
    const slack = await startSlackWorkspace({ port: 0, manifest })
    ended.push(slack.close)
    const lines: string[] = []
    const keep = (_: object, line: string): void => void lines.push(line)
    const tokens = { botToken: slack.botToken, appToken: slack.appToken, [which]: 'xoxb-wrong-secret' }
    const started = await startSlack({
      kept: memoryKept(),
      services: services(checks).services,
      config: { slack: { mode: 'socket', ...tokens }, slackApiUrl: slack.apiUrl },
      logger: { info: keep, warn: keep, error: keep },
      clock: Date.now,
      newId: () => 'x',
    })
    if (started.ok) throw new Error('it started')
    expect(started.error.code).toBe(code)
    expect(started.error.line).toContain(setting)
    expect(started.error.line).not.toContain('secret')
    expect(lines).toEqual([])
  })
})

describe('over HTTP', () => {
  it('answers the same, from signed requests', async () => {
    const slack = await startSlackWorkspace({ port: 0, manifest })
    ended.push(slack.close)
    const quiet = () => undefined
    const held = services(checks)
    const started = await startSlack({
      kept: memoryKept(),
      services: held.services,
      config: {
        slack: {
          mode: 'http',
          botToken: slack.botToken,
          signingSecret: slack.signingSecret,
          port: 0,
          host: '127.0.0.1',
        },
        slackApiUrl: slack.apiUrl,
      },
      logger: { info: quiet, warn: quiet, error: quiet },
      clock: Date.now,
      newId: () => 'x',
    })
    if (!started.ok) throw new Error(started.error.line)
    ended.push(started.value.stop)
    expect(await slack.useRequestUrl(`http://127.0.0.1:${started.value.port}/slack/events`)).toBe(true)
    await slack.driver.person('ana').slash('/sagemaker audit', { channel: CHANNEL })
    await slack.driver.waitForMessage(says('Auditing SageMaker'))
    held.runs[0]?.finish({ outcome: 'report', report })
    await slack.driver.waitForMessage(says('1 finding fails'))
  })
})
