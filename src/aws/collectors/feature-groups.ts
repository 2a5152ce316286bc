import type { FeatureGroup as FeatureGroupRecord } from '@aws-sdk/client-sagemaker'
import { required } from '../call.ts'
import { defineCollector, type Reading } from '../collector.ts'
import { present } from '../fields.ts'
import { searchFirst } from '../search.ts'

/** Feature groups by Search. Their list carries no sign of change, so the fallback describes them every time. */
export const featureGroups = defineCollector({
  kind: 'featureGroups',
  actions: ['sagemaker:Search', 'sagemaker:ListFeatureGroups', 'sagemaker:DescribeFeatureGroup'],
  regional: true,
  collect: (reading) =>
    searchFirst(
      reading,
      {
        resource: 'FeatureGroup',
        pick: (record) => record.FeatureGroup,
        map: (raw) => groupOf(reading, raw),
      },
      () =>
        reading.pages(
          'sagemaker',
          'ListFeatureGroups',
          { MaxResults: 100 },
          {
            items: (page) => page.FeatureGroupSummaries,
            map: (raw) => ({
              name: required(raw.FeatureGroupName, 'FeatureGroupName'),
              arn: required(raw.FeatureGroupArn, 'FeatureGroupArn'),
            }),
          },
        ),
      ({ name }) =>
        reading.read('sagemaker', 'DescribeFeatureGroup', { FeatureGroupName: name }, (raw) =>
          groupOf(reading, raw),
        ),
    ),
})

type GroupRaw = Pick<
  FeatureGroupRecord,
  | 'FeatureGroupName'
  | 'FeatureGroupArn'
  | 'FeatureGroupStatus'
  | 'CreationTime'
  | 'RoleArn'
  | 'OnlineStoreConfig'
  | 'OfflineStoreConfig'
>

function groupOf(reading: Reading, raw: GroupRaw) {
  const name = required(raw.FeatureGroupName, 'FeatureGroupName')
  return present({
    ...reading.identity(name, required(raw.FeatureGroupArn, 'FeatureGroupArn'), raw.CreationTime),
    status: raw.FeatureGroupStatus as string | undefined,
    roleArn: raw.RoleArn,
    online: onlineOf(raw),
    offline: offlineOf(raw),
  })
}

function onlineOf({ OnlineStoreConfig: store }: GroupRaw) {
  if (!store || store.EnableOnlineStore === false) return undefined
  const { Unit, Value } = store.TtlDuration ?? {}
  return present({
    kmsKeyId: store.SecurityConfig?.KmsKeyId,
    storageType: store.StorageType as string | undefined,
    ttl: Value === undefined ? undefined : `${Value} ${Unit ?? ''}`.trim(),
  })
}

function offlineOf({ OfflineStoreConfig: store }: GroupRaw) {
  if (!store) return undefined
  return present({ s3Uri: store.S3StorageConfig?.S3Uri, kmsKeyId: store.S3StorageConfig?.KmsKeyId })
}
