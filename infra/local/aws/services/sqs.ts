import type { Json, Rec } from '../estates/estate.ts'
import type { Queued } from '../state/queues.ts'
import { AwsError } from '../wire/error.ts'
import { isRec } from '../wire/json.ts'
import { sizeOf } from './page.ts'
import type { Service } from './service.ts'

/** Seconds; the queue's own setting, which no call here changes. */
const HIDDEN_S = 120

const URL_OF_QUEUE = /^https?:\/\/[^/]+\/(\d{12})\/([\w-]{1,80})$/

const urlOf = (input: Rec): string => {
  const url = String(input.QueueUrl ?? '')
  if (URL_OF_QUEUE.test(url)) return url
  throw new AwsError(
    'com.amazonaws.sqs#QueueDoesNotExist',
    'The specified queue does not exist for this wsdl version.',
  )
}

const messageOf = ({ id, body, md5, receipt, receives }: Queued): Rec => ({
  MessageId: id,
  ReceiptHandle: receipt,
  MD5OfBody: md5,
  Body: body,
  Attributes: { ApproximateReceiveCount: String(receives) },
})

const entriesOf = (input: Rec): readonly Rec[] => {
  const entries: readonly Json[] = Array.isArray(input.Entries) ? input.Entries : []
  if (entries.length > 0) return entries.filter(isRec)
  throw new AwsError('com.amazonaws.sqs#EmptyBatchRequest', 'The batch request does not contain any entries.')
}

/** Amazon SQS, sending and taking messages. It answers at once: nobody waits for a message that is not there. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/ */
export const sqs: Service = {
  signingName: 'sqs',
  actionPrefix: 'sqs',
  target: 'AmazonSQS',
  dialect: 'json',
  denied: { code: 'com.amazonaws.sqs#AccessDeniedException', status: 403 },
  throttled: { code: 'com.amazonaws.sqs#RequestThrottled', status: 400 },
  client: () => import('@aws-sdk/client-sqs'),
  operations: {
    SendMessage: (input, { live }) => {
      const { id, md5 } = live.queues.send(urlOf(input), String(input.MessageBody))
      return { MessageId: id, MD5OfMessageBody: md5 }
    },
    ReceiveMessage: (input, { live }) => {
      const most = sizeOf(input.MaxNumberOfMessages, 10, 1, 'MaxNumberOfMessages')
      const messages = live.queues.receive(urlOf(input), most, HIDDEN_S)
      return messages.length === 0 ? {} : { Messages: messages.map(messageOf) }
    },
    DeleteMessageBatch: (input, { live }) => {
      const entries = entriesOf(input)
      for (const { ReceiptHandle } of entries) live.queues.remove(urlOf(input), String(ReceiptHandle))
      return { Successful: entries.map(({ Id }) => ({ Id: Id ?? null })), Failed: [] }
    },
  },
  actions: { DeleteMessageBatch: 'sqs:DeleteMessage' },
  resourceOf: (_operation, input, region) => {
    const [, account, name] = URL_OF_QUEUE.exec(String(input.QueueUrl ?? '')) ?? []
    return `arn:aws:sqs:${region}:${account ?? '*'}:${name ?? '*'}`
  },
}
