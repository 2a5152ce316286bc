import type { LogRead, LogSpan, ReadLog, Trace } from '../../activity/log.ts'
import { epochSeconds, MINUTE_S } from '../../base/time.ts'
import { type AwsSettings, createClients } from '../clients.ts'
import type { LimiterOptions } from '../limiter.ts'
import { logEvent } from './log-event.ts'
import { createLookUp, type LookedUp, type LookUp } from './lookups.ts'
import type { TrailRecord } from './record.ts'
import { gapsOf, lookUpRole, once } from './role-lookups.ts'

/** What reading the access log takes from outside. */
export interface ReadLogOptions extends LimiterOptions {
  readonly aws?: AwsSettings
  /** Regions whose log is read; at least one. */
  readonly regions: readonly string[]
  /** Requests at the most for one question, 50 events each; 400 where absent. */
  readonly mostRequests?: number
  /** No request is sent later than this many seconds after the start; 300 where absent. */
  readonly withinSeconds?: number
}

/** What it takes to read the access log. */
export const READ_LOG_ACTIONS: readonly string[] = ['cloudtrail:LookupEvents']

const SAGEMAKER = 'sagemaker.amazonaws.com'

/** Reads the event history of CloudTrail, newest first, as far back as there is time for. */
export function createReadLog(options: ReadLogOptions): ReadLog {
  return async (traces, span, onProgress) => {
    const clients = createClients(options.aws ?? {})
    const now = epochSeconds(options.clock)
    let events = 0
    let reached: number | null = null
    const onPage = (records: readonly TrailRecord[]) => {
      events += records.length
      // Lookups run side by side: what is read further back than all of them have come is not read whole.
      const oldest = records.at(-1)?.at
      if (oldest !== undefined) reached = Math.min(reached ?? oldest, oldest)
      onProgress({ events, reached })
    }
    try {
      const lookUp = createLookUp(clients, {
        ...options,
        deadline: now + (options.withinSeconds ?? 5 * MINUTE_S),
        mostRequests: options.mostRequests ?? 400,
        onPage,
      })
      const found = await Promise.all(traces.map((trace) => follow(trace, lookUp, span, options.regions)))
      return readOf(found.flat(), span, options.regions, now)
    } finally {
      clients.close()
    }
  }
}

async function follow(
  trace: Trace,
  lookUp: LookUp,
  span: LogSpan,
  regions: readonly string[],
): Promise<readonly LookedUp[]> {
  if (trace.by === 'role') {
    const { arn, sessionNames } = trace
    return (await lookUpRole(lookUp, { arn, uniqueId: null, sessionNames }, span, regions)).all
  }
  const by =
    trace.by === 'service'
      ? { key: 'EventSource' as const, value: SAGEMAKER }
      : { key: 'Username' as const, value: trace.name }
  return Promise.all(regions.map((region) => lookUp({ region, ...by, ...span })))
}

function readOf(
  found: readonly LookedUp[],
  span: LogSpan,
  regions: readonly string[],
  asOf: number,
): LogRead {
  const unread = new Set(
    found.flatMap(({ refusal, records }) => (refusal && records.length === 0 ? [refusal.region] : [])),
  )
  return {
    // CloudTrail gives the newest first, and times to the second.
    events: once(found)
      .toReversed()
      .map(logEvent)
      .toSorted((a, b) => a.at - b.at),
    gaps: gapsOf(found),
    completeFrom: Math.max(span.from, ...found.map((one) => completeFrom(one, span))),
    regions: regions.filter((region) => !unread.has(region)),
    asOf,
  }
}

/** From where on one lookup was read whole. A Region that was not read at all is a gap of its own. */
function completeFrom({ records, refusal, truncated }: LookedUp, { from, to }: LogSpan): number {
  const oldest = records.at(-1)?.at
  if (!truncated && (!refusal || oldest === undefined)) return from
  return (oldest ?? to) + 1
}
