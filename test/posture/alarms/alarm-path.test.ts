import { describe, expect, it } from 'vitest'
import { monitoringChecks } from '../../../src/posture/checks/monitoring/index.ts'
import type { Inventory, Kind } from '../../../src/posture/inventory/index.ts'
import type { EventSelector } from '../../../src/posture/inventory/watch.ts'
import type { Gap } from '../../../src/posture/snapshot.ts'
import {
  ALL_EVENTS,
  aFilter,
  anAlarm,
  aRule,
  aSelector,
  aTopic,
  aTrail,
  heardWorld,
  TOPIC_ARN,
} from '../../support/heard.ts'
import { ACCOUNT, a, aGap, NOW, REGION, seen, snapshotOf, verdicts } from '../../support/inventory.ts'

const DAY = 86_400

function check(id: string) {
  const [found] = monitoringChecks.filter((one) => one.id === id)
  if (found === undefined) throw new Error(`no check ${id}`)
  return found
}

/** Two events of a regional service: DisableKey and ScheduleKeyDeletion. */
const KEYS = check('alarm-cmk-disable-delete')
const IAM = check('alarm-iam-policy-changes')

type Change = { readonly [K in Kind]?: readonly Inventory[K][] }

const selecting = (fields: Partial<EventSelector>) => [aTrail({ selectors: seen([aSelector(fields)]) })]
const HEARD = 'pass: All 2 events are heard, through metric filter changes, alarm changes, topic security.'
const unheard = (reason: string) => `fail: Nobody hears of DisableKey: ${reason}. Of 2 events, 2 go unheard.`

function verdict(change: Change, gaps: readonly Gap[] = []): string {
  return (verdicts(KEYS, heardWorld(change, gaps))[0] ?? '').replace(`${REGION} `, '')
}

describe('an event is heard', () => {
  it.each<[string, Change, string]>([
    ['through filter, alarm, topic and subscription', {}, HEARD],
    [
      'through filters that share the events between them',
      {
        metricFilters: [
          aFilter({ name: 'one', matches: seen(['kms/DisableKey']) }),
          aFilter({ name: 'two', matches: seen(['kms/ScheduleKeyDeletion']) }),
        ],
      },
      'pass: All 2 events are heard, through metric filter one, alarm changes, topic security.',
    ],
    [
      'through an EventBridge rule, without any filter',
      { metricFilters: [], alarms: [], eventRules: [aRule()] },
      'pass: All 2 events are heard, through EventBridge rule changes, topic security.',
    ],
    [
      'through a function behind a rule',
      {
        alarms: [],
        eventRules: [aRule({ targets: seen([`arn:aws:lambda:${REGION}:${ACCOUNT}:function:tell`]) })],
      },
      'pass: All 2 events are heard, through EventBridge rule changes, lambda tell.',
    ],
    [
      'by the second alarm where the first is off',
      { alarms: [anAlarm({ name: 'off', actionsEnabled: false }), anAlarm()] },
      HEARD,
    ],
    ['by a trail of this Region alone', { trails: [aTrail({ multiRegion: false })] }, HEARD],
    [
      'by an alarm without data, where the metric is silent until the first event',
      { alarms: [anAlarm({ state: 'INSUFFICIENT_DATA', stateUpdatedAt: NOW - 90 * DAY })] },
      HEARD,
    ],
    [
      'by an alarm above zero',
      { alarms: [anAlarm({ comparison: 'GreaterThanThreshold', threshold: 0 })] },
      HEARD,
    ],
    ['by the maximum of single events', { alarms: [anAlarm({ statistic: 'Maximum' })] }, HEARD],
  ])('%s', (_how, change, expected) => {
    expect(verdict(change)).toBe(expected)
  })
})

