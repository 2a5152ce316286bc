import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { startSlackWorkspace } from '../../../infra/local/slack/server.ts'
import type { Message as Posted } from '../../../infra/local/slack/shapes.ts'
import type { SlackSide } from '../../../infra/run/granting/slack-side.ts'
import { startSlack } from '../../../infra/run/slack.ts'
import type { Asking } from '../../../src/base/asking.ts'
import type { ShowAlert } from '../../../src/watch/ports.ts'
import { ANA, anAcmePolicy, fakeAccess } from '../../support/access.ts'
import { anAlert, heldAlerts } from '../../support/alerts.ts'
import { aDigest } from '../../support/digests.ts'
import { anAsked, anEntitlement } from '../../support/grants.ts'
import { by } from '../../support/grants-world.ts'
import { knocks, recordedLine } from '../../support/recorded-line.ts'
import { aCheck, aFinding, aReport } from '../../support/report.ts'
import { memoryKept } from '../../support/unsent.ts'
import { drawn } from '../../support/workspace-bot.ts'
import { keptLog } from '../fake-slack.ts'
import { services } from '../held-audits.ts'

const manifest: unknown = parse(readFileSync(new URL('../../../manifest.yml', import.meta.url), 'utf8'))
const CHANNEL = 'C0MLPLATF1'
const report = aReport({ id: 'rep1', findings: [aFinding()] })
const ended: Array<() => Promise<unknown>> = []

afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

/** The whole Slack side in a workspace with rate limits; everything it says goes to one channel, and time moves on where it waits. */
async function crowdedChannel() {
  let ahead = 0
  const clock = () => Date.now() + ahead
  const slack = await startSlackWorkspace({ port: 0, manifest, clock, rateLimits: true, redeliver: true })
  const line = await recordedLine(slack.apiUrl, clock)
  ended.push(slack.close, line.close)
  const log = keptLog()
  const now = Math.floor(clock() / 1000)
  const access = {
    ...fakeAccess({ policy: anAcmePolicy(), now }),
    channels: { approvals: CHANNEL, announcements: CHANNEL },
  }
  access.world.entitlement = anEntitlement()
  const { alerting } = heldAlerts({})
  let show: ShowAlert | undefined
  let side: SlackSide | undefined
  const held = services([aCheck()])
  let id = 0
  const started = await startSlack({
    services: { ...held.services, access },
    kept: memoryKept(),
    watching: {
      alerts: alerting,
      attach: (attached) => {
        show = attached
      },
    },
    granting: {
      services: access,
      shown: access,
      settings: {
        policy: anAcmePolicy(),
        channels: { approvals: CHANNEL },
        reminders: { afterSeconds: [] },
        switchedOn: [],
        boundary: 'boundary',
      },
      attach: (attached) => {
        side = attached
      },
      tend: async () => undefined,
      close: async () => undefined,
    },
    config: {
      slack: { mode: 'socket', botToken: slack.botToken, appToken: slack.appToken },
      slackApiUrl: line.apiUrl,
    },
    logger: log,
    clock,
    newId: () => `job${++id}`,
    wait: async (ms) => {
      ahead += ms
      await new Promise((resolve) => setImmediate(resolve))
    },
  })
  if (!started.ok) throw new Error(started.error.line)
  ended.push(started.value.stop)
  if (!show || !side) throw new Error('nothing was attached')
  return { slack, driver: slack.driver, line, log, access, show, side, now, ...held, running: started.value }
}

type Crowd = Awaited<ReturnType<typeof crowdedChannel>>

const UNNOTED: Asking = { begins: async () => undefined, wasInVain: async () => undefined }
const NUMBERS = [1, 2, 3, 4]

const alertsOf = ({ show, now }: Crowd) =>
  NUMBERS.map((n) =>
    show({
      alert: anAlert({ id: `alert${n}`, subject: `trail-${n}` }),
      to: { channel: CHANNEL, by: ANA, at: now },
      message: undefined,
      mayBeTwice: false,
      asking: UNNOTED,
    }),
  )

async function grantsOf({ access, side }: Crowd): Promise<void> {
  for (const n of NUMBERS) {
    const asked = await access.access.grants.request(by(ANA), `g${n}`, anAsked())
    if (!asked.ok) throw new Error(JSON.stringify(asked.error))
  }
  await Promise.all(NUMBERS.map((n) => side.show(access.grant(`g${n}`))))
}

