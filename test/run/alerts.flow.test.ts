import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { actingIn } from '../../infra/local/aws/changes/acting.ts'
import { CHANGES } from '../../infra/local/aws/changes/index.ts'
import type { Message } from '../../infra/local/slack/shapes.ts'
import { type Stage, setStage } from '../support/bot.ts'

let stage: Stage
beforeEach(async () => {
  stage = await setStage()
})
afterEach(() => stage.close())

const LOOK_MS = 100_000

async function make(id: string): Promise<void> {
  const change = CHANGES.find((each) => each.id === id)
  if (!change) throw new Error(`There is no change ${id}`)
  await change.make(actingIn(stage.account.url, 'test'))
}

const alertsIn = (channel: string): readonly Message[] =>
  stage.workspace.driver.messages(channel).filter((m) => m.fromApp && / alert: /.test(m.text))

const alertOn = (words: RegExp) =>
  stage.workspace.driver.waitForMessage((m) => m.fromApp && words.test(m.text), LOOK_MS)

describe('the watch', () => {
  it('tells a channel of a bad change, and does not repeat it after kill -9 and a restart', async () => {
    const { driver } = stage.workspace
    const first = await stage.startBot()
    await driver.person('ana').slash('/sagemaker alerts here', { channel: 'ml-platform' })
    await driver.waitForMessage((m) => m.fromApp && /turned alerts on here/.test(m.text))

    await make('stop-trail')
    const alert = await alertOn(/Critical alert: A CloudTrail trail was stopped/)
    expect(JSON.stringify(alert.blocks)).toContain('user/dave.ops')
    await first.stop('SIGKILL')

    await stage.startBot()
    // What comes later shows that the bot has looked again.
    await make('schedule-key-deletion')
    await alertOn(/High alert: A KMS key was disabled/)
    expect(alertsIn('ml-platform').map(({ text }) => text)).toEqual([
      'Critical alert: A CloudTrail trail was stopped, deleted or changed (1 event)',
      'High alert: A KMS key was disabled or is scheduled for deletion (1 event)',
    ])
  }, 150_000)

  it('folds a burst into one message', async () => {
    const { driver } = stage.workspace
    await stage.startBot()
    await driver.person('ana').slash('/sagemaker alerts here', { channel: 'ml-platform' })
    await driver.waitForMessage((m) => m.fromApp && /turned alerts on here/.test(m.text))
    await make('failed-logins')
    await make('deny-burst')
    await alertOn(/12 refused calls/)
    await alertOn(/6 failures/)
    expect(
      alertsIn('ml-platform')
        .map(({ text }) => text)
        .toSorted(),
    ).toEqual([
      'High alert: Sign-ins to the AWS console failed again and again (6 failures within 10 minutes)',
      'Medium alert: SageMaker refused many calls of one principal (12 refused calls within 10 minutes)',
    ])
  }, 240_000)
})
