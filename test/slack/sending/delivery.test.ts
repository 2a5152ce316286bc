import { describe, expect, it } from 'vitest'
import type { NoticePlace } from '../../../src/services.ts'
import { createDelivery } from '../../../src/slack/sending/delivery.ts'
import { note } from '../../../src/slack/views/trouble.ts'
import { aPoster, countedNames, memoryUnsent } from '../../support/unsent.ts'
import { fakeSlack, fakeTime, keptLog } from '../fake-slack.ts'

const TO = { channel: 'C1' }
const never = () => new Promise<never>(() => undefined)

/** Processes that follow each other, or run beside each other, over one table and one Slack. */
function world(answers: Parameters<typeof fakeSlack>[0] = {}) {
  const slack = fakeSlack({ 'conversations.open': [{ channel: { id: 'D1' } }], ...answers })
  const time = fakeTime()
  const unsent = memoryUnsent()
  const noted: Array<readonly [string, NoticePlace]> = []
  const log = keptLog()
  const newName = countedNames()
  const start = (client = slack.client, wait = time.wait) =>
    createDelivery({
      unsent,
      poster: aPoster(client, { clock: time.clock, wait }),
      places: { add: async (of, place) => void noted.push([of, place]) },
      clock: time.clock,
      newName,
      log,
    })
  const posts = () =>
    slack.calls.filter(({ method }) => method === 'chat.postMessage').map(({ args }) => args)
  const waiting = async () => (await unsent.waiting()).map(({ unsent: { message } }) => message.text)
  return { ...slack, time, unsent, noted, log, start, posts, waiting }
}

/** A Slack that takes the message, and whose answer never comes. */
function silent(slack: ReturnType<typeof fakeSlack>) {
  const client = Object.create(slack.client) as typeof slack.client
  const chat = {
    ...slack.client.chat,
    postMessage: async (...args: Parameters<typeof slack.client.chat.postMessage>) => {
      await slack.client.chat.postMessage(...args)
      return never()
    },
  }
  return Object.defineProperty(client, 'chat', { value: chat })
}

describe('a message that no record would bring again', () => {
  it('is kept until Slack took it, and its place is noted', async () => {
    const { start, posts, waiting, noted } = world()
    const notice = { of: 'vouching-1', kind: 'channel' } as const
    expect(await start().send({ to: TO, message: note('hello'), notice })).toBe(true)
    expect(posts()).toMatchObject([{ channel: 'C1', text: 'hello' }])
    expect(noted).toEqual([['vouching-1', { person: null, ...notice, channel: 'C1', ts: '1.0' }]])
    expect(await waiting()).toEqual([])
  })

  it('goes to a person in their direct message', async () => {
    const { start, posts } = world()
    await start().send({ to: { userId: 'U1' }, message: note('hello') })
    expect(posts()).toMatchObject([{ channel: 'D1' }])
  })

  it('is sent by the next process where this one is killed while Slack wants quiet, once and unmarked', async () => {
    const { start, client, posts, waiting, time } = world({
      'chat.postMessage': [{ status: 429, retryAfter: 30 }],
    })
    const killed = start(client, never)
    for (const text of ['first', 'second', 'third']) void killed.send({ to: TO, message: note(text) })
    await expect.poll(waiting).toEqual(['first', 'second', 'third'])
    await expect.poll(() => posts().length).toBe(1)
    time.pass(31_000)
    await start().drain()
    expect(posts().map(({ text }) => text)).toEqual(['first', 'first', 'second', 'third'])
    expect(JSON.stringify(posts())).not.toContain('may have read this before')
    expect(await waiting()).toEqual([])
  })

  it('says that it may be there twice where nobody knows whether Slack took it, and keeps its name', async () => {
    const all = world()
    void all.start(silent(all)).send({ to: TO, message: note('hello') })
    await expect.poll(() => all.posts().length).toBe(1)
    const next = all.start()
    await next.drain()
    expect(all.posts()).toHaveLength(1)
    all.time.pass(61_000)
    await next.drain()
    const [first, again] = all.posts()
    expect(again?.blocks).toContain('may have read this before')
    expect(again?.client_msg_id).toBe(first?.client_msg_id)
    expect(first?.client_msg_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(await all.waiting()).toEqual([])
  })

  it('is sent once by many processes that find it', async () => {
    const { start, unsent, posts, waiting } = world()
    await unsent.keep({ id: '1', to: TO, message: note('one') })
    await unsent.keep({ id: '2', to: TO, message: note('two') })
    const processes = [start(), start(), start()]
    await Promise.all(processes.map(({ drain }) => drain()))
    await Promise.all(processes.map(({ drain }) => drain()))
    expect(posts().map(({ text }) => text)).toEqual(['one', 'two'])
    expect(await waiting()).toEqual([])
  })

  it('waits where Slack does not answer, and holds up what comes after it', async () => {
    const { start, posts, waiting, time } = world({ 'chat.postMessage': Array(6).fill({ status: 503 }) })
    const delivery = start()
    expect(await delivery.send({ to: TO, message: note('first') })).toBe(false)
    expect(await delivery.send({ to: TO, message: note('second') })).toBe(false)
    expect(await waiting()).toEqual(['first', 'second'])
    time.pass(61_000)
    await delivery.drain()
    expect(
      posts()
        .slice(6)
        .map(({ text }) => text),
    ).toEqual(['first', 'second'])
  })

  it('is not kept where it is worth nothing later', async () => {
    const { start, waiting } = world({ 'chat.postMessage': Array(6).fill({ status: 503 }) })
    await expect(start().sendNow({ to: TO, message: note('hello') })).rejects.toThrow('cannot wait')
    expect(await waiting()).toEqual([])
  })

  it('is kept no longer where Slack refuses it, and whoever sends it hears why', async () => {
    const { start, waiting } = world({ 'chat.postMessage': [{ error: 'is_archived' }] })
    await expect(start().send({ to: TO, message: note('hello') })).rejects.toThrow('is_archived')
    expect(await waiting()).toEqual([])
  })

  it('is kept where Slack refuses the bot as a whole', async () => {
    const { start, waiting } = world({ 'chat.postMessage': [{ error: 'token_revoked' }] })
    const delivery = start()
    expect(await delivery.send({ to: TO, message: note('hello') })).toBe(false)
    await delivery.drain()
    expect(await waiting()).toEqual([])
  })

  it('is read by whoever it concerns where the channel refuses it after a restart', async () => {
    const { start, unsent, posts, log } = world({ 'chat.postMessage': [{ error: 'is_archived' }] })
    await unsent.keep({ id: '1', to: TO, message: note('alerts are off'), concerns: 'U1' })
    await start().drain()
    expect(posts().at(-1)).toMatchObject({ channel: 'D1', text: 'alerts are off' })
    expect(posts().at(-1)?.blocks).toContain('could not say this in <#C1>')
    expect(log.lines.map(({ level }) => level)).toEqual(['warn'])
  })

  it('costs a drain nothing but a word in the log where the table does not answer', async () => {
    const { unsent, time, client, log } = world()
    const waiting = async () => {
      throw new Error('no table')
    }
    const places = { add: async () => undefined }
    const poster = aPoster(client, time)
    const newName = countedNames()
    const broken = { ...unsent, waiting }
    await createDelivery({ unsent: broken, poster, places, clock: time.clock, newName, log }).drain()
    expect(log.lines.map(({ level }) => level)).toEqual(['error'])
  })
})
