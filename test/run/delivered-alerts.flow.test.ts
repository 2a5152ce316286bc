import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Message } from '../../infra/local/slack/shapes.ts'
import { tickBody } from '../../src/aws/queue/ticks.ts'
import { type Stage, setStage } from '../support/bot.ts'
import { aRecord } from '../support/trail.ts'

const QUEUE = 'https://sqs.eu-west-1.amazonaws.com/111122223333/sagewarden'
const ALERT_MS = 60_000

let stage: Stage
let sqs: SQSClient
beforeEach(async () => {
  stage = await setStage()
  sqs = new SQSClient({
    endpoint: stage.account.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
  })
})
afterEach(async () => {
  sqs.destroy()
  await stage.close()
})

/** What EventBridge puts into the queue, as of now. None of it is on the account's trail. */
function event(name: string, source: string, asked: object): string {
  const record = aRecord(
    name,
    { ...asked },
    { eventSource: source, eventTime: new Date().toISOString(), eventID: `${name}-1` },
  )
  return JSON.stringify({ 'detail-type': 'AWS API Call via CloudTrail', detail: record })
}
const send = (body: string) => sqs.send(new SendMessageCommand({ QueueUrl: QUEUE, MessageBody: body }))
const alertOn = (words: RegExp) =>
  stage.workspace.driver.waitForMessage((m) => m.fromApp && words.test(m.text), ALERT_MS)
const alerts = (): readonly Message[] =>
  stage.workspace.driver.messages('ml-platform').filter((m) => m.fromApp && / alert: /.test(m.text))

describe('a bot with a queue', () => {
  it('tells what is delivered, once, though it is killed and the queue hands it out again', async () => {
    const { driver } = stage.workspace
    const first = await stage.startBot({ SAGEWARDEN_QUEUE_URL: QUEUE })
    await driver.person('ana').slash('/sagemaker alerts here', { channel: 'ml-platform' })
    await driver.waitForMessage((m) => m.fromApp && /turned alerts on here/.test(m.text))

    const stopped = event('StopLogging', 'cloudtrail.amazonaws.com', { name: 'acme-audit' })
    await send(stopped)
    await alertOn(/Critical alert: A CloudTrail trail was stopped/)
    // A look at the trails comes every five minutes, or when a tick asks for one.
    const lookups = () => Number(stage.account.calls().byOperation['cloudtrail:LookupEvents'])
    const ofOneLook = 8
    await vi.waitFor(
      async () => {
        await send(tickBody('trails'))
        expect(lookups()).toBeGreaterThan(ofOneLook)
      },
      { timeout: 30_000, interval: 500 },
    )
    await first.stop('SIGKILL')

    await send(stopped)
    await send('neither an event nor a tick')
    await send(event('DisableKey', 'kms.amazonaws.com', { keyId: 'k-1' }))
    const second = await stage.startBot({ SAGEWARDEN_QUEUE_URL: QUEUE })
    await alertOn(/High alert: A KMS key was disabled/)
    expect(alerts().map(({ text }) => text)).toEqual([
      'Critical alert: A CloudTrail trail was stopped, deleted or changed (1 event)',
      'High alert: A KMS key was disabled or is scheduled for deletion (1 event)',
    ])
    expect(second.output()).toContain('a message in the queue is none of ours')
    expect(second.output()).not.toContain('neither an event')
    const asked = performance.now()
    await second.stop('SIGTERM')
    expect(performance.now() - asked).toBeLessThan(10_000)
  }, 240_000)
})
