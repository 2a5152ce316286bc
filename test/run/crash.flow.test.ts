import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Stage, setStage } from '../support/bot.ts'
import { holdAnswers } from '../support/held-answers.ts'

let stage: Stage | undefined

afterEach(async () => {
  await stage?.close()
  stage = undefined
})

describe('a bot that is killed in the middle of an audit', () => {
  it('repairs its message at the next start, and answers again', async () => {
    stage = await setStage({ latencyMs: 300 })
    const { driver } = stage.workspace
    const first = await stage.startBot()
    await driver.person('ana').slash('/sagemaker audit', { channel: 'ml-platform' })
    const running = await driver.waitForMessage((m) => m.fromApp && /Reading/.test(m.text))
    await first.stop('SIGKILL')

    await stage.startBot()
    const repaired = await driver.waitForMessage((m) => m.ts === running.ts && /interrupted/i.test(m.text))
    expect(driver.messages('ml-platform').filter((m) => m.fromApp)).toHaveLength(1)

    const again = repaired.blocks.flatMap((block) => (Array.isArray(block.elements) ? block.elements : []))
    expect(JSON.stringify(again)).toContain('Run again')
  })
})

describe('a bot that is killed before it knows where its first message stands', () => {
  it('leaves words that stay true, and says in a new message that it was interrupted', async () => {
    stage = await setStage()
    const { driver, apiUrl } = stage.workspace
    const line = await holdAnswers(apiUrl, 'chat.postMessage')
    const first = await stage.startBot({ SLACK_API_URL: line.apiUrl })
    await driver.person('ana').slash('/sagemaker audit notebooks', { channel: 'ml-platform' })
    const posted = await driver.waitForMessage((m) => m.fromApp)
    await first.stop('SIGKILL')
    await line.close()

    await stage.startBot()
    await driver.waitForMessage((m) => m.fromApp && m.ts !== posted.ts && /interrupted/i.test(m.text))
    const left = driver.messages('ml-platform').find((m) => m.ts === posted.ts)
    expect(left?.text).toMatch(/was asked for/)
    expect(JSON.stringify(left)).not.toMatch(/Reading|Starting|Auditing|so far/)
    expect(JSON.stringify(left)).toContain('I was interrupted: ask again')
  })
})

describe('the result of an audit', () => {
  it('can be read by a second person after the bot was started anew, without another audit', async () => {
    stage = await setStage()
    const { driver } = stage.workspace
    const first = await stage.startBot()
    await driver.person('ana').slash('/sagemaker audit notebooks', { channel: 'ml-platform' })
    const result = await driver.waitForMessage((m) => m.fromApp && /findings? fail/.test(m.text))
    expect(await first.stop('SIGTERM')).toBe(0)
    await stage.startBot()
    // The watch over the trail goes on meanwhile; what counts is what an audit would read.
    const calls = readsOfSageMaker(stage)
    await driver.person('ben').click(result, detailsAction(result.blocks))
    const modal = await driver.waitForModal(
      'ben',
      (view) => !JSON.stringify(view.content).includes('One moment'),
    )
    expect(JSON.stringify(modal.content)).toMatch(/notebook/i)
    expect(readsOfSageMaker(stage)).toBe(calls)
  })
})

const Button = z.object({
  type: z.literal('button'),
  action_id: z.string(),
  text: z.object({ text: z.literal('Details') }),
})
const Actions = z.object({ elements: z.array(z.unknown()) })

function detailsAction(blocks: readonly object[]): string {
  const elements = blocks.flatMap((block) => Actions.safeParse(block).data?.elements ?? [])
  const button = elements
    .map((element) => Button.safeParse(element).data)
    .find((found) => found !== undefined)
  if (button === undefined) throw new Error('The result has no Details button.')
  return button.action_id
}

function readsOfSageMaker({ account }: Stage): number {
  const counts = Object.entries(account.calls().byOperation)
  return counts.filter(([name]) => name.startsWith('sagemaker:')).reduce((sum, [, count]) => sum + count, 0)
}
