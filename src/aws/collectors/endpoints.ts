import type { DataCaptureConfigSummary, DescribeEndpointOutput } from '@aws-sdk/client-sagemaker'
import type { DataCapture } from '../../posture/inventory/models.ts'
import { required } from '../call.ts'
import { defineCollector, type Reading } from '../collector.ts'
import { versionOf } from '../describe.ts'
import { present } from '../fields.ts'
import { searchFirst } from '../search.ts'

/** Endpoints by Search. What it lacks (asynchronous output, keys) stands in the endpoint configuration. */
export const endpoints = defineCollector({
  kind: 'endpoints',
  actions: ['sagemaker:Search', 'sagemaker:ListEndpoints', 'sagemaker:DescribeEndpoint'],
  regional: true,
  collect: (reading) =>
    searchFirst(
      reading,
      { resource: 'Endpoint', pick: (record) => record.Endpoint, map: (raw) => endpointOf(reading, raw) },
      () =>
        reading.pages(
          'sagemaker',
          'ListEndpoints',
          { MaxResults: 100 },
          {
            items: (page) => page.Endpoints,
            map: (raw) => ({
              name: required(raw.EndpointName, 'EndpointName'),
              arn: required(raw.EndpointArn, 'EndpointArn'),
              ...versionOf(raw.LastModifiedTime),
            }),
          },
        ),
      ({ name }) =>
        reading.read('sagemaker', 'DescribeEndpoint', { EndpointName: name }, (raw) =>
          endpointOf(reading, raw),
        ),
    ),
})

type EndpointRaw = Pick<
  DescribeEndpointOutput,
  | 'EndpointName'
  | 'EndpointArn'
  | 'EndpointConfigName'
  | 'EndpointStatus'
  | 'CreationTime'
  | 'DataCaptureConfig'
>

function endpointOf(reading: Reading, raw: EndpointRaw) {
  const name = required(raw.EndpointName, 'EndpointName')
  return present({
    ...reading.identity(name, required(raw.EndpointArn, 'EndpointArn'), raw.CreationTime),
    status: required(raw.EndpointStatus, 'EndpointStatus') as string,
    configName: raw.EndpointConfigName,
    dataCapture: captureOf(raw.DataCaptureConfig),
  })
}

function captureOf(raw: DataCaptureConfigSummary | undefined): DataCapture | undefined {
  return (
    raw &&
    present({
      enabled: raw.EnableCapture === true && raw.CaptureStatus !== 'Stopped',
      samplingPercent: raw.CurrentSamplingPercentage,
      destinationS3Uri: raw.DestinationS3Uri,
      kmsKeyId: raw.KmsKeyId,
    })
  )
}
