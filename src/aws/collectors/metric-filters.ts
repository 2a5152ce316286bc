import { createHash } from 'node:crypto'
import type { MetricFilter as FilterRaw } from '@aws-sdk/client-cloudwatch-logs'
import type { MetricFilter } from '../../posture/inventory/watch.ts'
import { sampleEvents } from '../../posture/sample-events/index.ts'
import { type Answer, required } from '../call.ts'
import { defineCollector, itemsOf, partOf, type Reading } from '../collector.ts'
import { IMMUTABLE } from '../describe.ts'
import { chunks, mapAll, present } from '../fields.ts'
import { type TrailLogGroup, trailLogGroups } from '../trail-log-groups.ts'

/** TestMetricFilter takes at most this many messages. */
const MOST_MESSAGES = 50

/** Metric filters on the log groups of trails; AWS itself says which sample events each one matches. */
export const metricFilters = defineCollector({
  kind: 'metricFilters',
  actions: ['logs:DescribeMetricFilters', 'logs:TestMetricFilter'],
  uses: ['trails'],
  regional: false,
  async collect(reading) {
    const groups = trailLogGroups(await reading.seen('trails'), reading.account)
    const found = await mapAll(groups, (group) => filtersOf(reading, group))
    return found.flat()
  },
})

async function filtersOf(reading: Reading, { name, region }: TrailLogGroup) {
  const listed = await reading.pages(
    'logs',
    'DescribeMetricFilters',
    { logGroupName: name, limit: 50 },
    { gone: 'nothing', items: (page) => page.metricFilters, map: (raw) => raw },
    region,
  )
  return mapAll(itemsOf(reading, listed), (raw) => filterOf(reading, raw, name, region))
}

async function filterOf(
  reading: Reading,
  raw: FilterRaw,
  group: string,
  region: string,
): Promise<MetricFilter> {
  const name = raw.filterName ?? ''
  const arn = `arn:${reading.partition}:logs:${region}:${reading.account}:log-group:${group}:metric-filter:${name}`
  const created = raw.creationTime === undefined ? undefined : new Date(raw.creationTime)
  const identity = reading.identity(name, arn, created, region)
  return {
    ...identity,
    logGroupName: group,
    metrics: (raw.metricTransformations ?? []).map((metric) =>
      present({
        namespace: metric.metricNamespace ?? '',
        name: metric.metricName ?? '',
        defaultValue: metric.defaultValue,
      }),
    ),
    matches: partOf(reading, await matchesOf(reading, raw.filterPattern ?? '', region), identity),
  }
}

/** Ids of the sample events that a pattern matches. The same pattern and events always give the same answer. */
function matchesOf(reading: Reading, pattern: string, region: string): Promise<Answer<readonly string[]>> {
  const samples = sampleEvents(reading.account, region)
  const digest = createHash('sha256')
    .update(JSON.stringify([pattern, samples]))
    .digest('hex')
  return reading.kept(`TestMetricFilter ${digest}`, IMMUTABLE, async () => {
    const answers = await mapAll(chunks(samples, MOST_MESSAGES), (some) =>
      reading.read(
        'logs',
        'TestMetricFilter',
        { filterPattern: pattern, logEventMessages: some.map(({ record }) => JSON.stringify(record)) },
        (raw) =>
          required(raw.matches, 'matches').flatMap((match) => some[(match.eventNumber ?? 0) - 1]?.id ?? []),
        region,
      ),
    )
    const failed = answers.find((answer) => answer.outcome !== 'value')
    if (failed) return failed
    const value = answers.flatMap((answer) => (answer.outcome === 'value' ? answer.value : []))
    return { outcome: 'value', value }
  })
}
