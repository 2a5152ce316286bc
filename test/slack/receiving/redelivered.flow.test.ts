import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { startSlackWorkspace } from '../../../infra/local/slack/server.ts'
import { startSlack } from '../../../infra/run/slack.ts'
import { heldAlerts } from '../../support/alerts.ts'
import { aCheck, aFinding, aReport } from '../../support/report.ts'
import { memoryKept } from '../../support/unsent.ts'
import { drawn, ML_PLATFORM, shows } from '../../support/workspace-bot.ts'
import { keptLog } from '../fake-slack.ts'
import { services } from '../held-audits.ts'

const manifest: unknown = parse(readFileSync(new URL('../../../manifest.yml', import.meta.url), 'utf8'))
const ended: Array<() => Promise<unknown>> = []

afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

/** Hands every signed request on so many times, word for word; the first answer counts. `lose`: the next one is lost. */
async function repeatingLine(times: number) {
  let target = ''
  let toLose = 0
  let lost = 0
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    if (lost < toLose) {
      lost++
      response.writeHead(503).end()
      return
    }
    const kept = Object.entries(request.headers).filter(([name]) => /^x-slack-|^content-type$/.test(name))
    const headers = kept.map(([name, value]): [string, string] => [name, String(value)])
    const again = () =>
      fetch(target, {
        method: 'POST',
        headers,
        body: new Uint8Array(Buffer.concat(chunks)),
      })
    const answers = await Promise.all(Array.from({ length: times }, again))
    const texts = await Promise.all(answers.map((answer) => answer.text()))
    const type = answers[0]?.headers.get('content-type') ?? 'application/json'
    response.writeHead(answers[0]?.status ?? 500, { 'content-type': type }).end(texts[0])
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    lost: () => lost,
    loseNext: () => {
      toLose = lost + 1
    },
    handTo: (address: string) => {
      target = address
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The bot over HTTP in a workspace that sends again what was not acknowledged, on a line that repeats everything. */
async function repeated(times: number) {
  const line = await repeatingLine(times)
  const slack = await startSlackWorkspace({
    port: 0,
    manifest,
    redeliver: true,
    retryAfterMs: [50, 100, 200],
  })
  ended.push(slack.close, line.close)
  const held = services([aCheck()])
  const { alerting, asked } = heldAlerts({})
  let id = 0
  const started = await startSlack({
    services: { ...held.services, alerts: alerting },
    kept: memoryKept(),
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
    logger: keptLog(),
    clock: Date.now,
    newId: () => `job${++id}`,
  })
  if (!started.ok) throw new Error(started.error.line)
  ended.push(started.value.stop)
  line.handTo(`http://127.0.0.1:${started.value.port}/slack/events`)
  const { useRequestUrl: sendTo } = slack
  if (!(await sendTo(line.url))) throw new Error('the bot is not reached')
  return { slack, driver: slack.driver, line, asked, ...held }
}

describe('what Slack delivers three times', () => {
  it('is done once: a command, and the press of a button', async () => {
    const { driver, runs, asked } = await repeated(3)
    const ana = driver.person('ana')
    await ana.slash('/sagemaker audit notebooks', { channel: ML_PLATFORM })
    await driver.waitForMessage(shows('Auditing SageMaker'))
    runs[0]?.finish({ outcome: 'report', report: aReport({ id: 'rep1', findings: [aFinding()] }) })
    await driver.waitForMessage(shows('1 finding fails'))
    await ana.slash('/sagemaker adit notebooks', { channel: ML_PLATFORM })
    await ana.click(await driver.waitForMessage(shows('Did you mean')), 'run:command')
    const run = await driver.waitFor(() => runs[1], 'the second run')
    run.finish({ outcome: 'report', report: aReport({ id: 'rep2', findings: [aFinding()] }) })
    await ana.slash('/sagemaker alerts here', { channel: ML_PLATFORM })
    await driver.waitForMessage(shows('turned alerts on here'))
    await driver.waitFor(
      () => driver.messages(ML_PLATFORM).filter(shows('1 finding fails')).length === 2 || undefined,
      'both results',
    )
    expect(runs).toHaveLength(2)
    expect(asked).toEqual([['subscribe', ML_PLATFORM, expect.anything()]])
    expect(
      driver
        .messages(ML_PLATFORM)
        .map(drawn)
        .filter((text) => text.includes('turned alerts on')),
    ).toHaveLength(1)
  })
})

describe('an event that Slack could not deliver', () => {
  it('comes again, and is answered then', async () => {
    const { driver, line } = await repeated(2)
    line.loseNext()
    await driver.person('ana').openHome()
    await driver.waitForHome('ana', (view) => drawn(view).includes('set up securely'))
    expect(line.lost()).toBe(1)
  })
})
