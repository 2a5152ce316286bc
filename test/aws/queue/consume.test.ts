import { hash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ConsumeOptions, consume } from '../../../src/aws/queue/consume.ts'
import type { Message, Queue } from '../../../src/aws/queue/queue.ts'
import { tickBody } from '../../../src/aws/queue/ticks.ts'
import { watchIn } from '../../../src/store/watch.ts'
import { DETECTIONS } from '../../../src/watch/detections/index.ts'
import type { TrailEvent } from '../../../src/watch/event.ts'
import { createWatch } from '../../../src/watch/watch.ts'
import { aTable } from '../../support/stores.ts'
import { ACCOUNT, AT, aContext, aRecord, eventOf } from '../../support/trail.ts'

/** A queue that hands out what is in it, once for each time that it is asked, until it is removed. */
function heldQueue(bodies: readonly string[]) {
  const messages = new Map(bodies.map((body, i) => [`m${i + 1}`, { body, receives: 0 }]))
  const trouble = { receive: 0, remove: 0 }
  const fails = (step: keyof typeof trouble): void => {
    if (trouble[step] === 0) return
    trouble[step] -= 1
    throw new Error(`${step} failed`)
  }
  const queue: Queue = {
    async receive() {
      fails('receive')
      return [...messages].map(([id, message]): Message => {
        message.receives += 1
        return { id, body: message.body, receipt: id, receives: message.receives }
      })
    },
    async remove(removed) {
      if (removed.length > 0) fails('remove')
      for (const { id } of removed) messages.delete(id)
    },
  }
  return { queue, trouble, left: () => [...messages.keys()] }
}

const inEnvelope = (record: object): string =>
  JSON.stringify({ 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.any', detail: record })

const stop = () => aRecord('StopLogging', { name: 'acme-audit' }, { eventSource: 'cloudtrail.amazonaws.com' })

/** Consumes until the queue was asked so many times. */
async function consumed(queue: Queue, rounds: number, over: Partial<ConsumeOptions> = {}) {
  const seen = {
    delivered: [] as string[][],
    ticks: [] as string[],
    strange: [] as string[],
    failures: [] as unknown[],
    slept: [] as number[],
  }
  const stopping = new AbortController()
  let asked = 0
  const counting: Queue = {
    ...queue,
    receive(signal) {
      asked += 1
      if (asked === rounds) stopping.abort()
      return asked === rounds ? Promise.resolve([]) : queue.receive(signal)
    },
  }
  await consume({
    queue: counting,
    deliver: async (events) => {
      seen.delivered.push(events.map(({ name }) => name))
    },
    tick: (work) => seen.ticks.push(work),
    onStrange: (id) => seen.strange.push(id),
    onFailure: (error) => seen.failures.push(error),
    sleep: async (ms) => {
      seen.slept.push(ms)
    },
    signal: stopping.signal,
    ...over,
  })
  return seen
}

describe('messages', () => {
  it('are delivered together, and removed after that', async () => {
    const { queue, left } = heldQueue([inEnvelope(stop()), inEnvelope(aRecord('ListModels'))])
    const whileDelivered: string[][] = []
    await consumed(queue, 3, {
      deliver: async () => {
        whileDelivered.push(left())
      },
    })
    expect([whileDelivered, left()]).toEqual([[['m1', 'm2']], []])
  })

  it('that ask for work ask once for each kind, and are removed at once', async () => {
    const { queue, left } = heldQueue([tickBody('grants'), tickBody('grants'), tickBody('digests')])
    const { ticks, delivered } = await consumed(queue, 2)
    expect([ticks, delivered, left()]).toEqual([['grants', 'digests'], [], []])
  })

  it.each([
    ['no JSON', '<html>'],
    ['another event', JSON.stringify({ 'detail-type': 'Scheduled Event', detail: {} })],
    ['unknown work', JSON.stringify({ sagewarden: 'tick', work: 'everything' })],
    ['more than a tick', JSON.stringify({ sagewarden: 'tick', work: 'grants', run: 'x' })],
  ])('that are none of ours stay for the dead letters: %s', async (_, body) => {
    const { queue, left } = heldQueue([body, inEnvelope(stop())])
    const { strange, delivered } = await consumed(queue, 2)
    expect([strange, delivered, left()]).toEqual([['m1'], [['StopLogging']], ['m1']])
  })

  it('come again where keeping them failed, and then each alone, so that a bad one holds none back', async () => {
    const { queue, left } = heldQueue([inEnvelope(stop()), inEnvelope(aRecord('Bad')), inEnvelope(stop())])
    const seen = await consumed(queue, 3, {
      deliver: async (events) => {
        if (events.some(({ name }) => name === 'Bad')) throw new Error('cannot be kept')
      },
    })
    expect(left()).toEqual(['m2'])
    expect(seen.failures).toHaveLength(2)
  })

  it('are asked for less and less often while the queue cannot be reached', async () => {
    const { queue, trouble } = heldQueue([])
    trouble.receive = 9
    const { slept, failures } = await consumed(queue, 11)
    expect(failures).toHaveLength(9)
    expect(slept).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000, 200, 200])
  })

  it('are asked for no more once it is stopped in the middle of waiting', async () => {
    const stopping = new AbortController()
    const failures: unknown[] = []
    const waiting: Queue = {
      receive: (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')))
          stopping.abort()
        }),
      remove: async () => undefined,
    }
    await consumed(waiting, 99, { signal: stopping.signal, onFailure: (error) => failures.push(error) })
    expect(failures).toEqual([])
  })
})

