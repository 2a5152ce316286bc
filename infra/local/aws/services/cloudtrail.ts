import { type Json, type Rec, regionOf, rowsOf } from '../estates/estate.ts'
import { lookup } from '../trail/lookup.ts'
import { AwsError } from '../wire/error.ts'
import { isRec } from '../wire/json.ts'
import { pageOf } from './page.ts'
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

/** Starts or stops a trail, which its own Region alone can do. The table is replaced, as readers may hold the old one. */
const logging =
  (on: boolean): Handler =>
  (input, context) => {
    const trail = trailOf(input.Name, context)
    const { here, now } = context
    const status = isRec(trail.Status) ? trail.Status : {}
    const since = on ? { StartLoggingTime: now } : { StopLoggingTime: now }
    here.cloudtrail.Trails = rowsOf(here.cloudtrail, 'Trails').map((one) =>
      one.TrailARN === trail.TrailARN ? { ...one, Status: { ...status, IsLogging: on, ...since } } : one,
    )
    return {}
  }

/** AWS CloudTrail, what can be read about trails, and starting and stopping them. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/ */
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
    StartLogging: logging(true),
    StopLogging: logging(false),
  },
  resourceOf: (operation, input, region, account) => {
    if (operation === 'LookupEvents') return '*'
    const name = String(input.Name ?? input.TrailName ?? '*')
    return name.startsWith('arn:') ? name : `arn:aws:cloudtrail:${region}:${account}:trail/${name}`
  },
}
