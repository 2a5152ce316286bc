import { epochSeconds, MINUTE_S } from '../../base/time.ts'
import type { AlertingOptions } from '../../watch/alerting.ts'
import { trailEvent } from '../../watch/event.ts'
import { createLookUp } from '../activity/lookups.ts'
import type { Clients } from '../clients.ts'
import type { LimiterOptions } from '../limiter.ts'
import { refusalWords } from '../refusal-words.ts'

/** Two pages: what somebody reads in a modal. */
const MOST_REQUESTS = 2

/** Looks up the newest calls of a caller: by the access key that signed, else by the name in the trail. */
export function createCallsOf(
  options: LimiterOptions & { readonly clients: Clients },
): AlertingOptions['callsOf'] {
  return async ({ accessKeyId, name, type }, region, since) => {
    const to = epochSeconds(options.clock)
    const lookUp = createLookUp(options.clients, {
      ...options,
      deadline: to + MINUTE_S,
      mostRequests: MOST_REQUESTS,
    })
    const asked =
      accessKeyId === null
        ? ({ key: 'Username', value: name ?? (type === 'Root' ? 'root' : '') } as const)
        : ({ key: 'AccessKeyId', value: accessKeyId } as const)
    if (asked.value === '') return { events: [], trouble: 'CloudTrail does not name the caller.' }
    const { records, refusal, truncated } = await lookUp({ region, ...asked, from: since, to })
    const cut = truncated ? 'There are more calls than are shown.' : null
    return {
      events: records.flatMap(({ fields }) => trailEvent(fields) ?? []),
      trouble: refusal === undefined ? cut : refusalWords(refusal),
    }
  }
}
