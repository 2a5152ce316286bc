import { epochSeconds, MINUTE_S } from '../../base/time.ts'
import { trailEvent } from '../../watch/event.ts'
import type { ReadEvents, ReadTrail } from '../../watch/ports.ts'
import { BETWEEN_MS, createLookUp, type LookedUp, type Lookup } from '../activity/lookups.ts'
import type { Clients } from '../clients.ts'
import type { LimiterOptions } from '../limiter.ts'
import { refusalWords } from '../refusal-words.ts'

/** What it takes to watch. */
export const WATCH_ACTIONS: readonly string[] = [
  'cloudtrail:LookupEvents',
  'iam:GetAccountAuthorizationDetails',
]

/**
 * What is looked up. LookupEvents takes one attribute at a time, and everything at once would be the reads of every tool in
 * the account: whatever changes something, everything on SageMaker, what root does, and who takes roles. Reads on other
 * services by a role's session are left out.
 */
const WANTED: ReadonlyArray<Pick<Lookup, 'key' | 'value'>> = [
  { key: 'ReadOnly', value: 'false' },
  { key: 'EventSource', value: 'sagemaker.amazonaws.com' },
  { key: 'Username', value: 'root' },
  { key: 'EventName', value: 'AssumeRole' },
]

interface ReadEventsOptions extends LimiterOptions {
  readonly clients: Clients
  /** Requests for one kind of events at the most in one look, 50 events each; 15 where absent. */
  readonly mostRequests?: number
}

/** Reads trails by LookupEvents, within its two requests a second for each Region. */
export function createReadEvents(options: ReadEventsOptions): ReadEvents {
  const { clients, clock, mostRequests = 15 } = options
  return async (region, { from, to }) => {
    const deadline = epochSeconds(clock) + 2 * MINUTE_S
    const looked: LookedUp[] = []
    for (const wanted of WANTED) {
      if (looked.length > 0) await options.sleep(BETWEEN_MS)
      // A bound for each kind, so that a flood of one hides nothing of the others.
      const lookUp = createLookUp(clients, { ...options, deadline, mostRequests })
      looked.push(await lookUp({ region, ...wanted, from, to }))
    }
    return readTrail(looked)
  }
}

function readTrail(looked: readonly LookedUp[]): ReadTrail {
  const records = new Map(looked.flatMap(({ records }) => records).map((record) => [record.id, record]))
  const cut = looked.filter(({ truncated }) => truncated)
  // CloudTrail gives the newest first: below the oldest record of what was cut, nothing was seen.
  const reached = cut.map(({ records }) => Math.min(...records.map(({ at }) => at)))
  const refusal = looked.find((each) => each.refusal !== undefined)?.refusal
  return {
    events: [...records.values()].flatMap(({ fields }) => trailEvent(fields) ?? []),
    reached: cut.length === 0 ? null : Math.max(...reached),
    trouble: refusal === undefined ? null : `CloudTrail in ${refusal.region}: ${refusalWords(refusal)}`,
  }
}
