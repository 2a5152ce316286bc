import { type Json, type Rec, regionOf, rowsOf } from '../estates/estate.ts'
import { AwsError } from '../wire/error.ts'
import { isRec } from '../wire/json.ts'
import { pageOf, sizeOf } from './page.ts'
import type { Context, Handler, Service } from './service.ts'

/** Trails of this Region, then multi-Region trails of the others: their shadows. */
const visible = ({ estate, region }: Context): { home: Rec[]; shadows: Rec[] } => {
  const of = (name: string): Rec[] => rowsOf(regionOf(estate, name).cloudtrail, 'Trails')
  const elsewhere = Object.keys(estate.regions).filter((name) => name !== region)
  return {
    home: of(region),
    shadows: elsewhere.flatMap(of).filter((trail) => trail.IsMultiRegionTrail === true),
  }
}

const names = (trail: Rec, asked: Json): boolean => trail.TrailARN === asked || trail.Name === asked

const describeTrails: Handler = (input, context) => {
  const { home, shadows } = visible(context)
  const asked: readonly Json[] = Array.isArray(input.trailNameList) ? input.trailNameList : []
  const all = input.includeShadowTrails === false ? home : [...home, ...shadows]
  return {
    trailList: all.filter((trail) => asked.length === 0 || asked.some((one) => names(trail, one))),
  }
}

const listTrails: Handler = (input, context) => {
  const { home, shadows } = visible(context)
  const bad = (): AwsError => new AwsError('InvalidTokenException', 'The token is not valid')
  const page = pageOf([...home, ...shadows], 'trails', 100, input.NextToken, bad)
  return { Trails: page.items, NextToken: page.next }
}

const trailOf = (asked: Json, context: Context): Rec => {
  const { home, shadows } = visible(context)
  const found = home.find((trail) => names(trail, asked)) ?? shadows.find((trail) => trail.TrailARN === asked)
  if (found) return found
  throw new AwsError(
    'TrailNotFoundException',
    `Unknown trail: ${String(asked)} for the user: ${context.estate.account}`,
  )
}

const lookup: Handler = (input, { here }) => {
  const wanted = (Array.isArray(input.LookupAttributes) ? input.LookupAttributes : []).filter(isRec)
  const members: Record<string, string> = { EventName: 'EventName', Username: 'Username', EventId: 'EventId' }
  const rows = rowsOf(here.cloudtrail, 'Events').filter(
    (event) =>
      Number(event.EventTime) >= Number(input.StartTime ?? 0) &&
      Number(event.EventTime) <= Number(input.EndTime ?? Number.POSITIVE_INFINITY) &&
      wanted.every((one) => event[members[String(one.AttributeKey)] ?? ''] === one.AttributeValue),
  )
  const bad = (): AwsError => new AwsError('InvalidNextTokenException', 'The token is not valid')
  const page = pageOf(rows, 'events', sizeOf(input.MaxResults, 50, 50), input.NextToken, bad)
  return { Events: page.items, NextToken: page.next }
}

/** AWS CloudTrail, what can be read about trails. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/ */
export const cloudtrail: Service = {
  signingName: 'cloudtrail',
  actionPrefix: 'cloudtrail',
  target: 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101',
  dialect: 'json',
  denied: { code: 'AccessDeniedException', status: 400 },
  throttled: { code: 'ThrottlingException', status: 400 },
  client: () => import('@aws-sdk/client-cloudtrail'),
  operations: {
    DescribeTrails: describeTrails,
    ListTrails: listTrails,
    GetTrail: (input, context) => ({ Trail: trailOf(input.Name, context) }),
    GetTrailStatus: (input, context) => {
      const status = trailOf(input.Name, context).Status
      return isRec(status) ? status : { IsLogging: false }
    },
    GetEventSelectors: (input, context) => {
      const trail = trailOf(input.TrailName, context)
      return {
        TrailARN: trail.TrailARN,
        EventSelectors: trail.EventSelectors,
        AdvancedEventSelectors: trail.AdvancedEventSelectors,
      }
    },
    LookupEvents: lookup,
  },
  resourceOf: (_operation, input, region, account) => {
    const name = String(input.Name ?? input.TrailName ?? '*')
    return name.startsWith('arn:') ? name : `arn:aws:cloudtrail:${region}:${account}:trail/${name}`
  },
}
