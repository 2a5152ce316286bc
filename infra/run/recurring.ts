import { setTimeout as pause } from 'node:timers/promises'
import type { AwsSettings } from '../../src/aws/clients.ts'
import { TICKS, type TickedWork } from '../../src/aws/queue/ticks.ts'
import { MINUTE_S } from '../../src/base/time.ts'
import { beginConsuming } from './consuming.ts'
import type { Granting } from './granting/open.ts'
import type { Logger } from './log.ts'
import { createTicks } from './schedule/by-ticks.ts'
import { inProcess } from './schedule/in-process.ts'
import type { Recurring, Schedule } from './schedule/schedule.ts'
import type { Watching } from './watching.ts'

export interface RecurringOptions {
  /** Keeps grants true: an end that nobody waited for, a reminder, a message that Slack did not take. */
  readonly granting?: Pick<Granting, 'tend'>
  /** Sends the digests that are due. */
  readonly send: () => Promise<void>
  /** Sends what Slack did not take yet; it never throws. */
  readonly drain: () => Promise<void>
  readonly watching: Pick<Watching, 'tend' | 'deliver' | 'announce'>
  /** How often with timers of this process. */
  readonly tendEverySeconds: number
  readonly lookEverySeconds: number
  /** The queue that events and ticks come through instead. */
  readonly queueUrl?: string
  readonly aws?: AwsSettings
  readonly logger: Logger
}

/** Everything that is done again and again, begun. What is due each time is read from the records. */
interface Begun {
  stop(): Promise<void>
}

/** What is cut off is done again at the next start, and counts nothing twice. */
const ENDS_MS = 2000

/** Begins it with timers of this process, or by the ticks and events of the queue where there is one. */
export function beginRecurring(options: RecurringOptions): Begun {
  const { queueUrl, tendEverySeconds, lookEverySeconds } = options
  if (queueUrl !== undefined) return beginByQueue(options, queueUrl)
  const begin = beginner(options, inProcess)
  return allOf([
    ...tending(options, (name, run) => begin(name, tendEverySeconds, run)),
    draining(options),
    cutOff(begin('trails', lookEverySeconds, options.watching.tend)),
  ])
}

/** Events come through the queue within seconds; the looks at the trails are the net below, for what it lost. */
function beginByQueue(options: RecurringOptions, url: string): Begun {
  const { watching, aws, logger } = options
  const ticks = createTicks((work) =>
    logger.warn({ work }, 'no tick comes through the queue: done by timers of this process'),
  )
  const begin = beginner(options, ticks.schedule)
  const ticked = (work: TickedWork, run: () => Promise<void>) => begin(work, TICKS[work] * MINUTE_S, run)
  const alerts = ticked('alerts', watching.announce)
  const begun = [
    ...tending(options, ticked),
    alerts,
    draining(options),
    cutOff(ticked('trails', watching.tend)),
  ]
  const consuming = beginConsuming({
    url,
    ...(aws && { aws }),
    logger,
    tick: ticks.tick,
    async deliver(events) {
      // Slack may take its time: the message is done with once the alert is kept.
      if (await watching.deliver(events)) void alerts.now()
    },
  })
  return allOf([cutOff(consuming), ...begun])
}

function tending(
  { granting, send }: RecurringOptions,
  begin: (work: 'grants' | 'digests', run: () => Promise<void>) => Recurring,
): readonly Begun[] {
  return [...(granting ? [begin('grants', granting.tend)] : []), begin('digests', send)]
}

/** What waits for Slack waits in this process: no tick is needed for it. */
function draining(options: RecurringOptions): Begun {
  return cutOff(beginner(options, inProcess)('unsent messages', options.tendEverySeconds, options.drain))
}

function beginner({ logger }: RecurringOptions, schedule: Schedule) {
  return (name: string, everySeconds: number, run: () => Promise<void>): Recurring =>
    schedule({
      name,
      everySeconds,
      run,
      onFailure: (error) => logger.warn({ work: name, err: error }, 'will be done again'),
    })
}

function cutOff({ stop }: Begun): Begun {
  return { stop: () => Promise.race([stop(), pause(ENDS_MS, undefined, { ref: false })]) }
}

function allOf(begun: readonly Begun[]): Begun {
  return {
    async stop() {
      await Promise.all(begun.map((each) => each.stop()))
    },
  }
}