describe('nobody hears of an event', () => {
  it.each<[string, Change, string]>([
    ['without a trail', { trails: [] }, 'no trail records it'],
    [
      'with a trail of another Region',
      { trails: [aTrail({ multiRegion: false, region: 'us-east-1' })] },
      'no trail records it',
    ],
    [
      'with a trail that is off',
      { trails: [aTrail({ status: seen({ logging: false }) })] },
      'trail main is not logging',
    ],
    [
      'with writes filtered out',
      { trails: selecting({ readWrite: 'ReadOnly' }) },
      'trail main leaves it out',
    ],
    [
      'with KMS left out',
      { trails: selecting({ excludedSources: ['kms.amazonaws.com'] }) },
      'trail main leaves it out',
    ],
    [
      'with data events alone',
      { trails: selecting({ management: false, readWrite: 'None' }) },
      'trail main leaves it out',
    ],
    [
      'without a log group',
      { trails: [(({ logGroupArn: _, ...trail }) => trail)(aTrail())] },
      'trail main sends nothing to CloudWatch Logs, and no EventBridge rule matches it',
    ],
    [
      'without a filter that matches',
      { metricFilters: [aFilter({ matches: seen([]) })] },
      'no metric filter of trail and no EventBridge rule matches it',
    ],
    [
      'with a filter of another log group',
      { metricFilters: [aFilter({ logGroupName: 'other' })] },
      'no metric filter of trail and no EventBridge rule matches it',
    ],
    [
      'with an alarm of the same metric name in another namespace',
      { alarms: [anAlarm({ namespace: 'Elsewhere' })] },
      'no alarm watches Changes in Security, which metric filter changes counts',
    ],
    [
      'with an alarm in another Region',
      { alarms: [anAlarm({ region: 'us-east-1' })] },
      'no alarm watches Changes in Security, which metric filter changes counts',
    ],
    [
      'with actions off',
      { alarms: [anAlarm({ actionsEnabled: false })] },
      'alarm changes has its actions switched off',
    ],
    ['without actions', { alarms: [anAlarm({ actions: [] })] }, 'alarm changes has no action'],
    [
      'with an alarm that waits for silence',
      { alarms: [anAlarm({ comparison: 'LessThanThreshold' })] },
      'alarm changes fires when there are few events, not when there is one',
    ],
    [
      'with an alarm that waits for more',
      { alarms: [anAlarm({ threshold: 5 })] },
      'alarm changes needs 5 events before it fires',
    ],
    [
      'with an alarm above one',
      { alarms: [anAlarm({ comparison: 'GreaterThanThreshold' })] },
      'alarm changes needs 2 events before it fires',
    ],
    [
      'with a threshold out of reach',
      { alarms: [anAlarm({ threshold: 5, statistic: 'Average' })] },
      'alarm changes can never reach 5 by the Average of single events',
    ],
    [
      'with an alarm that misses even the zeros for days',
      {
        metricFilters: [aFilter({ metrics: [{ namespace: 'Security', name: 'Changes', defaultValue: 0 }] })],
        alarms: [anAlarm({ state: 'INSUFFICIENT_DATA', stateUpdatedAt: NOW - 10 * DAY })],
      },
      'alarm changes has had no data for 10 days',
    ],
    [
      'with an action that only scales',
      { alarms: [anAlarm({ actions: [`arn:aws:autoscaling:${REGION}:${ACCOUNT}:scalingPolicy:1:policy`] })] },
      'alarm changes sends to policy (autoscaling), which tells nobody',
    ],
    ['without the topic', { topics: [] }, 'alarm changes sends to topic security, which does not exist'],
    [
      'without a subscription',
      { topics: [aTopic({ subscriptions: seen([]) })] },
      'alarm changes sends to topic security, which has no confirmed subscription',
    ],
    [
      'with a subscription that nobody confirmed',
      { topics: [aTopic({ subscriptions: seen([{ protocol: 'email', confirmed: false }]) })] },
      'alarm changes sends to topic security, which has no confirmed subscription',
    ],
    [
      'with a rule that is off',
      { alarms: [], metricFilters: [], eventRules: [aRule({ enabled: false })] },
      'EventBridge rule changes is switched off',
    ],
    [
      'with a rule on a bus of its own',
      { metricFilters: [], eventRules: [aRule({ bus: 'own' })] },
      'no metric filter of trail and no EventBridge rule matches it',
    ],
    [
      'with a rule that only archives',
      {
        metricFilters: [],
        eventRules: [aRule({ targets: seen([`arn:aws:logs:${REGION}:${ACCOUNT}:log-group:archive`]) })],
      },
      'EventBridge rule changes sends to archive (logs), which tells nobody',
    ],
    [
      'with a rule without targets',
      { metricFilters: [], eventRules: [aRule({ targets: seen([]) })] },
      'EventBridge rule changes has no target that anybody hears',
    ],
  ])('%s', (_how, change, reason) => {
    expect(verdict(change)).toBe(unheard(reason))
  })

  it('names the first event that is not, and how many', () => {
    const filter = aFilter({ matches: seen(ALL_EVENTS.filter((id) => id !== 'kms/ScheduleKeyDeletion')) })
    expect(verdict({ metricFilters: [filter] })).toBe(
      'fail: Nobody hears of ScheduleKeyDeletion: no metric filter of trail and no EventBridge rule matches it. Of 2 events, 1 goes unheard.',
    )
  })
})

