import { createServer, type IncomingMessage, type Server } from 'node:http'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { afterEach, expect, test } from 'vitest'
import { type SlackWorkspace, startSlackWorkspace } from '../../../infra/local/slack/server.ts'
import { sign } from '../../../infra/local/slack/signature.ts'

const manifest = {
  display_information: { name: 'Greeter' },
  features: { slash_commands: [{ command: '/greet', description: 'Greets' }] },
  oauth_config: { scopes: { bot: ['commands', 'chat:write', 'files:write'] } },
  settings: { event_subscriptions: { bot_events: ['app_home_opened'] } },
}

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const start = async (
  more: Partial<Parameters<typeof startSlackWorkspace>[0]> = {},
): Promise<SlackWorkspace> => {
  const workspace = await startSlackWorkspace({ port: 0, manifest, ackWithinMs: 500, ...more })
  ends.push(workspace.close)
  return workspace
}

const portOf = (server: { address: Server['address'] }): number => {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server does not listen')
  return address.port
}

/** A server that answers every request with what `answer` says and remembers what came in. */
const listener = async (answer: (body: string, request: IncomingMessage) => number) => {
  const seen: { readonly headers: IncomingMessage['headers']; readonly body: string }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += String(part)
    seen.push({ headers: request.headers, body })
    response.writeHead(answer(body, request)).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(async () => server.close())
  return { seen, url: `http://127.0.0.1:${portOf(server)}/slack/events` }
}

test('a Bolt app behind HTTP proves its address, answers signed requests and uploads into a thread', async () => {
  const workspace = await start()
  const receiver = new HTTPReceiver({ signingSecret: workspace.signingSecret, logLevel: LogLevel.ERROR })
  const app = new App({
    receiver,
    token: workspace.botToken,
    logLevel: LogLevel.ERROR,
    convoStore: false,
    clientOptions: { slackApiUrl: workspace.apiUrl },
  })
  app.command('/greet', async ({ ack, client, command, respond }) => {
    await ack({ text: 'Working on it' })
    const { ts = '' } = await client.chat.postMessage({ channel: command.channel_id, text: 'Evidence' })
    await client.filesUploadV2({
      channel_id: command.channel_id,
      thread_ts: ts,
      filename: 'evidence.csv',
      content: 'a,b\n1,é',
    })
    await respond({ text: 'Done', response_type: 'in_channel' })
  })
  const server = await app.start(0)
  ends.push(() => app.stop())
  const url = `http://127.0.0.1:${portOf(server)}/slack/events`
  expect(await workspace.useRequestUrl(url)).toBe(true)

  const ben = workspace.driver.person('ben')
  expect(await ben.slash('/greet', { channel: 'ml-platform' })).toEqual({ ok: true })
  await workspace.driver.waitForMessage((each) => each.text === 'Done')
  expect(
    ben.sees('ml-platform').some((each) => each.text === 'Working on it' && each.onlyFor === ben.person.id),
  ).toBe(true)
  const parent = await workspace.driver.waitForMessage((each) => each.text === 'Evidence')
  const [reply] = workspace.driver.thread(parent.ts)
  const file = workspace.world.files.find(reply?.files[0] ?? '')
  expect(file).toMatchObject({ name: 'evidence.csv', mimetype: 'text/csv', completed: true })
  expect(Buffer.from(file?.content ?? '', 'base64').toString()).toBe('a,b\n1,é')
})

test('an app with another secret refuses what the workspace signs', async () => {
  const workspace = await start()
  const receiver = new HTTPReceiver({ signingSecret: 'another', logLevel: LogLevel.ERROR })
  const app = new App({
    receiver,
    token: workspace.botToken,
    logLevel: LogLevel.ERROR,
    convoStore: false,
    clientOptions: { slackApiUrl: workspace.apiUrl },
  })
  const server = await app.start(0)
  ends.push(() => app.stop())
  expect(await workspace.useRequestUrl(`http://127.0.0.1:${portOf(server)}/slack/events`)).toBe(false)
  expect(await workspace.driver.person('ana').slash('/greet', { channel: 'ml-platform' })).toMatchObject({
    ok: false,
    error: '/greet failed with the error "dispatch_failed"',
  })
})

test('requests carry Slack’s signature over time and body', async () => {
  const clock = () => Date.UTC(2026, 10, 23)
  const app = await listener(() => 200)
  const workspace = await start({ eventsUrl: app.url, clock })
  await workspace.driver.person('ana').slash('/greet there', { channel: 'ml-platform' })
  const [request] = app.seen
  const seconds = clock() / 1000
  expect(request?.headers['x-slack-request-timestamp']).toBe(String(seconds))
  expect(request?.headers['x-slack-signature']).toBe(
    sign(workspace.signingSecret, seconds, request?.body ?? ''),
  )
  expect(Object.fromEntries(new URLSearchParams(request?.body))).toMatchObject({
    command: '/greet',
    text: 'there',
    user_id: 'U0ANARUIZ1',
    is_enterprise_install: 'false',
  })
})

test('the signature is the one of Slack’s own example', () => {
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c'
  expect(sign('8f742231b10e8888abcd99yyyzzz85a5', 1531420618, body)).toBe(
    'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  )
})

test('an event that was refused comes again with its attempt and reason, until it is taken', async () => {
  let refusals = 2
  const app = await listener(() => {
    refusals -= 1
    return refusals < 0 ? 200 : 500
  })
  const workspace = await start({ eventsUrl: app.url, redeliver: true, retryAfterMs: [0, 0, 0] })
  await workspace.driver.person('ana').openHome()
  await expect.poll(() => app.seen.length).toBe(3)
  expect(
    app.seen.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]),
  ).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
    ['2', 'http_error'],
  ])
  const ids = app.seen.map(({ body }) => (JSON.parse(body) as { event_id: string }).event_id)
  expect(new Set(ids).size).toBe(1)
})

test('without redelivery an event is sent once', async () => {
  const app = await listener(() => 500)
  const workspace = await start({ eventsUrl: app.url, retryAfterMs: [0] })
  await workspace.driver.person('ana').openHome()
  await workspace.repeatLastEvent()
  expect(app.seen).toHaveLength(2)
  expect(app.seen[1]?.headers['x-slack-retry-num']).toBe('1')
})

test('who may do what: an external person presses buttons but has no commands, a guest sees one channel', async () => {
  const app = await listener(() => 200)
  const workspace = await start({ eventsUrl: app.url })
  const { driver } = workspace
  const eve = driver.person('eve')
  expect(await eve.slash('/greet', { channel: 'acme-globex' })).toMatchObject({ ok: false })
  expect(app.seen).toHaveLength(0)

  const button = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }
  const message = workspace.world.messages.post({
    channel: 'C0GLOBEXS1',
    user: 'U0APPBOT01',
    fromApp: true,
    text: 'x',
    blocks: [{ type: 'actions', elements: [button] }],
  })
  expect(await eve.click(message, 'go')).toEqual({ ok: true })
  const payload = JSON.parse(new URLSearchParams(app.seen[0]?.body).get('payload') ?? '') as object
  expect(payload).toMatchObject({ user: { team_id: 'T0GLOBEXCO' }, team: { id: 'T0ACMECORP' } })

  expect(driver.person('gus').sees('general')).toEqual([])
  expect(driver.person('gus').sees('ml-platform')).not.toEqual([])
})

test('an unknown command is answered by Slackbot', async () => {
  const workspace = await start()
  expect(await workspace.driver.person('ana').slash('/foo bar', { channel: 'ml-platform' })).toEqual({
    ok: false,
    error: '`/foo` is not a valid command.',
  })
})
