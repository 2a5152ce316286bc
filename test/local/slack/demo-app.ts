import { App, LogLevel, type types } from '@slack/bolt'
import { isObject, object, text } from '../../../infra/local/slack/json.ts'
import type { SlackWorkspace } from '../../../infra/local/slack/server.ts'
import { otherBlocks, planBlocks, reportBlocks, textBlocks } from './demo-blocks.ts'
import { homeView, policyModal, requestModal } from './demo-views.ts'

export const demoManifest = {
  display_information: { name: 'Sagewarden' },
  features: {
    bot_user: { display_name: 'Sagewarden' },
    shortcuts: [
      { name: 'Request access for this', type: 'message', callback_id: 'for_this', description: 'Asks.' },
      { name: 'Not of a message', type: 'global', callback_id: 'global', description: 'Is elsewhere.' },
      { name: 'Left unanswered', type: 'message', callback_id: 'unanswered', description: 'Goes wrong.' },
    ],
    slash_commands: [
      {
        command: '/sagemaker',
        description: 'Audit SageMaker, ask for access',
        usage_hint: 'audit | request | help',
        should_escape: true,
      },
      { command: '/sagemaker-help', description: 'What the bot can do' },
    ],
  },
  oauth_config: { scopes: { bot: ['commands', 'chat:write'] } },
  settings: { event_subscriptions: { bot_events: ['app_home_opened'] } },
}

/** A bot that shows one of everything: `/sagemaker audit|plan|blocks|text|whisper`. */
export const startDemoApp = async (workspace: SlackWorkspace): Promise<App> => {
  const app = new App({
    token: workspace.botToken,
    appToken: workspace.appToken,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    convoStore: false,
    clientOptions: { slackApiUrl: workspace.apiUrl },
  })
  const call = (method: string, args: object) => app.client.apiCall(method, { ...args })

  app.command('/sagemaker', async ({ ack, command }) => {
    await ack()
    const channel = command.channel_id
    if (command.text === 'whisper')
      return void (await call('chat.postEphemeral', {
        channel,
        user: command.user_id,
        text: 'Did you mean `audit`?',
      }))
    const blocks = { audit: reportBlocks, plan: planBlocks(1), blocks: otherBlocks, text: textBlocks }[
      command.text
    ]
    const posted = await call('chat.postMessage', { channel, text: `Shown: ${command.text}`, blocks })
    if (command.text !== 'audit') return
    const ts = text(object(posted).ts)
    for (const words of ['*Network isolation* · 1 failing', '*Encryption at rest* · 2 failing'])
      await call('chat.postMessage', { channel, thread_ts: ts, text: words })
  })
  app.action('modal', async ({ ack, body }) => {
    await ack()
    await call('views.open', { trigger_id: text(object(body).trigger_id), view: requestModal })
  })
  app.shortcut({ type: 'message_action', callback_id: 'for_this' }, async ({ ack, body }) => {
    await ack()
    await call('views.open', { trigger_id: body.trigger_id, view: requestModal })
  })
  app.action('policy', async ({ ack, body }) => {
    await ack()
    await call('views.push', { trigger_id: text(object(body).trigger_id), view: policyModal })
  })
  app.action('details', async ({ ack, respond }) => {
    await ack()
    await respond({ text: 'churn-explore sits in subnet-1 with a public route.', replace_original: false })
  })
  app.action('dangerous', async ({ ack, body }) => {
    await ack()
    const message = object(object(body).message)
    await call('chat.update', {
      channel: text(object(object(body).channel).id),
      ts: text(message.ts),
      text: 'Revoked.',
      blocks: [],
    })
  })
  // The button "all" is left without an acknowledgement on purpose: the page must say that it went wrong.
  app.action(/^(docs|more|card|feedback|bin|severity|owner|until|ticks)$/, ({ ack }) => ack())
  app.options('resource', async ({ ack, payload }) => {
    const names = ['churn-explore', 'fraud-live', 'forecast-train'].filter((name) =>
      name.includes(payload.value),
    )
    const options: types.PlainTextOption[] = names.map((name) => ({
      text: { type: 'plain_text', text: name },
      value: name,
    }))
    await ack({ options })
  })
  app.view('request', async ({ ack, view }) => {
    const why = view.state.values.why?.why?.value ?? ''
    if (why.length < 10)
      return ack({ response_action: 'errors', errors: { why: 'Say a little more, please.' } })
    await ack()
    await call('chat.postMessage', { channel: 'security-approvals', text: `Request: ${why}` })
  })
  app.event('app_home_opened', async ({ event }) => {
    if (isObject(event)) await call('views.publish', { user_id: event.user, view: homeView })
  })
  await app.start()
  return app
}
