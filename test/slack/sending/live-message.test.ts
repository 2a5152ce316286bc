import { describe, expect, it } from 'vitest'
import { section } from '../../../src/slack/blocks/blocks.ts'
import { liveMessage, UPDATE_EVERY_MS } from '../../../src/slack/sending/live-message.ts'
import { aPoster } from '../../support/unsent.ts'
import { fakeSlack, fakeTime, keptLog } from '../fake-slack.ts'

const message = (text: string) => ({ text, blocks: [section(text)] })
const place = { channel: 'C1', ts: '1.0' }

function live(answers: Parameters<typeof fakeSlack>[0] = {}) {
  const slack = fakeSlack(answers)
  const time = fakeTime()
  const log = keptLog()
  const poster = aPoster(slack.client, time, log)
  return { ...slack, time, log, shown: liveMessage(place, poster, time.wait, log) }
}

describe('a message that is kept up to date', () => {
  it('shows the first and the last of what comes in quick succession', async () => {
    const { shown, calls, time } = live()
    for (let i = 1; i <= 50; i++) shown.show(message(`at ${i}`))
    await expect.poll(() => calls.length).toBe(2)
    expect(calls.map(({ args }) => args.text)).toEqual(['at 1', 'at 50'])
    expect(time.waits).toContain(UPDATE_EVERY_MS)
  })

  it('ends with the last word, whatever was still to be shown', async () => {
    const { shown, calls } = live()
    shown.show(message('working'))
    shown.show(message('still working'))
    expect(await shown.end(message('done'))).toEqual(place)
    shown.show(message('too late'))
    await new Promise((resolve) => setImmediate(resolve))
    expect(calls.map(({ args }) => args.text)).toEqual(['working', 'done'])
  })

  it('ends after a rate limit', async () => {
    const { shown, calls, time } = live({ 'chat.update': [{ status: 429, retryAfter: 20 }] })
    shown.show(message('working'))
    await shown.end(message('done'))
    expect(time.waits.reduce((sum, ms) => sum + ms)).toBe(20_000)
    expect(calls.at(-1)?.args.text).toBe('done')
  })

  it('ends at the second try where the first was refused', async () => {
    const { shown, methods } = live({ 'chat.update': [{ error: 'cant_update_message' }] })
    expect(await shown.end(message('done'))).toEqual(place)
    expect(methods()).toEqual(['chat.update', 'chat.update'])
  })

  it('ends in a new message where the old one cannot be changed', async () => {
    const gone = { error: 'message_not_found' }
    const { shown, methods } = live({ 'chat.update': [gone, gone], 'chat.postMessage': [{ ts: '9.0' }] })
    expect(await shown.end(message('done'))).toEqual({ channel: 'C1', ts: '9.0' })
    expect(methods()).toEqual(['chat.update', 'chat.update', 'chat.postMessage'])
  })

  it('ends in plain words where Slack refuses the blocks', async () => {
    const { shown, calls, log } = live({ 'chat.update': [{ error: 'invalid_blocks' }] })
    await shown.end(message('done'))
    expect(calls.map(({ args }) => args.blocks)).toEqual([expect.stringContaining('done'), '[]'])
    expect(log.lines).toMatchObject([{ level: 'error' }])
  })

  it('throws where nothing works, so that the caller can tell the person otherwise', async () => {
    const archived = { error: 'is_archived' }
    const { shown } = live({ 'chat.update': [archived, archived], 'chat.postMessage': [archived] })
    await expect(shown.end(message('done'))).rejects.toThrow('is_archived')
  })
})
