import { describe, expect, it } from 'vitest'
import type { Lost } from '../../src/digest/ports.ts'
import { createDigestOut } from '../../src/slack/digest-post.ts'
import { aDigest, aSubscription } from '../support/digests.ts'
import { aFinding, aReport } from '../support/report.ts'
import { aPoster } from '../support/unsent.ts'
import { fakeSlack, fakeTime, keptLog } from './fake-slack.ts'

const UNNOTED = { begins: async () => undefined, wasInVain: async () => undefined }
type Answers = NonNullable<Parameters<typeof fakeSlack>[0]>

function someOut(answers: Answers = {}) {
  const slack = fakeSlack(answers)
  const time = fakeTime()
  const log = keptLog()
  const poster = aPoster(slack.client, time, log)
  const uploads: string[] = []
  const out = createDigestOut({
    client: slack.client,
    poster: {
      ...poster,
      upload: async ({ ts }, { filename }) => {
        uploads.push(`${ts} ${filename}`)
      },
    },
    findingsFile: ({ id }) => ({ filename: `${id}.csv`, title: 'Findings', content: '' }),
    log,
  })
  return { ...slack, out, uploads, log }
}

const channel = (fields: object) => ({ 'conversations.info': [{ channel: fields }] })

describe('a channel', () => {
  it.each<[string, Answers, Lost | undefined]>([
    ['of our own', channel({ is_ext_shared: false, is_member: true }), undefined],
    ['that is archived', channel({ is_archived: true, is_ext_shared: false }), 'archived'],
    ['that is shared', channel({ is_ext_shared: true }), 'shared'],
    ['that is about to be shared', channel({ is_ext_shared: false, is_pending_ext_shared: true }), 'shared'],
    ['of which that is not said', channel({}), 'shared'],
    ['that the bot left', channel({ is_ext_shared: false, is_member: false }), 'not-member'],
    ['that is gone', { 'conversations.info': [{ error: 'channel_not_found' }] }, 'not-member'],
  ])('%s', async (_, answers, lost) => {
    expect(await someOut(answers).out.lost('C1')).toBe(lost)
  })

  it('is not given up for a passing fault', async () => {
    const { out } = someOut({ 'conversations.info': [{ error: 'internal_error' }] })
    await expect(out.lost('C1')).rejects.toThrow('internal_error')
  })
})

describe('posting', () => {
  it('gives the timestamp', async () => {
    expect(await someOut().out.post('C1', aDigest(), UNNOTED)).toEqual({ ok: true, value: '1.0' })
  })

  it.each<[string, Lost]>([
    ['is_archived', 'archived'],
    ['not_in_channel', 'not-member'],
    ['restricted_action_read_only_channel', 'not-allowed'],
  ])('tells of %s', async (error, why) => {
    expect(await someOut({ 'chat.postMessage': [{ error }] }).out.post('C1', aDigest(), UNNOTED)).toEqual({
      ok: false,
      error: why,
    })
  })

  it('throws what says nothing of the channel', async () => {
    const { out } = someOut({ 'chat.postMessage': [{ error: 'invalid_auth' }] })
    await expect(out.post('C1', aDigest(), UNNOTED)).rejects.toThrow('invalid_auth')
  })
})

describe('the thread', () => {
  const report = aReport({ findings: [aFinding()] })
  const told = { digest: aDigest({ audit: { report } }), report }

  it('is filled in order, the file last, and each reply is counted', async () => {
    const { out, calls, uploads } = someOut()
    const stand: number[] = []
    await out.fillThread({ channel: 'C1', ts: '9.0' }, told, 0, async (n) => void stand.push(n))
    expect(calls.map(({ args }) => args.thread_ts)).toEqual(['9.0'])
    expect(uploads).toEqual(['9.0 audit-1.csv'])
    expect(stand).toEqual([1, 2])
  })

  it('goes on after what stands already', async () => {
    const { out, calls, uploads } = someOut()
    await out.fillThread({ channel: 'C1', ts: '9.0' }, told, 1, async () => undefined)
    expect([calls.length, uploads.length]).toEqual([0, 1])
    await out.fillThread({ channel: 'C1', ts: '9.0' }, told, 2, async () => undefined)
    expect([calls.length, uploads.length]).toEqual([0, 1])
  })
})

describe('whoever subscribed', () => {
  it('is told in a direct message', async () => {
    const { out, calls } = someOut({ 'conversations.open': [{ channel: { id: 'D1' } }] })
    await out.tellLost(aSubscription(), 'archived')
    expect(calls.map(({ method, args }) => [method, args.users ?? args.channel])).toEqual([
      ['conversations.open', 'ANN'],
      ['chat.postMessage', 'D1'],
    ])
    expect(calls[1]?.args.text).toContain('The daily digest of <#C1> is paused: it is archived')
  })

  it('may have left: then the log says so', async () => {
    const { out, log } = someOut({ 'conversations.open': [{ error: 'user_disabled' }] })
    await out.tellUnsure(aSubscription(), '2026-11-23')
    expect(log.lines).toHaveLength(1)
  })
})