describe('what cannot be seen', () => {
  const hidden = { gap: aGap({ kind: 'metricFilters', call: 'TestMetricFilter' }) }

  it.each<[string, Change, readonly Gap[]]>([
    ['is unknown: whether the filter matches', { metricFilters: [aFilter({ matches: hidden })] }, []],
    ['is unknown: the filters', { metricFilters: [] }, [aGap({ kind: 'metricFilters' })]],
    ['is unknown: the alarms', { alarms: [] }, [aGap({ kind: 'alarms' })]],
    ['is unknown: the subscriptions', { topics: [aTopic({ subscriptions: hidden })] }, []],
    ['is unknown: the rules', { metricFilters: [] }, [aGap({ kind: 'eventRules' })]],
    ['is unknown: the trails', { trails: [] }, [aGap({ kind: 'trails' })]],
    ['is unknown: whether the trail is on', { trails: [aTrail({ status: hidden })] }, []],
    ['is unknown: what the trail selects', { trails: [aTrail({ selectors: hidden })] }, []],
    ['is unknown: finer conditions', { trails: selecting({ narrowedBy: ['eventName'] }) }, []],
    [
      'is unknown: a log group of another account',
      { trails: [aTrail({ logGroupArn: `arn:aws:logs:${REGION}:999988887777:log-group:trail:*` })] },
      [],
    ],
    [
      'is unknown: a topic of another account',
      { alarms: [anAlarm({ actions: [TOPIC_ARN.replace(ACCOUNT, '999988887777')] })] },
      [],
    ],
  ])('%s', (_what, change, gaps) => {
    expect(verdict(change, gaps)).toMatch(/^unknown: /)
  })

  it.each<[string, Change, readonly Gap[], string]>([
    [
      'a filter beside one that is heard',
      { metricFilters: [aFilter({ name: 'hidden', matches: hidden }), aFilter()] },
      [],
      HEARD,
    ],
    ['rules beside a filter that is heard', {}, [aGap({ kind: 'eventRules' })], HEARD],
    [
      'whether a filter matches that no alarm watches',
      { metricFilters: [aFilter({ matches: hidden })], alarms: [] },
      [],
      unheard('no alarm watches Changes in Security, which metric filter changes counts'),
    ],
    [
      'alarms where no filter matches',
      { metricFilters: [], alarms: [] },
      [aGap({ kind: 'alarms' })],
      unheard('no metric filter of trail and no EventBridge rule matches it'),
    ],
    [
      'alarms of another Region',
      { alarms: [] },
      [aGap({ kind: 'alarms', region: 'ap-south-1' })],
      unheard('no alarm watches Changes in Security, which metric filter changes counts'),
    ],
    [
      'finer conditions of a trail to which nobody listens',
      { trails: selecting({ narrowedBy: ['eventName'] }), metricFilters: [] },
      [],
      unheard('no metric filter of trail and no EventBridge rule matches it'),
    ],
    [
      'whether a trail is on to which nobody listens',
      { trails: [aTrail({ status: hidden })], metricFilters: [] },
      [],
      unheard('no metric filter of trail and no EventBridge rule matches it'),
    ],
  ])('does not matter: %s', (_what, change, gaps, expected) => {
    expect(verdict(change, gaps)).toBe(expected)
  })

  it('is told with the reason', () => {
    expect(
      verdict({ trails: [aTrail({ logGroupArn: `arn:aws:logs:${REGION}:999988887777:log-group:t:*` })] }),
    ).toBe(
      'unknown: Trail main delivers to a log group of account 999988887777, whose alarms cannot be seen from here.',
    )
  })
})

