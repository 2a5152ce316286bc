import { createHmac } from 'node:crypto'
import { App, LogLevel } from '@slack/bolt'
import { afterEach, describe, expect, it } from 'vitest'
import { createHttpReceiver } from '../../../src/slack/receiving/receiver.ts'

const SECRET = 'a-signing-secret'
const NOW_S = 1_795_000_000
const ended: Array<() => Promise<unknown>> = []

afterEach(async () => {
  for (const end of ended.splice(0)) await end()
})

/** A receiver with an app that knows one command, and what that command was given. */
async function receiver() {
  const quiet = () => undefined
  const received: unknown[] = []
  const http = createHttpReceiver({
    signingSecret: SECRET,
    port: 0,
    host: '127.0.0.1',
    clock: () => NOW_S * 1000,
    log: { info: quiet, warn: quiet, error: quiet },
  })
  const app = new App({
    receiver: http,
    convoStore: false,
    logLevel: LogLevel.ERROR,
    authorize: async () => ({ botToken: 'xoxb-x' }),
  })
  app.command('/sagemaker', async ({ ack, body }) => {
    received.push(body.text)
    await ack()
  })
  app.command('/shout', async ({ ack }) => ack('aloud'))
  app.command('/blocks', async ({ ack }) => ack({ text: 'x', response_type: 'ephemeral' }))
  app.event('app_home_opened', async ({ body }) => {
    received.push(body.event_id)
  })
  await app.start()
  ended.push(() => app.stop())
  return { url: `http://127.0.0.1:${http.port()}`, received }
}

interface Sent {
  readonly body?: string
  readonly type?: string
  readonly at?: number | string
  readonly secret?: string
  readonly signature?: string | null
  readonly path?: string
  readonly method?: string
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
const command = form({ command: '/sagemaker', text: 'audit é', team_id: 'T1', user_id: 'U1' })
const FORM = 'application/x-www-form-urlencoded'

async function send(url: string, sent: Sent = {}): Promise<Response> {
  const {
    body = command,
    type = FORM,
    at = NOW_S,
    secret = SECRET,
    path = '/slack/events',
    method = 'POST',
  } = sent
  const signature =
    sent.signature === undefined
      ? `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`
      : sent.signature
  return fetch(`${url}${path}`, {
    method,
    ...(method === 'POST' ? { body } : {}),
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': String(at),
      ...(signature === null ? {} : { 'x-slack-signature': signature }),
    },
  })
}

describe('a request from outside', () => {
  const long = form({ command: '/sagemaker', text: 'x'.repeat(1_100_000) })
  const rows: ReadonlyArray<readonly [string, Sent, number, boolean]> = [
    ['is taken when it is signed', {}, 200, true],
    ['is taken with a charset behind its type', { type: `${FORM}; charset=utf-8` }, 200, true],
    ['is taken whatever the case of its type', { type: 'Application/X-WWW-Form-URLEncoded' }, 200, true],
    ['is taken at the edge of the past', { at: NOW_S - 300 }, 200, true],
    ['is taken at the edge of the future', { at: NOW_S + 300 }, 200, true],
    ['is refused when it is stale', { at: NOW_S - 301 }, 401, false],
    ['is refused when it is from the future', { at: NOW_S + 301 }, 401, false],
    ['is refused without a time', { at: 'soon' }, 401, false],
    ['is refused with a time of another form', { at: `${NOW_S}.0` }, 401, false],
    ['is refused when signed with another secret', { secret: 'another-secret' }, 401, false],
    ['is refused when it was changed', { signature: `v0=${'0'.repeat(64)}` }, 401, false],
    ['is refused with a short signature', { signature: 'v0=00' }, 401, false],
    ['is refused without a signature', { signature: null }, 401, false],
    ['is refused when it is neither form nor JSON', { type: 'text/plain' }, 415, false],
    ['is refused when it is too long', { body: long }, 413, false],
    ['is refused when its JSON is broken', { type: 'application/json', body: '{"a":' }, 400, false],
    ['is refused when its JSON is no object', { type: 'application/json', body: '[1]' }, 400, false],
    ['is refused when its payload is broken', { body: form({ payload: '{' }) }, 400, false],
    ['is refused when nobody wants it', { body: form({ command: '/other', team_id: 'T1' }) }, 404, false],
    ['is refused when nothing is known of it', { body: form({ what: 'ever' }) }, 404, false],
    ['is refused on another path', { path: '/slack/other' }, 404, false],
    ['is refused with another method', { method: 'GET' }, 405, false],
    [
      'is answered when it checks the certificate',
      { body: 'ssl_check=1&token=x', signature: null },
      200,
      false,
    ],
    ['is refused when it only pretends to', { body: 'ssl_check=2', signature: null }, 401, false],
  ]

  it.each(rows)('%s', async (_, sent, status, isTaken) => {
    const { url, received } = await receiver()
    expect((await send(url, sent)).status).toBe(status)
    expect(received).toEqual(isTaken ? ['audit é'] : [])
  })

  it('is answered with its challenge when Slack verifies the address, and only when signed', async () => {
    const { url } = await receiver()
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c-1', token: 'x' })
    const answer = await send(url, { body, type: 'application/json' })
    expect([answer.status, await answer.text()]).toEqual([200, 'c-1'])
    expect((await send(url, { body, type: 'application/json', signature: null })).status).toBe(401)
  })

  it('is answered with the words of the acknowledgement', async () => {
    const { url } = await receiver()
    const text = await send(url, { body: form({ command: '/shout', team_id: 'T1' }) })
    expect(await text.text()).toBe('aloud')
    const blocks = await send(url, { body: form({ command: '/blocks', team_id: 'T1' }) })
    expect(await blocks.json()).toEqual({ text: 'x', response_type: 'ephemeral' })
  })

  it('is an event, which is acknowledged by itself', async () => {
    const { url, received } = await receiver()
    const event = { type: 'app_home_opened', user: 'U1', tab: 'home' }
    const body = JSON.stringify({ type: 'event_callback', event_id: 'Ev1', team_id: 'T1', event })
    expect((await send(url, { body, type: 'application/json' })).status).toBe(200)
    expect(received).toEqual(['Ev1'])
  })
})

describe('the health of the receiver', () => {
  it('can be asked for without a signature', async () => {
    const { url } = await receiver()
    const answer = await fetch(`${url}/healthz`)
    expect([answer.status, await answer.text()]).toEqual([200, 'ok'])
  })
})

describe('an empty signing secret', () => {
  it('is refused at once', () => {
    const quiet = () => undefined
    const log = { info: quiet, warn: quiet, error: quiet }
    expect(() =>
      createHttpReceiver({ signingSecret: '', port: 0, host: '127.0.0.1', clock: () => 0, log }),
    ).toThrow('signing secret')
  })
})
