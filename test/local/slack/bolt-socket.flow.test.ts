import { App, LogLevel } from '@slack/bolt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SlackWorkspace, startSlackWorkspace } from '../../../infra/local/slack/server.ts'

const manifest = {
  display_information: { name: 'Greeter' },
  features: {
    bot_user: { display_name: 'Greeter' },
    shortcuts: [{ name: 'Greet', type: 'message', callback_id: 'greet_this', description: 'Greets' }],
    slash_commands: [
      { command: '/greet', description: 'Greets', usage_hint: '[name]', should_escape: true },
      { command: '/silent', description: 'Never answers' },
    ],
  },
  oauth_config: { scopes: { bot: ['commands', 'chat:write', 'users:read'] } },
  settings: { event_subscriptions: { bot_events: ['app_home_opened'] } },
}

let workspace: SlackWorkspace
let app: App

const modal = {
  type: 'modal' as const,
  callback_id: 'greeting',
  title: { type: 'plain_text' as const, text: 'Greeting' },
  submit: { type: 'plain_text' as const, text: 'Send' },
  blocks: [
    {
      type: 'input',
      block_id: 'words',
      label: { type: 'plain_text' as const, text: 'Words' },
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
    {
      type: 'input',
      block_id: 'tone',
      optional: true,
      label: { type: 'plain_text' as const, text: 'Tone' },
      element: { type: 'external_select' as const, action_id: 'tone', min_query_length: 0 },
    },
  ],
}

beforeAll(async () => {
  workspace = await startSlackWorkspace({ port: 0, manifest, ackWithinMs: 500 })
  app = new App({
    token: workspace.botToken,
    appToken: workspace.appToken,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    convoStore: false,
    clientOptions: { slackApiUrl: workspace.apiUrl },
  })
  app.command('/greet', async ({ ack, client, command }) => {
    await ack()
    const posted = await client.chat.postMessage({ channel: command.channel_id, text: 'Working…' })
    await client.chat.update({
      channel: command.channel_id,
      ts: posted.ts ?? '',
      text: `Hello ${command.text}`,
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: `Hello ${command.text}` } },
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'again', text: { type: 'plain_text', text: 'Again' } }],
        },
      ],
    })
  })
  app.action('again', async ({ ack, body, client }) => {
    await ack()
    if (body.type === 'block_actions') await client.views.open({ trigger_id: body.trigger_id, view: modal })
  })
  app.shortcut({ type: 'message_action', callback_id: 'greet_this' }, async ({ ack, shortcut, client }) => {
    await ack()
    if (shortcut.type !== 'message_action') return
    const { channel, message, message_ts, user } = shortcut
    await client.chat.postMessage({
      channel: channel.id,
      thread_ts: message_ts,
      text: `${user.name} greets: ${message.text}`,
    })
  })
  app.options('tone', async ({ ack, payload }) => {
    const text = { type: 'plain_text' as const, text: `tone ${payload.value}` }
    await ack({ options: [{ text, value: 'warm' }] })
  })
  app.view('greeting', async ({ ack, view, client, body }) => {
    const words = view.state.values.words?.text?.value
    if (words === 'rude') return ack({ response_action: 'errors', errors: { words: 'Be kind.' } })
    await ack()
    await client.chat.postMessage({ channel: body.user.id, text: `Sent: ${words}` })
  })
  app.event('app_home_opened', async ({ client, event }) => {
    const text = { type: 'mrkdwn' as const, text: `Home of <@${event.user}>` }
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [{ type: 'section', text }] },
    })
  })
  await app.start()
})

afterAll(async () => {
  await app.stop()
  await workspace.close()
})

test('a Bolt app in Socket Mode answers a command, opens a modal, refuses a field, and takes the corrected one', async () => {
  const { driver } = workspace
  const ana = driver.person('ana')

  expect(await ana.slash('/greet @ben', { channel: 'ml-platform' })).toEqual({ ok: true })
  const greeting = await driver.waitForMessage((each) => each.text.startsWith('Hello <@'))
  expect(greeting.text).toBe('Hello <@U0BENCART1|ben>')
  expect(greeting.edited).toBeDefined()

  expect(await ana.click(greeting, 'again')).toEqual({ ok: true })
  const view = await driver.waitForModal('ana')
  expect(await ana.submit(view)).toMatchObject({ ok: false, fields: { words: expect.any(String) } })
  expect(await ana.submit(view, { text: 'rude' })).toMatchObject({ ok: false, fields: { words: 'Be kind.' } })
  expect(ana.modal()).toBeDefined()

  const offered = await ana.options(view, 'tone', 'soft')
  expect(offered).toMatchObject({ ok: true, groups: [{ options: [{ value: 'warm' }] }] })

  expect(await ana.submit(view, { text: 'kind words' })).toEqual({ ok: true })
  expect(ana.modal()).toBeUndefined()
  const sent = await driver.waitForMessage((each) => each.text === 'Sent: kind words')
  expect(sent.channel).toBe('D0ANARUIZ1')
})

test('a shortcut of a message brings the message, to members alone and not from what only one person sees', async () => {
  const { driver } = workspace
  const [ana, eve] = [driver.person('ana'), driver.person('eve')]
  const said = await ana.say('Good morning', { channel: 'acme-globex' })
  expect(await ana.shortcut(said, 'greet_this')).toEqual({ ok: true })
  const answer = await driver.waitForMessage(({ text }) => text === 'ana greets: Good morning')
  expect(answer.threadTs).toBe(said.ts)
  expect(await ana.shortcut(said, 'greet_all')).toMatchObject({ ok: false })
  expect(await eve.shortcut(said, 'greet_this')).toMatchObject({ ok: false })
  expect(await ana.shortcut({ ...said, onlyFor: ana.person.id }, 'greet_this')).toMatchObject({ ok: false })
})

test('opening the Home tab makes the app publish it', async () => {
  await workspace.driver.person('chloe').openHome()
  const home = await workspace.driver.waitForHome('chloe')
  expect(JSON.stringify(home.content)).toContain('Home of <@U0CHLOEDU1>')
})

test('a command that the app does not acknowledge in time fails in the words of Slack', async () => {
  const ben = workspace.driver.person('ben')
  expect(await ben.slash('/silent', { channel: 'ml-platform' })).toMatchObject({
    ok: false,
    error: '/silent failed with the error "operation_timeout"',
  })
})

test('after a refresh the app comes back on a new connection', async () => {
  workspace.refreshConnections()
  await workspace.driver.waitFor(
    () => (workspace.connections() === 0 ? true : undefined),
    'the old connection to close',
  )
  await workspace.driver.waitFor(
    () => (workspace.connections() > 0 ? true : undefined),
    'a new connection',
    20_000,
  )
  expect(await workspace.driver.person('dev').slash('/greet', { channel: 'ml-platform' })).toEqual({
    ok: true,
  })
})
