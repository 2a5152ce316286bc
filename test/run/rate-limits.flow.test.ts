import { afterEach, describe, expect, it } from 'vitest'
import type { Message as Posted } from '../../infra/local/slack/shapes.ts'
import { type Stage, setStage } from '../support/bot.ts'
import { knocks, type RecordedLine, recordedLine } from '../support/recorded-line.ts'
import { drawn } from '../support/workspace-bot.ts'

const CHANNEL = 'ml-platform'
const ELSEWHERE = 'C0SMALERT1'
const SOON = { timeout: 15_000, interval: 500 }
const QUIET_S = 25
let stage: Stage | undefined
let line: RecordedLine | undefined

afterEach(async () => {
  await line?.close()
  await stage?.close()
  stage = undefined
})

const says = (text: string) => (message: Posted) => message.fromApp && drawn(message).includes(text)

describe('a bot that is killed while messages wait because Slack wants quiet', () => {
  it('sends each of them once after its next start, in order, and does not knock before', async () => {
    stage = await setStage()
    const { driver, apiUrl } = stage.workspace
    line = await recordedLine(apiUrl, Date.now)
    const { calls, limitPosting } = line
    const first = await stage.startBot({ SLACK_API_URL: line.apiUrl })
    const ana = driver.person('ana')
    const type = (words: string) => ana.slash(`/sagemaker ${words}`, { channel: CHANNEL })
    const hears = (text: string) => driver.waitForMessage((m) => m.onlyFor !== undefined && says(text)(m))
    await type('alerts here')
    await driver.waitForMessage(says('turned alerts on here'))
    await type('digest here 09:00 UTC')
    await driver.waitForMessage(says('09:00'))

    limitPosting(QUIET_S)
    const limited = () =>
      calls.filter(({ status, method }) => status === 429 && method === 'chat.postMessage')
    await type('alerts off')
    await expect.poll(() => limited().length, SOON).toBe(1)
    await type('digest off')
    await type('audit notebooks')
    // Questions elsewhere, and their answers: whatever is to be kept of what waits is kept by then.
    const ask = (words: string) => ana.slash(`/sagemaker ${words}`, { channel: ELSEWHERE })
    const { world } = stage.workspace
    const isOff = () => world.messages.all().some(says('No channel has a digest'))
    await expect.poll(() => ask('digest list').then(isOff), SOON).toBe(true)
    await ask('explain')
    await hears('checks in')
    await first.stop('SIGKILL')
    limitPosting(0)
    const before = driver.messages(CHANNEL).filter((m) => m.fromApp && m.onlyFor === undefined)

    await stage.startBot({ SLACK_API_URL: line.apiUrl })
    for (const text of ['turned alerts off', 'not come here any more', 'interrupted'])
      await driver.waitForMessage(says(text), 60_000)
    const after = driver
      .messages(CHANNEL)
      .filter((m) => m.fromApp && m.onlyFor === undefined)
      .slice(before.length)
    const texts = after.map(({ text }) => text)
    expect(texts.filter((text) => !text.includes('interrupted'))).toEqual([
      expect.stringContaining('turned alerts off here'),
      expect.stringContaining('digest does not come here any more'),
    ])
    expect(texts).toHaveLength(3)
    expect(after.map(drawn).join()).not.toContain('may have read this before')
    expect(limited()).toHaveLength(1)
    expect(knocks(calls.filter(({ method }) => method === 'chat.postMessage'))).toEqual([])
  }, 120_000)
})
