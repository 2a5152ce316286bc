import { WebAPIPlatformError } from '@slack/web-api'
import { describe, expect, it } from 'vitest'
import { createShowAlert } from '../../../src/slack/alerts/show.ts'
import type { Message } from '../../../src/slack/blocks/blocks.ts'
import type { Place, Poster } from '../../../src/slack/sending/post.ts'
import type { Detour } from '../../../src/slack/words.ts'
import type { Showing } from '../../../src/watch/ports.ts'
import { anAlert, heldAlerts } from '../../support/alerts.ts'
import { AT } from '../../support/trail.ts'
import { keptLog } from '../fake-slack.ts'

const UNNOTED = { begins: async () => undefined, wasInVain: async () => undefined }
const TO = { channel: 'C1', by: 'T1/U7' as const, at: AT }
const MESSAGE: Place = { channel: 'C1', ts: '1.0' }

function aSlack(given: { readonly detour?: Detour; readonly error?: Error } = {}) {
  const said: Array<readonly [string, string, string]> = []
  const answer = (what: string, channel: string, message: Message) => {
    if (given.error) throw given.error
    said.push([what, channel, JSON.stringify(message.blocks)])
  }
  const poster: Poster = {
    post: async (channel, message) => {
      answer('post', channel, message)
      return { channel, ts: '2.0' }
    },
    update: async ({ channel }, message) => answer('update', channel, message),
    whisper: async () => undefined,
    tryUpdate: async () => true,
    upload: async () => undefined,
    directMessage: async (userId) => `D-${userId}`,
    permalink: async () => undefined,
  }
  const log = keptLog()
  const { alerting } = heldAlerts({})
  const show = createShowAlert({ poster, mayShow: async () => given.detour, alerts: alerting, log })
  const showing = (over: Partial<Showing> = {}) =>
    show({ alert: anAlert(), to: TO, message: undefined, mayBeTwice: false, asking: UNNOTED, ...over })
  return { said, showing }
}

const refusal = (error: string) => new WebAPIPlatformError({ ok: false, error })

describe('an alert in Slack', () => {
  it('is posted where it was asked for', async () => {
    const { said, showing } = aSlack()
    expect(await showing()).toEqual({ channel: 'C1', ts: '2.0' })
    expect(said.map(([what, channel]) => [what, channel])).toEqual([['post', 'C1']])
  })

  it('is changed where it stands', async () => {
    const { said, showing } = aSlack()
    expect(await showing({ message: MESSAGE })).toEqual(MESSAGE)
    expect(said.map(([what]) => what)).toEqual(['update'])
  })

  it.each([['shared'], ['archived'], ['not-member']] as const)(
    'goes to whoever asked for it where the channel is %s',
    async (detour) => {
      const { said, showing } = aSlack({ detour })
      expect(await showing()).toEqual({ channel: 'D-U7', ts: '2.0' })
      expect(said[0]?.[2]).toContain('It was meant for <#C1>')
    },
  )

  it('is not placed where Slack refuses it', async () => {
    expect(await aSlack({ error: refusal('is_archived') }).showing()).toBeUndefined()
    expect(
      await aSlack({ error: refusal('message_not_found') }).showing({ message: MESSAGE }),
    ).toBeUndefined()
  })

  it('throws where nobody knows whether Slack took it', async () => {
    await expect(aSlack({ error: new Error('socket hang up') }).showing()).rejects.toThrow('hang up')
  })

  it('tells of a gap in the watch as of anything else', async () => {
    const { said, showing } = aSlack()
    await showing({ alert: anAlert({ detection: 'watch-gap' }) })
    expect(said[0]?.[2]).toContain('has a gap')
  })

  it('leaves alone what an older version made', async () => {
    const { said, showing } = aSlack()
    expect(await showing({ alert: anAlert({ detection: 'gone' }), message: MESSAGE })).toEqual(MESSAGE)
    expect(said).toEqual([])
  })
})
