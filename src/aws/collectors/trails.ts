import type { Trail as TrailRecord } from '@aws-sdk/client-cloudtrail'
import type { Trail } from '../../posture/inventory/watch.ts'
import { required } from '../call.ts'
import { defineCollector, itemsOf, partOf, type Reading } from '../collector.ts'
import { instant, mapAll, present } from '../fields.ts'
import { selectorsOf } from '../parts/event-selectors.ts'

/** Trails of all audited Regions, each once: a trail shows as a shadow in every Region that it covers. */
export const trails = defineCollector({
  kind: 'trails',
  actions: ['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus', 'cloudtrail:GetEventSelectors'],
  regional: false,
  async collect(reading) {
    const found = await mapAll(reading.regions, async (region) =>
      itemsOf(
        reading,
        await reading.pages(
          'cloudtrail',
          'DescribeTrails',
          { includeShadowTrails: true },
          {
            items: (page) => page.trailList,
            map: (raw) => ({ ...raw, TrailARN: required(raw.TrailARN, 'TrailARN'), seenIn: region }),
          },
          region,
        ),
      ),
    )
    const once = new Map(found.flat().map((raw) => [raw.TrailARN, raw]))
    return mapAll([...once.values()], (raw) =>
      trailOf(reading, raw, raw.TrailARN, raw.HomeRegion ?? raw.seenIn),
    )
  },
})

/** The list holds the settings; status and selectors are asked in the home Region, the only one that knows them. */
async function trailOf(reading: Reading, raw: TrailRecord, arn: string, home: string): Promise<Trail> {
  const identity = reading.identity(raw.Name ?? arn, arn, undefined, home)
  const [status, selectors] = await Promise.all([
    reading.read('cloudtrail', 'GetTrailStatus', { Name: arn }, statusOf, home),
    reading.read('cloudtrail', 'GetEventSelectors', { TrailName: arn }, selectorsOf, home),
  ])
  return present({
    ...identity,
    multiRegion: raw.IsMultiRegionTrail === true,
    organization: raw.IsOrganizationTrail === true,
    globalEvents: raw.IncludeGlobalServiceEvents === true,
    logFileValidation: raw.LogFileValidationEnabled === true,
    kmsKeyId: raw.KmsKeyId,
    bucketName: raw.S3BucketName,
    logGroupArn: raw.CloudWatchLogsLogGroupArn,
    status: partOf(reading, status, identity),
    selectors: partOf(reading, selectors, identity),
  })
}

interface StatusRaw {
  readonly IsLogging?: boolean | undefined
  readonly LatestDeliveryError?: string | undefined
  readonly LatestDigestDeliveryError?: string | undefined
  readonly LatestCloudWatchLogsDeliveryError?: string | undefined
  readonly LatestDeliveryTime?: Date | undefined
  readonly LatestCloudWatchLogsDeliveryTime?: Date | undefined
}

function statusOf(raw: StatusRaw) {
  return present({
    logging: required(raw.IsLogging, 'IsLogging'),
    deliveryError: raw.LatestDeliveryError || undefined,
    digestError: raw.LatestDigestDeliveryError || undefined,
    cloudWatchError: raw.LatestCloudWatchLogsDeliveryError || undefined,
    deliveredAt: instant(raw.LatestDeliveryTime),
    cloudWatchDeliveredAt: instant(raw.LatestCloudWatchLogsDeliveryTime),
  })
}
