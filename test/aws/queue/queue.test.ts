import { hash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Clients, createClients } from '../../../src/aws/clients.ts'
import { createQueue, type Message } from '../../../src/aws/queue/queue.ts'
import { TICKS, tickBody, tickOf, WORK } from '../../../src/aws/queue/ticks.ts'
import { mockHttp } from '../../support/http.ts'

const http = mockHttp()
const HOST = 'https://sqs.eu-west-1.amazonaws.com'
const URL = `${HOST}/111122223333/sagewarden`
const JSON_TYPE = { 'content-type': 'application/x-amz-json-1.0' }
const ASKED = {
  QueueUrl: URL,
  MaxNumberOfMessages: 10,
  WaitTimeSeconds: 10,
  MessageSystemAttributeNames: ['ApproximateReceiveCount'],
}

let clients: Clients
beforeEach(() => {
  clients = createClients({ credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' } })
})
afterEach(() => clients.close())

const never = new AbortController().signal
const queue = () => createQueue(clients, URL)
const receiving = () =>
  http.host(HOST).post('/', ASKED).matchHeader('x-amz-target', 'AmazonSQS.ReceiveMessage')
const message = (body: string, over: object = {}) => ({
  MessageId: 'm1',
  ReceiptHandle: 'r1',
  Body: body,
  MD5OfBody: hash('md5', body),
  Attributes: { ApproximateReceiveCount: '3' },
  ...over,
})

describe('a queue', () => {
  it('hands out messages with how often it did, in the Region of its URL', async () => {
    receiving().reply(200, { Messages: [message('hello')] }, JSON_TYPE)
    expect(await queue().receive(never)).toEqual([{ id: 'm1', body: 'hello', receipt: 'r1', receives: 3 }])
  })

  it('may be empty', async () => {
    receiving().reply(200, {}, JSON_TYPE)
    expect(await queue().receive(never)).toEqual([])
  })

  it('removes messages by their receipts, and asks for nothing where there are none', async () => {
    const asked = {
      QueueUrl: URL,
      Entries: [
        { Id: '0', ReceiptHandle: 'r1' },
        { Id: '1', ReceiptHandle: 'r2' },
      ],
    }
    http
      .host(HOST)
      .post('/', asked)
      .matchHeader('x-amz-target', 'AmazonSQS.DeleteMessageBatch')
      .reply(
        200,
        { Successful: [{ Id: '0' }], Failed: [{ Id: '1', SenderFault: false, Code: 'x' }] },
        JSON_TYPE,
      )
    const held = (receipt: string): Message => ({ id: receipt, body: '', receipt, receives: 1 })
    await queue().remove([held('r1'), held('r2')])
    await queue().remove([])
  })

  it.each([
    [
      'a body that was changed on the way',
      { Messages: [message('hello', { MD5OfBody: hash('md5', 'other') })] },
    ],
    ['a message without a receipt', { Messages: [message('hello', { ReceiptHandle: undefined })] }],
  ])('does not take %s', async (_, answer) => {
    receiving().reply(200, answer, JSON_TYPE)
    await expect(queue().receive(never)).rejects.toThrow()
  })

  it('says that it is denied', async () => {
    const denied = { __type: 'com.amazonaws.sqs#AccessDeniedException', message: 'no' }
    receiving().reply(403, denied, JSON_TYPE)
    await expect(queue().receive(never)).rejects.toMatchObject({ name: 'AccessDeniedException' })
  })

  it('is left at once in the middle of waiting', async () => {
    receiving().delay(9000).reply(200, {}, JSON_TYPE)
    const stopping = new AbortController()
    const receive = queue().receive(stopping.signal)
    setImmediate(() => stopping.abort())
    await expect(receive).rejects.toMatchObject({ name: 'AbortError' })
  })

  it.each([
    ['http://sqs.eu-west-1.amazonaws.com/111122223333/sagewarden'],
    ['https://sqs.eu-west-1.amazonaws.com.example.com/111122223333/sagewarden'],
    ['https://example.com/111122223333/sagewarden'],
    ['arn:aws:sqs:eu-west-1:111122223333:sagewarden'],
  ])('is not %s', (url) => {
    expect(() => createQueue(clients, url)).toThrow(TypeError)
  })
})

describe('a tick', () => {
  it('names its work, and is no more often than EventBridge Scheduler can', () => {
    expect(WORK.map((work) => tickOf(tickBody(work)))).toEqual(WORK)
    expect(Math.min(...Object.values(TICKS))).toBeGreaterThanOrEqual(1)
  })
})
