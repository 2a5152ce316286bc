import { describe, expect, it } from 'vitest'
import type { Asker } from '../../../src/slack/jobs/job.ts'
import { createWhisper } from '../../../src/slack/sending/whisper.ts'
import { note } from '../../../src/slack/views/trouble.ts'
import { aPoster } from '../../support/unsent.ts'
import { fakeSlack, fakeTime, keptLog } from '../fake-slack.ts'

const HOOK = 'https://hooks.slack.com/commands/T1/1/x'
const asker: Asker = { userId: 'U1', teamId: 'T1', channelId: 'C1', isDirect: false, responseUrl: HOOK }

function whisperer(status: number, answers: Parameters<typeof fakeSlack>[0] = {}) {
  const slack = fakeSlack({ 'conversations.open': [{ channel: { id: 'D1' } }], ...answers })
  const time = fakeTime()
  const log = keptLog()
  const posted: Array<{ url: string; body: unknown }> = []
  const whisper = createWhisper({
    poster: aPoster(slack.client, time, log),
    log,
    fetch: async (url, init) => {
      posted.push({ url: String(url), body: JSON.parse(String(init?.body)) })
      return new Response('', { status })
    },
    apiHost: '127.0.0.1:4545',
  })
  return { ...slack, log, posted, whisper }
}

describe('a word to one person', () => {
  it('goes through the response URL, for them alone, and replaces nothing', async () => {
    const { whisper, posted, calls } = whisperer(200)
    await whisper(asker, note('hello'))
    expect(posted).toMatchObject([
      { url: HOOK, body: { response_type: 'ephemeral', replace_original: false, text: 'hello' } },
    ])
    expect(calls).toEqual([])
  })

  it.each([
    ['http://hooks.slack.com/x'],
    ['https://hooks.slack.com.evil.example/x'],
    ['https://evilslack.com/x'],
    ['http://169.254.169.254/latest'],
    ['not an address'],
  ])('is never sent to %s', async (responseUrl) => {
    const { whisper, posted, methods } = whisperer(200)
    await whisper({ ...asker, responseUrl }, note('hello'))
    expect(posted).toEqual([])
    expect(methods()).toEqual(['chat.postEphemeral'])
  })

  it('may go to the workspace that the settings name', async () => {
    const { whisper, posted } = whisperer(200)
    await whisper({ ...asker, responseUrl: 'http://127.0.0.1:4545/response/1' }, note('hello'))
    expect(posted).toHaveLength(1)
  })

  it('goes to the channel where the response URL is used up, and to a direct message where that fails', async () => {
    const used = whisperer(404)
    await used.whisper(asker, note('hello'))
    expect(used.methods()).toEqual(['chat.postEphemeral'])
    const out = whisperer(404, { 'chat.postEphemeral': [{ error: 'not_in_channel' }] })
    await out.whisper(asker, note('hello'))
    expect(out.methods()).toEqual(['chat.postEphemeral', 'conversations.open', 'chat.postMessage'])
  })

  it('never throws, and the log says that nobody could be told', async () => {
    const { whisper, log } = whisperer(500, {
      'chat.postEphemeral': [{ error: 'not_in_channel' }],
      'conversations.open': [{ error: 'user_disabled' }],
    })
    await whisper(asker, note('hello'))
    expect(log.lines.at(-1)).toEqual({ level: 'error', message: 'nobody could be told' })
  })
})
