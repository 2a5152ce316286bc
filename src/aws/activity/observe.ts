import { DAY_S, type EpochSeconds, epochSeconds, isoTime, MINUTE_S } from '../../base/time.ts'
import type { Observe, Observed, ObservedRole } from '../../grants/request/looking.ts'
import { type AwsSettings, createClients } from '../clients.ts'
import type { LimiterOptions } from '../limiter.ts'
import { createLookUp, type LookUp, type Lookup } from './lookups.ts'
import { madeWith, seenCall } from './record.ts'
import { gapsOf, lookUpRole, once } from './role-lookups.ts'

/** What reading CloudTrail takes from outside. */
export interface ObserveOptions extends LimiterOptions {
  readonly aws?: AwsSettings
  /** Requests at the most for one grant, 50 events each; 200 where absent. */
  readonly mostRequests?: number
  /** No request is sent later than this many seconds after the start; 600 where absent. */
  readonly withinSeconds?: number
}

/** What it takes to see what was done with a grant. */
export const OBSERVE_ACTIONS: readonly string[] = ['cloudtrail:LookupEvents']

/** Events are shown up to so much later. Source: CloudTrail User Guide, "How CloudTrail works". */
const DELAY_S = 15 * MINUTE_S
/** Events are kept for so long. Source: CloudTrail User Guide, "Working with CloudTrail event history". */
const KEPT_S = 90 * DAY_S

/**
 * Reads what was done with a grant's role. Every call that assumed exactly this role leads to the access key that it
 * gave out, and that to the calls that it signed; a call counts only where its record names this role as the issuer.
 * Sessions that somebody switched to in the console have keys that no call gave out: they are found by their name.
 */
export function createObserve(options: ObserveOptions): Observe {
  return async (role, window, regions) => {
    const clients = createClients(options.aws ?? {})
    const now = epochSeconds(options.clock)
    const deadline = now + (options.withinSeconds ?? 10 * MINUTE_S)
    const mostRequests = options.mostRequests ?? 200
    try {
      const lookUp = createLookUp(clients, { ...options, deadline, mostRequests })
      const { startsAt: from, endsAt } = window
      const to = Math.min(now, endsAt)
      const read = from <= to ? await readAll(lookUp, role, { from, to }, regions) : NOTHING
      return { ...read, gaps: [...read.gaps, ...timeGaps(from, endsAt, now)], asOf: now }
    } finally {
      clients.close()
    }
  }
}

type Read = Omit<Observed, 'asOf'>

const NOTHING: Read = { seen: [], sessions: 0, gaps: [], truncated: false }

async function readAll(
  lookUp: LookUp,
  role: ObservedRole,
  span: Pick<Lookup, 'from' | 'to'>,
  regions: readonly string[],
): Promise<Read> {
  const { all, sessions } = await lookUpRole(lookUp, role, span, regions)
  const calls = once(all).filter((record) => madeWith(record, role))
  return {
    // CloudTrail gives the newest first, and times to the second.
    seen: calls
      .toReversed()
      .map(seenCall)
      .toSorted((a, b) => a.at - b.at),
    sessions,
    gaps: gapsOf(all),
    truncated: all.some(({ truncated }) => truncated),
  }
}

function timeGaps(startsAt: EpochSeconds, endsAt: EpochSeconds, now: EpochSeconds): readonly string[] {
  const late = now < endsAt + DELAY_S
  const forgotten = startsAt < now - KEPT_S
  return [
    ...(late ? [`CloudTrail may not show calls after ${isoTime(now - DELAY_S)} yet.`] : []),
    ...(forgotten ? [`CloudTrail no longer keeps calls before ${isoTime(now - KEPT_S)}.`] : []),
  ]
}
