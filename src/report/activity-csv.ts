import type { ActivityReport } from '../activity/activities.ts'
import type { LogEvent } from '../activity/event.ts'
import { whoName } from '../activity/subject.ts'
import { isoTime } from '../base/time.ts'
import { csvLine } from './csv.ts'

type Shown = Pick<ActivityReport, 'events' | 'grants' | 'comparison'>
type Column = (event: LogEvent, shown: Shown, unusual: string) => string

const COLUMNS: Readonly<Record<string, Column>> = {
  time: ({ at }) => isoTime(at),
  who: (event, { grants }) => whoName(event, grants),
  caller: ({ caller }) => caller.kind,
  callerArn: ({ caller }) => caller.arn ?? '',
  session: ({ caller }) => caller.session ?? '',
  grant: ({ grantId }) => grantId ?? '',
  requester: ({ grantId }, { grants }) => grants.get(grantId ?? '')?.current.terms.requester ?? '',
  action: ({ action }) => action,
  resource: ({ resource }) => resource ?? '',
  region: ({ region }) => region,
  from: ({ sourceIp }) => sourceIp ?? '',
  outcome: ({ denied, error }) => (denied ? 'denied' : error === null ? 'ok' : 'failed'),
  error: ({ error }) => error ?? '',
  unusual: (_event, _shown, unusual) => unusual,
  eventId: ({ id }) => id,
}

/** Every call as CSV (RFC 4180), oldest first, the names of the columns before. */
export function activityCsv(shown: Shown): string {
  const unusual = Map.groupBy(
    shown.comparison.unusual.flatMap(({ what, events }) => events.map(({ id }) => [id, what] as const)),
    ([id]) => id,
  )
  const line = (event: LogEvent) => {
    const words = (unusual.get(event.id) ?? []).map(([, what]) => what).join(' ')
    return csvLine(Object.values(COLUMNS).map((column) => column(event, shown, words)))
  }
  return [csvLine(Object.keys(COLUMNS)), ...shown.events.map(line)].join('')
}