describe('events of global services', () => {
  const twoRegions = {
    regions: [a('regions', { name: REGION }), a('regions', { name: 'us-east-1', region: 'us-east-1' })],
  }
  const iam = (change: Change) => verdicts(IAM, heardWorld(change))

  it('are judged once for the account', () => {
    expect(iam(twoRegions)).toEqual([
      `${ACCOUNT} pass: All 16 events are heard, through metric filter changes, alarm changes, topic security.`,
    ])
  })

  it.each<[string, Change, RegExp]>([
    [
      'need a trail that includes them',
      { trails: [aTrail({ globalEvents: false })] },
      /fail: .*no trail records it/,
    ],
    [
      'pass by a trail of one Region elsewhere',
      { trails: [aTrail({ multiRegion: false })] },
      /fail: .*no trail records it/,
    ],
    [
      'reach a trail of their own Region',
      { trails: [aTrail({ multiRegion: false, region: 'us-east-1' })] },
      /pass: /,
    ],
    [
      'appear to EventBridge in their own Region',
      { metricFilters: [], eventRules: [aRule({ region: 'us-east-1' })] },
      /pass: .*EventBridge rule changes/,
    ],
    [
      'do not appear to EventBridge elsewhere',
      {
        metricFilters: [],
        eventRules: [aRule(), aRule({ name: 'other', region: 'us-east-1', matches: seen([]) })],
      },
      /fail: .*no EventBridge rule matches it/,
    ],
  ])('%s', (_what, change, expected) => {
    expect(iam(change)).toEqual([expect.stringMatching(expected)])
  })

  it('cannot be told where their Region hides its rules', () => {
    const gap = aGap({ kind: 'eventRules', region: 'us-east-1' })
    expect(verdicts(IAM, heardWorld({ metricFilters: [] }, [gap]))).toEqual([
      expect.stringContaining('unknown: Could not be seen'),
    ])
  })
})

describe('alarms of one Region for events of another', () => {
  it('are followed to the Region of the log group', () => {
    const there = { region: 'us-east-1' }
    const topicArn = TOPIC_ARN.replace(REGION, 'us-east-1')
    const world = snapshotOf({
      trails: [aTrail({ ...there, logGroupArn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:trail:*` })],
      metricFilters: [aFilter(there)],
      alarms: [anAlarm({ ...there, actions: [topicArn] })],
      topics: [aTopic({ ...there, arn: topicArn })],
      eventRules: [],
    })
    expect(verdicts(KEYS, world)).toEqual([`${REGION} ${HEARD}`])
  })
})

describe('calls that only read', () => {
  const DENIED = check('alarm-unauthorized-api-calls')
  const byRule = (rule: ReturnType<typeof aRule>) =>
    verdicts(DENIED, heardWorld({ metricFilters: [], eventRules: [rule] }))

  it('pass by an ordinary EventBridge rule', () => {
    expect(byRule(aRule())).toEqual([
      `${REGION} fail: Nobody hears of GetSecretValue: EventBridge rule changes does not hear calls that only read. Of 2 events, 1 goes unheard.`,
    ])
  })

  it('reach one that asks for all management events', () => {
    expect(byRule(aRule({ allManagementEvents: true }))).toEqual([expect.stringMatching(/pass: /)])
  })

  it('are lost to a trail that records writes alone', () => {
    expect(verdicts(DENIED, heardWorld({ trails: selecting({ readWrite: 'WriteOnly' }) }))).toEqual([
      expect.stringMatching(/fail: Nobody hears of GetSecretValue: trail main leaves it out/),
    ])
  })
})
