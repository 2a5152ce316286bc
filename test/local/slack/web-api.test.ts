import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../infra/local/slack/json.ts'
import { readArguments } from '../../../infra/local/slack/web-api.ts'
import { APP_TOKEN, BOT_TOKEN, testApi } from './api.ts'

const channel = 'C0MLPLATF1'
const blocks = (count: number): readonly JsonObject[] =>
  Array.from({ length: count }, () => ({ type: 'divider' }))

describe('tokens', () => {
  test.each([
    ['no token', 'auth.test', '', 'not_authed'],
    ['an unknown token', 'auth.test', 'xoxb-other', 'invalid_auth'],
    ['the app token where the bot’s is wanted', 'chat.postMessage', APP_TOKEN, 'not_allowed_token_type'],
    ['the bot token where the app’s is wanted', 'apps.connections.open', BOT_TOKEN, 'not_allowed_token_type'],
    ['a method that does not exist', 'chat.sing', BOT_TOKEN, 'unknown_method'],
    ['a name that every object has', 'constructor', BOT_TOKEN, 'unknown_method'],
  ])('%s is refused', (_, method, token, error) => {
    expect(testApi().request(method, {}, token).body).toMatchObject({ ok: false, error })
  })

  test('the right token of each kind is taken', () => {
    const { request } = testApi()
    expect(request('auth.test').body).toMatchObject({
      ok: true,
      team_id: 'T0ACMECORP',
      user_id: 'U0APPBOT01',
    })
    expect(request('apps.connections.open', {}, APP_TOKEN).body).toMatchObject({
      ok: true,
      url: expect.stringMatching(/^ws:/),
    })
  })

  test('a scope that the manifest does not ask for is missing', () => {
    const { call } = testApi({ scopes: ['chat:write'] })
    expect(call('users.info', { user: 'U0ANARUIZ1' })).toMatchObject({
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'chat:write',
    })
    expect(call('chat.postMessage', { channel, text: 'x' })).toMatchObject({ ok: true })
  })
})

test('form-encoded arguments carry their blocks as JSON', () => {
  const body = new URLSearchParams({ channel, blocks: JSON.stringify(blocks(1)) }).toString()
  expect(readArguments('application/x-www-form-urlencoded', body)).toEqual({ channel, blocks: blocks(1) })
})

describe('posting', () => {
  test.each<readonly [string, JsonObject, string]>([
    ['to a channel that does not exist', { channel: 'C404', text: 'x' }, 'channel_not_found'],
    ['to a channel that the bot is not in', { channel: 'C0GENERAL1', text: 'x' }, 'not_in_channel'],
    ['to an archived channel', { channel: 'C0OLDPROJ1', text: 'x' }, 'is_archived'],
    ['to somebody who left', { channel: 'U0OLGABER1', text: 'x' }, 'channel_not_found'],
    ['nothing', { channel }, 'no_text'],
    ['51 blocks', { channel, text: 'x', blocks: blocks(51) }, 'invalid_blocks'],
    ['blocks that are no list', { channel, text: 'x', blocks: 'soon' }, 'invalid_blocks_format'],
    ['into a thread that does not exist', { channel, text: 'x', thread_ts: '1.000001' }, 'thread_not_found'],
  ])('%s is refused', (_, args, error) => {
    expect(testApi().call('chat.postMessage', args)).toMatchObject({ ok: false, error })
  })

  test('a refusal of blocks says where each problem is', () => {
    const answer = testApi().call('chat.postMessage', {
      channel,
      blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }],
    })
    expect(answer).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: {
        messages: ['[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
      },
    })
  })

  test('text is cut at 40,000 characters without a word', () => {
    const { call, world } = testApi()
    const { ts } = call('chat.postMessage', { channel, text: '🔒'.repeat(40_001) })
    expect([...(world.messages.find(channel, String(ts))?.text ?? '')]).toHaveLength(40_000)
  })

  test('a message to a person goes to their direct message with the app', () => {
    const { call } = testApi()
    expect(call('chat.postMessage', { channel: 'U0ANARUIZ1', text: 'x' })).toMatchObject({
      ok: true,
      channel: 'D0ANARUIZ1',
    })
  })

  test('timestamps differ even when the clock stands still', () => {
    const { call } = testApi()
    const first = call('chat.postMessage', { channel, text: 'a' })
    const second = call('chat.postMessage', { channel, text: 'b' })
    expect(Number(second.ts)).toBeGreaterThan(Number(first.ts))
  })

  test('an ephemeral message needs its reader in the channel', () => {
    const { call } = testApi()
    expect(call('chat.postEphemeral', { channel, user: 'U0EVEPARK1', text: 'x' })).toMatchObject({
      error: 'user_not_in_channel',
    })
    expect(call('chat.postEphemeral', { channel, user: 'U0GUSLIND1', text: 'x' })).toMatchObject({ ok: true })
  })
})

