import { required } from '../call.ts'
import { defineCollector, itemsOf } from '../collector.ts'
import { instant, mapAll, present } from '../fields.ts'
import { watchedRegions } from '../trail-log-groups.ts'

/** Metric alarms, in the audited Regions and wherever trails of this account write their logs. */
export const alarms = defineCollector({
  kind: 'alarms',
  actions: ['cloudwatch:DescribeAlarms'],
  uses: ['trails'],
  regional: false,
  async collect(reading) {
    const regions = watchedRegions(await reading.seen('trails'), reading.account, reading.regions)
    const found = await mapAll(regions, async (region) => {
      const listed = await reading.pages(
        'cloudwatch',
        'DescribeAlarms',
        { AlarmTypes: ['MetricAlarm'], MaxRecords: 100 },
        {
          items: (page) => page.MetricAlarms,
          map: (raw) => {
            const name = required(raw.AlarmName, 'AlarmName')
            return present({
              ...reading.identity(name, required(raw.AlarmArn, 'AlarmArn'), undefined, region),
              namespace: raw.Namespace,
              metricName: raw.MetricName,
              // Absent means on (API default).
              actionsEnabled: raw.ActionsEnabled !== false,
              actions: raw.AlarmActions ?? [],
              state: raw.StateValue ?? 'INSUFFICIENT_DATA',
              stateUpdatedAt: instant(raw.StateUpdatedTimestamp),
              threshold: raw.Threshold,
              comparison: raw.ComparisonOperator as string | undefined,
              statistic: raw.Statistic ?? raw.ExtendedStatistic,
            })
          },
        },
        region,
      )
      return itemsOf(reading, listed)
    })
    return found.flat()
  },
})
