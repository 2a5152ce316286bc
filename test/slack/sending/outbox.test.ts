import { describe, expect, it } from 'vitest'
import { slackCode } from '../../../src/slack/sending/outbox.ts'
import type { Lane } from '../../../src/slack/sending/quiet.ts'
import { anOutbox, memoryQuietTimes } from '../../support/unsent.ts'
import { fakeSlack, fakeTime, keptLog } from '../fake-slack.ts'

const UPDATE: Lane = { channel: 'C1', method: 'chat.update' }
const POST: Lane = { channel: 'C1', method: 'chat.postMessage' }
const update = { channel: 'C1', ts: '1.0', text: 'x' }

function outbox(answers: Parameters<typeof fakeSlack>[0] = {}) {
  const slack = fakeSlack(answers)
  const time = fakeTime()
  const box = anOutbox(time)
  return { ...slack, time, box, send: () => box.send(UPDATE, () => slack.client.chat.update(update)) }
}

describe('what is sent to a channel', () => {
  it('waits as long as Slack asks for, then goes through', async () => {
    const { send, time, calls } = outbox({
      'chat.update': [
        { status: 429, retryAfter: 30 },
        { status: 429, retryAfter: 5 },
      ],
    })
    await send()
    expect(time.waits).toEqual([30_000, 5000])
    expect(calls).toHaveLength(3)
  })

  it('is tried again after a passing fault, a little later each time', async () => {
    const { send, time } = outbox({ 'chat.update': [{ status: 503 }, { error: 'internal_error' }] })
    await send()
    expect(time.waits).toEqual([1000, 2000])
  })

  it('is given up after six tries', async () => {
    const { send, calls } = outbox({ 'chat.update': Array(9).fill({ status: 500 }) })
    await expect(send()).rejects.toThrow()
    expect(calls).toHaveLength(6)
  })

  it('is not tried again where Slack refuses it', async () => {
    const { send, calls } = outbox({ 'chat.update': [{ error: 'message_not_found' }] })
    const error: unknown = await send().catch((reason: unknown) => reason)
    expect(slackCode(error)).toBe('message_not_found')
    expect(calls).toHaveLength(1)
  })

  it('goes in order, also after a failure', async () => {
    const { box } = outbox()
    const order: number[] = []
    const sent = [1, 2, 3].map((n) =>
      box.send(UPDATE, async () => {
        await new Promise((resolve) => setImmediate(resolve))
        order.push(n)
        if (n === 2) throw new Error('no')
      }),
    )
    await Promise.allSettled(sent)
    expect(order).toEqual([1, 2, 3])
  })

  it('does not wait for other channels', async () => {
    const { box } = outbox()
    let free = () => undefined as unknown
    const held = box.send(POST, () => new Promise((resolve) => (free = () => resolve(undefined))))
    await box.send({ ...POST, channel: 'C2' }, async () => undefined)
    free()
    await held
  })
})

