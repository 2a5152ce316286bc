import { type Json, type Rec, rowsOf } from '../estates/estate.ts'
import { recsOf } from '../iam/fields.ts'
import { pageOf, sizeOf } from '../services/page.ts'
import type { Handler } from '../services/service.ts'
import { AwsError } from '../wire/error.ts'
import { eventOf, recordOf } from './event.ts'

/** How an event is found by an attribute. */
const ATTRIBUTES: Readonly<Record<string, (event: Rec, value: Json) => boolean>> = {
  EventId: (event, value) => event.EventId === value,
  EventName: (event, value) => event.EventName === value,
  EventSource: (event, value) => event.EventSource === value,
  ReadOnly: (event, value) => event.ReadOnly === value,
  Username: (event, value) => event.Username === value,
  AccessKeyId: (event, value) => event.AccessKeyId === value,
  ResourceName: (event, value) => recsOf(event.Resources).some((one) => one.ResourceName === value),
  ResourceType: (event, value) => recsOf(event.Resources).some((one) => one.ResourceType === value),
}

const filterOf = (input: Rec): ((event: Rec) => boolean) => {
  const [wanted, ...more] = recsOf(input.LookupAttributes)
  if (!wanted) return () => true
  const matches = ATTRIBUTES[String(wanted.AttributeKey)]
  if (more.length === 0 && matches) return (event) => matches(event, wanted.AttributeValue)
  throw new AwsError('InvalidLookupAttributesException', 'You must specify only one valid attribute.')
}

/**
 * The management events of a Region, newest first: what the estate holds, and what happened here since.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export const lookup: Handler = (input, { here, estate, live, region }) => {
  const from = Number(input.StartTime ?? 0)
  const to = Number(input.EndTime ?? Number.POSITIVE_INFINITY)
  if (from > to)
    throw new AwsError('InvalidTimeRangeException', 'The start time must be before or equal to the end time.')
  const happened = live.trail
    .entries()
    .filter((entry) => entry.region === region && entry.at >= from && entry.at <= to)
    .map((entry) => ({ entry, event: eventOf(entry) }))
  const held = rowsOf(here.cloudtrail, 'Events')
    .filter(({ EventTime }) => Number(EventTime) >= from && Number(EventTime) <= to)
    .map((event) => ({ entry: undefined, event }))
  const matches = filterOf(input)
  const rows = [...happened, ...held]
    .filter(({ event }) => matches(event))
    .toSorted((a, b) => Number(b.event.EventTime) - Number(a.event.EventTime))
  const bad = (): AwsError => new AwsError('InvalidNextTokenException', 'The token is not valid')
  const page = pageOf(rows, 'events', sizeOf(input.MaxResults, 50, 50), input.NextToken, bad)
  const whole = page.items.map(({ entry, event }) =>
    entry ? { ...event, CloudTrailEvent: JSON.stringify(recordOf(entry, estate.account)) } : event,
  )
  return { Events: whole, NextToken: page.next }
}
