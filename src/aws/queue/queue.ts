import { required } from '../call.ts'
import type { Clients } from '../clients.ts'

/** A message as the queue holds it. */
export interface Message {
  readonly id: string
  readonly body: string
  /** What names this receipt of it when it is removed. */
  readonly receipt: string
  /** How often it was handed out, this time included. */
  readonly receives: number
}

/** A queue that hands each message out again and again until it is removed. */
export interface Queue {
  /** Waits up to ten seconds for messages, ten at the most. Throws what the SDK throws. */
  receive(signal: AbortSignal): Promise<readonly Message[]>
  /** Removes messages. One that could not be removed is handed out again. Throws what the SDK throws. */
  remove(messages: readonly Message[]): Promise<void>
}

/** What it takes, on that queue alone. */
export const QUEUE_ACTIONS: readonly string[] = ['sqs:DeleteMessage', 'sqs:ReceiveMessage']

/** `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME`; the SDK's Region does not matter. Source: SQS API, "QueueUrl". */
export const QUEUE_URL =
  /^https:\/\/sqs\.([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com(?:\.cn)?\/\d{12}\/[\w-]{1,80}$/

/** Shorter than a request may take; SQS itself waits for 20 seconds at most. */
const WAIT_S = 10

/** The SQS queue at a URL. Throws a `TypeError` where that is not the URL of a queue. */
export function createQueue(clients: Clients, url: string): Queue {
  const [, region] = QUEUE_URL.exec(url) ?? []
  if (region === undefined) throw new TypeError('This is not the URL of an SQS queue')
  return {
    async receive(signal) {
      const { Messages: messages = [] } = await clients.send(
        'sqs',
        region,
        'ReceiveMessage',
        {
          QueueUrl: url,
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: WAIT_S,
          MessageSystemAttributeNames: ['ApproximateReceiveCount'],
        },
        signal,
      )
      return messages.map(({ MessageId, Body, ReceiptHandle, Attributes }) => ({
        id: required(MessageId, 'MessageId'),
        body: required(Body, 'Body'),
        receipt: required(ReceiptHandle, 'ReceiptHandle'),
        receives: Number(Attributes?.ApproximateReceiveCount ?? 1),
      }))
    },
    async remove(messages) {
      if (messages.length === 0) return
      const entries = messages.map(({ receipt }, i) => ({ Id: String(i), ReceiptHandle: receipt }))
      await clients.send('sqs', region, 'DeleteMessageBatch', { QueueUrl: url, Entries: entries })
    },
  }
}
