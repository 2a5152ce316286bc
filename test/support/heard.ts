import type { Inventory, Kind } from '../../src/posture/inventory/index.ts'
import type {
  Alarm,
  EventRule,
  EventSelector,
  MetricFilter,
  Topic,
  Trail,
} from '../../src/posture/inventory/watch.ts'
import { sampleEvents } from '../../src/posture/sample-events/index.ts'
import type { Gap, Snapshot } from '../../src/posture/snapshot.ts'
import { ACCOUNT, a, NOW, REGION, seen, snapshotOf } from './inventory.ts'

export const TOPIC_ARN = `arn:aws:sns:${REGION}:${ACCOUNT}:security`

/** Every event that anybody asks about. */
export const ALL_EVENTS = sampleEvents(ACCOUNT, REGION).map(({ id }) => id)

/** A selector of all management events. */
export function aSelector(fields: Partial<EventSelector> = {}): EventSelector {
  return {
    advanced: false,
    management: true,
    readWrite: 'All',
    excludedSources: [],
    narrowedBy: [],
    data: [],
    ...fields,
  }
}

/** A multi-region trail at work, with its log group in this Region. */
export function aTrail(fields: Partial<Trail> = {}): Trail {
  return a('trails', {
    name: 'main',
    arn: `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/main`,
    multiRegion: true,
    organization: false,
    globalEvents: true,
    logFileValidation: true,
    logGroupArn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:trail:*`,
    status: seen({ logging: true, deliveredAt: NOW - 600, cloudWatchDeliveredAt: NOW - 600 }),
    selectors: seen([aSelector()]),
    ...fields,
  })
}

/** A filter on the trail's log group that matches every event. */
export function aFilter(fields: Partial<MetricFilter> = {}): MetricFilter {
  return a('metricFilters', {
    name: 'changes',
    logGroupName: 'trail',
    metrics: [{ namespace: 'Security', name: 'Changes' }],
    matches: seen(ALL_EVENTS),
    ...fields,
  })
}

/** The alarm on that filter's metric. */
export function anAlarm(fields: Partial<Alarm> = {}): Alarm {
  return a('alarms', {
    name: 'changes',
    namespace: 'Security',
    metricName: 'Changes',
    actionsEnabled: true,
    actions: [TOPIC_ARN],
    state: 'OK',
    stateUpdatedAt: NOW - 3600,
    threshold: 1,
    comparison: 'GreaterThanOrEqualToThreshold',
    statistic: 'Sum',
    ...fields,
  })
}

/** The topic to which it sends. */
export function aTopic(fields: Partial<Topic> = {}): Topic {
  return a('topics', {
    name: 'security',
    arn: TOPIC_ARN,
    subscriptions: seen([{ protocol: 'email', confirmed: true }]),
    ...fields,
  })
}

/** A rule that matches every event and sends to the topic. */
export function aRule(fields: Partial<EventRule> = {}): EventRule {
  return a('eventRules', {
    name: 'changes',
    enabled: true,
    bus: 'default',
    targets: seen([TOPIC_ARN]),
    matches: seen(ALL_EVENTS),
    ...fields,
  })
}

/** A world in which every event is heard through a metric filter, changed in one place. */
export function heardWorld(
  changed: { readonly [K in Kind]?: readonly Inventory[K][] } = {},
  gaps: readonly Gap[] = [],
): Snapshot {
  return snapshotOf(
    {
      trails: [aTrail()],
      metricFilters: [aFilter()],
      alarms: [anAlarm()],
      eventRules: [],
      topics: [aTopic()],
      ...changed,
    },
    gaps,
  )
}

/** Two Regions, of which both were read: a rule in each that matches nothing. */
export const TWO_REGIONS = {
  regions: [a('regions', { name: REGION }), a('regions', { name: 'us-east-1', region: 'us-east-1' })],
  eventRules: [aRule({ matches: seen([]) }), aRule({ region: 'us-east-1', matches: seen([]) })],
}