describe('once Slack asks for quiet', () => {
  const limited = { status: 429, retryAfter: 30 }

  it('nobody posts to that channel before it is over, and other channels go on', async () => {
    const { box, client, time, calls } = outbox({ 'chat.postMessage': [limited] })
    const post = (channel: string) =>
      box.send({ ...POST, channel }, () => client.chat.postMessage({ channel, text: 'x' }))
    await Promise.all([post('C1'), post('C2')])
    expect(time.waits).toEqual([30_000])
    expect(calls).toHaveLength(3)
  })

  it('that channel is held to Slack’s pace for a minute, and nothing else waits for it', async () => {
    const { box, client, time } = outbox({ 'chat.postMessage': [limited] })
    const post = (channel: string) =>
      box.send({ ...POST, channel }, () => client.chat.postMessage({ channel, text: 'x' }))
    for (const channel of ['C1', 'C1', 'C2', 'C2', 'C1']) await post(channel)
    expect(await box.offer(UPDATE, () => client.chat.update(update))).toBe(true)
    expect(time.waits).toEqual([30_000, 1000, 1000])
    time.pass(60_000)
    for (const channel of ['C1', 'C1', 'C1']) await post(channel)
    expect(time.waits).toEqual([30_000, 1000, 1000])
  })

  it.each<readonly [string, Lane['method'], number]>([
    ['a method that Slack limits as a whole waits in every channel', 'chat.update', 2],
    ['posting waits in its own channel alone', 'chat.postMessage', 0],
  ])('%s', async (_, method, waiting) => {
    const { box, client, calls } = outbox({ 'chat.update': [limited] })
    const offer = (channel: string) =>
      box.offer({ channel, method }, () => client.chat.update({ ...update, channel }))
    expect(await offer('C1')).toBe(false)
    const offered = [await offer('C2'), await offer('C3')]
    expect(offered.filter((taken) => !taken)).toHaveLength(waiting)
    expect(calls).toHaveLength(3 - waiting)
  })

  it('many channels do not knock at once when it is over', async () => {
    const { box, client, time, calls } = outbox({ 'chat.update': [limited, limited] })
    const send = (channel: string) =>
      box.send({ ...UPDATE, channel }, () => client.chat.update({ ...update, channel }))
    await Promise.all(['C1', 'C2', 'C3', 'C4', 'C5'].map(send))
    expect(calls).toHaveLength(7)
    expect(time.waits.filter((ms) => ms > 0).every((ms) => ms <= 30_000)).toBe(true)
  })

  it('waits for as long as it takes, and gives nothing up', async () => {
    const { box, client, time, calls } = outbox({
      'chat.postMessage': Array(9).fill({ status: 429, retryAfter: 600 }),
    })
    await box.send(POST, () => client.chat.postMessage({ channel: 'C1', text: 'x' }))
    expect(calls).toHaveLength(10)
    expect(time.waits).toEqual(Array(9).fill(600_000))
  })

  it('a process that starts anew does not knock before', async () => {
    const quietTimes = memoryQuietTimes()
    const slack = fakeSlack({ 'chat.postMessage': [limited] })
    const time = fakeTime()
    const post = () => slack.client.chat.postMessage({ channel: 'C1', text: 'x' })
    const killed = anOutbox({ ...time, wait: () => new Promise(() => undefined), quietTimes })
    void killed.send(POST, post)
    await expect.poll(() => slack.calls.length).toBe(1)
    time.pass(10_000)
    await anOutbox({ ...time, quietTimes }).send(POST, post)
    expect(time.waits).toEqual([20_000])
    expect(slack.calls).toHaveLength(2)
  })

  it('sends all the same where nothing could be kept of it', async () => {
    const broken = async () => {
      throw new Error('no table')
    }
    const slack = fakeSlack({ 'chat.postMessage': [limited] })
    const time = fakeTime()
    const log = keptLog()
    const box = anOutbox({ ...time, log, quietTimes: { since: broken, keep: broken } })
    await box.send(POST, () => slack.client.chat.postMessage({ channel: 'C1', text: 'x' }))
    expect(slack.calls).toHaveLength(2)
    expect(log.lines.map(({ level }) => level)).toEqual(['warn', 'warn'])
  })
})

describe('what is only offered', () => {
  it('is dropped while Slack wants quiet, and taken again after', async () => {
    const { box, client, time, calls } = outbox({ 'chat.update': [{ status: 429, retryAfter: 10 }] })
    const offer = () => box.offer(UPDATE, () => client.chat.update(update))
    expect(await offer()).toBe(false)
    expect(await offer()).toBe(false)
    expect(calls).toHaveLength(1)
    time.pass(10_000)
    expect(await offer()).toBe(true)
  })

  it('never throws', async () => {
    const { box, client } = outbox({ 'chat.update': [{ error: 'invalid_auth' }] })
    expect(await box.offer(UPDATE, () => client.chat.update(update))).toBe(false)
  })
})
