import { App } from '@slack/bolt'
import { afterEach, describe, expect, it } from 'vitest'
import { type SlackWorkspaceOptions, startSlackWorkspace } from '../../../infra/local/slack/server.ts'
import { boltLogger } from '../../../infra/run/slack-log.ts'
import { createSocketReceiver } from '../../../src/slack/receiving/sockets.ts'
import { keptLog } from '../fake-slack.ts'

const ended: Array<() => Promise<unknown>> = []
const manifest = { features: { slash_commands: [{ command: '/ping', description: 'x' }] } }

afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

async function connected(options: Partial<SlackWorkspaceOptions> = {}) {
  const workspace = (more = {}) => startSlackWorkspace({ port: 0, manifest, ...options, ...more })
  const slack = await workspace()
  const log = keptLog()
  const waits: number[] = []
  let pinged = 0
  const receiver = createSocketReceiver({
    appToken: slack.appToken,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
    logger: boltLogger(log),
    log,
    wait: async (ms) => {
      waits.push(ms)
      await new Promise((resolve) => setTimeout(resolve, 5))
    },
    connections: 2,
  })
  const app = new App({
    receiver,
    convoStore: false,
    logger: boltLogger(log),
    authorize: async () => ({ botToken: slack.botToken }),
  })
  app.command('/ping', async ({ ack }) => {
    pinged++
    await ack()
  })
  await app.start()
  ended.push(() => app.stop())
  return { slack, workspace, app, log, waits, pings: () => pinged }
}

describe('Socket Mode', () => {
  it('holds two connections, and both again after Slack renewed them', async () => {
    const { slack, pings } = await connected()
    ended.unshift(slack.close)
    await slack.driver.waitFor(() => (slack.connections() === 2 ? true : undefined), 'two connections')
    const before = slack.connections()
    slack.refreshConnections()
    await slack.driver.waitFor(() => (slack.connections() < before ? true : undefined), 'the renewal')
    await slack.driver.waitFor(() => (slack.connections() === 2 ? true : undefined), 'two connections again')
    await slack.driver.person('ana').slash('/ping', { channel: 'C0MLPLATF1' })
    expect(pings()).toBe(1)
  })

  it('starts with one where Slack limits the rate, and asks for the other later', async () => {
    const { slack, waits } = await connected({ rateLimits: true })
    ended.unshift(slack.close)
    await expect.poll(() => waits.length).toBeGreaterThan(0)
    expect(waits[0]).toBeGreaterThanOrEqual(10_000)
    expect(slack.connections()).toBe(1)
  })

  it('ends at once, whatever the other side does', async () => {
    const { slack, app, waits } = await connected()
    ended.unshift(slack.close)
    await slack.driver.waitFor(() => (slack.connections() === 2 ? true : undefined), 'two connections')
    await app.stop()
    expect(waits.every((ms) => ms <= 200)).toBe(true)
    await slack.driver.waitFor(() => (slack.connections() === 0 ? true : undefined), 'no connection')
  })

  it('lives on while Slack cannot be reached, and comes back', async () => {
    const { slack, workspace, waits, pings } = await connected()
    await slack.driver.waitFor(() => (slack.connections() === 2 ? true : undefined), 'two connections')
    const port = Number(new URL(slack.url).port)
    await slack.close()
    await expect.poll(() => waits.length, { timeout: 5000 }).toBeGreaterThan(3)
    const again = await workspace({ port, botToken: slack.botToken, appToken: slack.appToken })
    ended.unshift(again.close)
    await again.driver.waitFor(() => (again.connections() === 2 ? true : undefined), 'two connections again')
    await again.driver.person('ana').slash('/ping', { channel: 'C0MLPLATF1' })
    expect(pings()).toBe(1)
  })
})