async function factorsOf({ side }: Crowd): Promise<void> {
  for (const n of NUMBERS)
    await side.announceFactor(ANA, {
      change: 'removed',
      factor: { id: `key-${n}`, method: 'passkey', label: `Key ${n}`, enrolledAt: 1 },
    })
}

const driftOf = ({ side }: Crowd) =>
  side.tellOnce(NUMBERS.map((n) => ({ about: `role ${n}`, drift: `Role ${n} changed`, isGone: n > 2 })))

async function digestOf({ running: { digestOut } }: Crowd): Promise<void> {
  const digest = aDigest({ day: '2026-11-23' })
  const posted = await digestOut.post(CHANNEL, digest, UNNOTED)
  if (!posted.ok) throw new Error(posted.error)
  const place = { channel: CHANNEL, ts: posted.value }
  await digestOut.fillThread(place, { digest, report }, 0, async () => undefined)
}

async function auditOf({ driver, runs }: Crowd): Promise<void> {
  await driver.person('ana').slash('/sagemaker audit notebooks', { channel: CHANNEL })
  const run = await driver.waitFor(() => runs[0], 'the run')
  for (const done of [1, 2, 3]) run.tell({ done })
  run.finish({ outcome: 'report', report })
  await driver.waitForMessage((m) => drawn(m).includes('1 finding fails'))
}

const times = (messages: readonly Posted[], text: string) =>
  messages.filter((message) => drawn(message).includes(text)).length

/** The workspace limits how often an app connects, too. */
const isAboutConnecting = (message: string) => /WSS URL|connection to Slack/.test(message)

describe('one channel, into which everybody sends at once', () => {
  it('gets every message once, each sender’s in order, and nobody knocks while Slack wants quiet', async () => {
    const crowd = await crowdedChannel()
    await Promise.all([
      auditOf(crowd),
      grantsOf(crowd),
      digestOf(crowd),
      driftOf(crowd),
      factorsOf(crowd),
      ...alertsOf(crowd),
    ])
    const posted = crowd.driver.messages(CHANNEL).filter((m) => m.fromApp && m.threadTs === undefined)
    for (const n of NUMBERS) {
      expect.soft(times(posted, `trail-${n}`)).toBe(1)
      expect.soft(times(posted, `Role ${n} changed`)).toBe(1)
      expect.soft(times(posted, `removed a passkey (\`Key ${n}\`)`)).toBe(1)
    }
    expect.soft(times(posted, 'SageMaker audit: 1 finding fails')).toBe(1)
    expect.soft(times(posted, 'SageMaker, Mon 23 Nov')).toBe(1)
    expect.soft(times(posted, 'asks for access')).toBe(4)
    expect.soft(posted).toHaveLength(1 + 4 + 1 + 4 + 4 + 4)
    const keys = posted.flatMap((m) => drawn(m).match(/Key \d/g) ?? [])
    expect(keys).toEqual(['Key 1', 'Key 2', 'Key 3', 'Key 4'])
    const names = crowd.line.calls.flatMap(({ name, status }) =>
      name !== null && status === 200 ? [name] : [],
    )
    expect(new Set(names).size).toBe(names.length)
    expect(knocks(crowd.line.calls)).toEqual([])
    const limited = crowd.line.calls.filter(
      ({ status, method }) => status === 429 && method.startsWith('chat.'),
    )
    // The burst that Slack allows, one word that it was too much, and then its pace.
    expect(limited.map(({ channel }) => channel)).toEqual([CHANNEL])
    expect(crowd.log.lines.filter(({ message }) => !isAboutConnecting(message))).toEqual([])
  })
})

describe('an alert that may have been posted in the instant in which the bot was killed', () => {
  it('is posted under its name again, of which Slack makes no second message', async () => {
    const crowd = await crowdedChannel()
    const [first, again] = [alertsOf(crowd)[0], alertsOf(crowd)[0]]
    const places = await Promise.all([first, again])
    expect(places[0]).toEqual(places[1])
    expect(times(crowd.driver.messages(CHANNEL), 'trail-1')).toBe(1)
  })
})