describe('changing a message', () => {
  test('works on the bot’s own message and marks it as edited', () => {
    const { call, world } = testApi()
    const { ts } = call('chat.postMessage', { channel, text: 'a', blocks: blocks(2) })
    expect(call('chat.update', { channel, ts, text: 'b' })).toMatchObject({ ok: true, text: 'b' })
    const message = world.messages.find(channel, String(ts))
    expect(message).toMatchObject({ text: 'b', edited: { user: 'U0APPBOT01' } })
    expect(message?.blocks).toHaveLength(2)
    call('chat.update', { channel, ts, text: 'c', blocks: [] })
    expect(world.messages.find(channel, String(ts))?.blocks).toEqual([])
  })

  test.each(['chat.update', 'chat.delete'])('%s of somebody else’s message is refused', (method) => {
    const { call, world } = testApi()
    const [theirs] = world.messages.inPlace(channel)
    const error = method === 'chat.update' ? 'cant_update_message' : 'cant_delete_message'
    expect(call(method, { channel, ts: theirs?.ts, text: 'x' })).toMatchObject({ ok: false, error })
  })

  test('a message that is not there, and an ephemeral one, are not found', () => {
    const { call } = testApi()
    const { message_ts: ts } = call('chat.postEphemeral', { channel, user: 'U0ANARUIZ1', text: 'x' })
    expect(call('chat.update', { channel, ts, text: 'y' })).toMatchObject({ error: 'message_not_found' })
    expect(call('chat.update', { channel, ts: '1.000001', text: 'y' })).toMatchObject({
      error: 'message_not_found',
    })
  })

  test('an update takes 4,000 characters of text and refuses one more', () => {
    const { call } = testApi()
    const { ts } = call('chat.postMessage', { channel, text: 'a' })
    expect(call('chat.update', { channel, ts, text: 'x'.repeat(4000) })).toMatchObject({ ok: true })
    expect(call('chat.update', { channel, ts, text: 'x'.repeat(4001) })).toMatchObject({
      error: 'msg_too_long',
    })
  })
})

describe('rate limits, when switched on', () => {
  test('a burst in one channel ends in 429 with the seconds to wait; another channel is free', () => {
    const { request, wait } = testApi({ rateLimits: true })
    const post = (where: string) => request('chat.postMessage', { channel: where, text: 'x' })
    const answers = Array.from({ length: 6 }, () => post(channel))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429])
    expect(answers.at(-1)).toMatchObject({
      headers: { 'retry-after': '1' },
      body: { ok: false, error: 'ratelimited' },
    })
    expect(post('C0SMALERT1').status).toBe(200)
    wait(1000)
    expect(post(channel).status).toBe(200)
  })

  test('chat.update is a tier 3 method: fifty a minute', () => {
    const { request, call } = testApi({ rateLimits: true })
    const { ts } = call('chat.postMessage', { channel, text: 'x' })
    const statuses = Array.from(
      { length: 51 },
      () => request('chat.update', { channel, ts, text: 'y' }).status,
    )
    expect(statuses.filter((status) => status === 200)).toHaveLength(50)
    expect(statuses.at(-1)).toBe(429)
  })

  test('switched off, nothing is refused', () => {
    const { request } = testApi()
    const statuses = Array.from(
      { length: 60 },
      () => request('chat.postMessage', { channel, text: 'x' }).status,
    )
    expect(new Set(statuses)).toEqual(new Set([200]))
  })
})
