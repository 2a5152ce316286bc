import type { TransformJob as TransformRecord } from '@aws-sdk/client-sagemaker'
import type { Workload } from '../../posture/inventory/workloads.ts'
import { required } from '../call.ts'
import { defineCollector, type Reading } from '../collector.ts'
import { IMMUTABLE } from '../describe.ts'
import { present } from '../fields.ts'
import { transformPart } from '../parts/transform-part.ts'
import { throughTrialComponents } from '../trial-components.ts'

/** Transform jobs: listed, read in bulk through their trial components, and described where they have none. */
export const transformJobs = defineCollector({
  kind: 'transformJobs',
  actions: ['sagemaker:Search', 'sagemaker:ListTransformJobs', 'sagemaker:DescribeTransformJob'],
  regional: true,
  collect: (reading) =>
    throughTrialComponents(reading, {
      sourceType: 'SageMakerTransformJob',
      pick: (detail) => detail.TransformJob,
      map: (raw) => jobOf(reading, raw),
      list: () =>
        reading.pages(
          'sagemaker',
          'ListTransformJobs',
          { MaxResults: 100, CreationTimeAfter: new Date(reading.jobsSince * 1000) },
          {
            items: (page) => page.TransformJobSummaries,
            map: (raw) => ({
              name: required(raw.TransformJobName, 'TransformJobName'),
              arn: required(raw.TransformJobArn, 'TransformJobArn'),
              version: `${IMMUTABLE} ${raw.TransformJobStatus} ${raw.CreationTime?.toISOString() ?? ''}`,
            }),
          },
        ),
      describe: ({ name }) =>
        reading.read('sagemaker', 'DescribeTransformJob', { TransformJobName: name }, (raw) =>
          jobOf(reading, raw),
        ),
    }),
})

function jobOf(reading: Reading, raw: Omit<TransformRecord, 'Tags'>): Workload {
  const name = required(raw.TransformJobName, 'TransformJobName')
  return present({
    ...reading.identity(name, required(raw.TransformJobArn, 'TransformJobArn'), raw.CreationTime),
    status: raw.TransformJobStatus && reading.intern.text(raw.TransformJobStatus),
    launchedBy: raw.AutoMLJobArn,
    parts: [transformPart(reading.intern, name, raw)],
  })
}
