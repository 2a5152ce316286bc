import { describe, expect, it } from 'vitest'
import { createOutbox, slackCode } from '../../../src/slack/sending/outbox.ts'
import { fakeSlack, fakeTime } from '../fake-slack.ts'

const update = { channel: 'C1', ts: '1.0', text: 'x' }

function outbox(answers: Parameters<typeof fakeSlack>[0] = {}) {
  const slack = fakeSlack(answers)
  const time = fakeTime()
  const box = createOutbox(time.clock, time.wait)
  return { ...slack, time, box, send: () => box.send('C1', () => slack.client.chat.update(update)) }
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
      box.send('C1', async () => {
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
    const held = box.send('C1', () => new Promise((resolve) => (free = () => resolve(undefined))))
    await box.send('C2', async () => undefined)
    free()
    await held
  })
})

describe('what is only offered', () => {
  it('is dropped while Slack wants quiet, and taken again after', async () => {
    const { box, client, time, calls } = outbox({ 'chat.update': [{ status: 429, retryAfter: 10 }] })
    const offer = () => box.offer('C1', () => client.chat.update(update))
    expect(await offer()).toBe(false)
    expect(await offer()).toBe(false)
    expect(calls).toHaveLength(1)
    time.pass(10_000)
    expect(await offer()).toBe(true)
  })

  it('never throws', async () => {
    const { box, client } = outbox({ 'chat.update': [{ error: 'invalid_auth' }] })
    expect(await box.offer('C1', () => client.chat.update(update))).toBe(false)
  })
})
