import { eventOfEnvelope } from '../../watch/envelope.ts'
import type { TrailEvent } from '../../watch/event.ts'
import type { Message, Queue } from './queue.ts'
import { type TickedWork, tickOf } from './ticks.ts'

export interface ConsumeOptions {
  readonly queue: Queue
  /** Resolves once what was seen in the events is kept. */
  readonly deliver: (events: readonly TrailEvent[]) => Promise<unknown>
  /** It is time for this work; not waited for. */
  readonly tick: (work: TickedWork) => void
  /** A message that is none of ours, by its id. It stays, until the queue puts it with the dead letters. */
  readonly onStrange: (messageId: string) => void
  /** What was received will be handed out again. */
  readonly onFailure: (error: unknown) => void
  /** Milliseconds; ends early where the signal says so. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** Ends everything. A message that is being delivered then is handed out again. */
  readonly signal: AbortSignal
}

const LONGEST_PAUSE_MS = 60_000
/** After an empty answer; the queue itself waits much longer, but a stand-in might not. */
const EMPTY_PAUSE_MS = 200

/**
 * Takes messages off the queue until it is told to stop. A message is removed after what it says is kept, so one that is cut
 * off comes again; the watch counts no event twice. Nothing of a message is logged. Never throws.
 */
export async function consume(options: ConsumeOptions): Promise<void> {
  const { queue, onFailure, sleep, signal } = options
  let failures = 0
  while (!signal.aborted) {
    try {
      const messages = await queue.receive(signal)
      await takeAll(options, messages)
      failures = 0
      if (messages.length === 0) await sleep(EMPTY_PAUSE_MS, signal)
    } catch (error) {
      if (signal.aborted) return
      failures += 1
      onFailure(error)
      await sleep(Math.min(LONGEST_PAUSE_MS, 500 * 2 ** failures), signal)
    }
  }
}

/** Throws the first failure, after every message had its chance. */
async function takeAll(options: ConsumeOptions, messages: readonly Message[]): Promise<void> {
  const { queue, deliver, tick, onStrange, signal } = options
  const read = messages.map(readMessage)
  const ticks = read.filter(({ work }) => work !== undefined)
  for (const work of new Set(ticks.map((each) => each.work))) if (work !== undefined) tick(work)
  for (const { message, work, event } of read) if (!work && !event) onStrange(message.id)
  const failed: unknown[] = []
  const attempt = (step: () => Promise<void>) => step().catch((error: unknown) => failed.push(error))
  await attempt(() => queue.remove(ticks.map(({ message }) => message)))
  for (const batch of batches(read.filter(({ event }) => event !== undefined))) {
    if (signal.aborted) return
    await attempt(async () => {
      await deliver(batch.flatMap(({ event }) => event ?? []))
      await queue.remove(batch.map(({ message }) => message))
    })
  }
  if (failed.length > 0) throw failed[0]
}

interface Read {
  readonly message: Message
  readonly work: TickedWork | undefined
  readonly event: TrailEvent | undefined
}

function readMessage(message: Message): Read {
  return { message, work: tickOf(message.body), event: eventOfEnvelope(message.body) }
}

/** What is new goes together. What was handed out before goes alone, so that one bad event holds no other back. */
function batches(read: readonly Read[]): ReadonlyArray<readonly Read[]> {
  const isNew = ({ message }: Read) => message.receives === 1
  const together = read.filter(isNew)
  return [
    ...(together.length > 0 ? [together] : []),
    ...read.filter((each) => !isNew(each)).map((each) => [each]),
  ]
}