describe('an event that comes more than once', () => {
  let opened: Awaited<ReturnType<typeof aTable>>
  beforeAll(async () => {
    opened = await aTable()
  })
  afterAll(() => opened.close())
  let trail: TrailEvent[]
  beforeEach(() => {
    trail = []
  })

  const watch = (region: string) =>
    createWatch({
      detections: DETECTIONS,
      store: watchIn(opened.table),
      readEvents: async () => ({ events: trail, reached: null, trouble: null }),
      readContext: async () => aContext(),
      regions: [region],
      account: ACCOUNT,
      hash: (text) => hash('sha256', text),
      clock: () => (AT + 60) * 1000,
    })
  const counts = async (name: string) =>
    (await watchIn(opened.table).since(0)).flatMap(({ subject, count }) => (subject === name ? [count] : []))

  it.each([
    ['where the process dies before it removed the message', 'killed', 1, false],
    ['where SQS hands it out twice', 'twice', 0, false],
    ['where LookupEvents brings it too', 'both-ways', 0, true],
  ])('is counted once %s', async (_, name, removalsThatFail, isRead) => {
    const region = `eu-west-${name.length}`
    const record = aRecord(
      'StopLogging',
      { name },
      { eventSource: 'cloudtrail.amazonaws.com', awsRegion: region },
    )
    const body = inEnvelope(record)
    const { queue, trouble, left } = heldQueue([body, body])
    trouble.remove = removalsThatFail
    const { deliver, look } = watch(region)
    await consumed(queue, 4, { deliver })
    if (isRead) {
      trail = [eventOf(record)]
      await look()
    }
    expect([await counts(name), left()]).toEqual([[1], []])
  })

  it('is counted once where a global event comes from its own Region', async () => {
    const record = aRecord(
      'PutRolePolicy',
      { roleName: 'fraud-training-exec' },
      { eventSource: 'iam.amazonaws.com', awsRegion: 'us-east-1' },
    )
    const { queue } = heldQueue([inEnvelope(record)])
    await consumed(queue, 2, { deliver: watch('eu-west-1').deliver })
    trail = [eventOf(record)]
    await watch('us-east-1').look()
    expect(await counts('arn:aws:iam::111122223333:role/sagemaker/fraud-training-exec')).toEqual([1])
  })
})
