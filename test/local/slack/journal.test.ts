import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openJournal } from '../../../infra/local/slack/journal.ts'
import { testApi } from './api.ts'

const newFile = (): string => join(mkdtempSync(join(tmpdir(), 'slack-')), 'state', 'slack.jsonl')
const channel = 'C0MLPLATF1'

describe('what the workspace keeps', () => {
  test('messages, threads and Home views are there after a restart; ephemeral messages are not', () => {
    const stateFile = newFile()
    const before = testApi({ stateFile })
    const { ts } = before.call('chat.postMessage', { channel, text: 'parent' })
    before.call('chat.postMessage', { channel, text: 'reply', thread_ts: ts })
    before.call('chat.update', { channel, ts, text: 'changed' })
    before.call('chat.postEphemeral', { channel, user: 'U0ANARUIZ1', text: 'secret' })
    before.call('views.publish', {
      user_id: 'U0ANARUIZ1',
      view: { type: 'home', blocks: [{ type: 'divider' }] },
    })

    const after = testApi({ stateFile })
    expect(after.world.messages.find(channel, String(ts))).toMatchObject({ text: 'changed' })
    expect(after.world.messages.replies(channel, String(ts)).map(({ text }) => text)).toEqual(['reply'])
    expect(after.world.messages.all().some(({ text }) => text === 'secret')).toBe(false)
    expect(after.world.views.home('U0ANARUIZ1')?.content.type).toBe('home')
    const fresh = after.call('chat.postMessage', { channel, text: 'later' })
    expect(Number(fresh.ts)).toBeGreaterThan(Number(ts))
  })

  test('the sample talk is not posted a second time', () => {
    const stateFile = newFile()
    const count = testApi({ stateFile }).world.messages.all().length
    expect(testApi({ stateFile }).world.messages.all()).toHaveLength(count)
  })

  test('a line that a kill cut short is ignored, and the rest is there', () => {
    const file = newFile()
    const journal = openJournal(file)
    journal.put('t', 'a', 1)
    journal.put('t', 'b', 2)
    journal.remove('t', 'a')
    appendFileSync(file, '{"t":"t","k":"c","v":')
    expect(openJournal(file).loaded('t')).toEqual([2])
    expect(readFileSync(file, 'utf8')).toBe('{"t":"t","k":"b","v":2}\n')
  })
})
