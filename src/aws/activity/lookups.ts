import type { Clock, EpochSeconds } from '../../base/time.ts'
import { attempt, type Refusal, troubleOf } from '../call.ts'
import type { Clients } from '../clients.ts'
import { createLimiter, type LimiterOptions } from '../limiter.ts'
import { readRecord, type TrailRecord } from './record.ts'

/** What is looked up: events with one attribute, between two moments. */
export interface Lookup {
  readonly region: string
  readonly key: 'ResourceName' | 'AccessKeyId' | 'Username' | 'EventName' | 'EventSource' | 'ReadOnly'
  readonly value: string
  readonly from: EpochSeconds
  readonly to: EpochSeconds
}

/** What a lookup brought, and why it is not all. */
export interface LookedUp {
  readonly records: readonly TrailRecord[]
  /** Events whose record could not be read. */
  readonly unreadable: number
  readonly refusal?: Refusal
  readonly truncated: boolean
}

/** Looks events up. Never throws for what AWS refuses. */
export type LookUp = (lookup: Lookup) => Promise<LookedUp>

/** CloudTrail answers two lookups a second per account and Region. Source: API Reference, LookupEvents. */
export const BETWEEN_MS = 500

interface LookupOptions extends LimiterOptions {
  readonly clock: Clock
  readonly deadline: EpochSeconds
  /** Requests at the most, in all. */
  readonly mostRequests: number
  /** Told of every page as it arrives, newest first. */
  readonly onPage?: (records: readonly TrailRecord[]) => void
}

/**
 * Lookups through one gate per Region, each half a second after the one before, so that no audit of the same account is
 * starved. What lies beyond the bound of requests is left unread, and said.
 */
export function createLookUp(clients: Clients, options: LookupOptions): LookUp {
  const { sleep, deadline, mostRequests } = options
  const limiter = createLimiter({ ...options, start: 4, most: 4 })
  const gates = new Map<string, Promise<unknown>>()
  let requests = 0

  /** In its Region, one after the other. */
  const paced = <T>(region: string, send: () => Promise<T>): Promise<T> => {
    const before = gates.get(region)
    const turn = (async () => {
      if (before !== undefined) {
        await before
        await sleep(BETWEEN_MS)
      }
      return limiter.run(send, troubleOf, deadline)
    })()
    gates.set(
      region,
      turn.catch(() => undefined),
    )
    return turn
  }

  return async ({ region, key, value, from, to }) => {
    const records: TrailRecord[] = []
    const asked = { call: 'LookupEvents', action: 'cloudtrail:LookupEvents', region }
    const input = {
      LookupAttributes: [{ AttributeKey: key, AttributeValue: value }],
      StartTime: new Date(from * 1000),
      EndTime: new Date(to * 1000),
      MaxResults: 50,
    }
    let unreadable = 0
    let token: string | undefined
    do {
      if (requests >= mostRequests) return { records, unreadable, truncated: true }
      requests += 1
      const page = { ...input, ...(token !== undefined && { NextToken: token }) }
      const answer = await attempt(asked, () =>
        paced(region, () => clients.send('cloudtrail', region, 'LookupEvents', page)),
      )
      if (answer.outcome !== 'value')
        return { records, unreadable, refusal: answer.refusal, truncated: false }
      const { Events: events = [], NextToken: next } = answer.value
      const read = events.map((event) => readRecord(event.CloudTrailEvent))
      const readable = read.filter((record) => record !== undefined)
      records.push(...readable)
      unreadable += read.length - readable.length
      options.onPage?.(readable)
      if (next !== undefined && next === token) return { records, unreadable, truncated: true }
      token = next
    } while (token !== undefined)
    return { records, unreadable, truncated: false }
  }
}
