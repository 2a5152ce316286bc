import type { ProcessingJob as ProcessingRecord } from '@aws-sdk/client-sagemaker'
import type { Workload } from '../../posture/inventory/workloads.ts'
import { required } from '../call.ts'
import { defineCollector, type Reading } from '../collector.ts'
import { IMMUTABLE } from '../describe.ts'
import { present } from '../fields.ts'
import { processingPart } from '../parts/processing-part.ts'
import { throughTrialComponents } from '../trial-components.ts'

/** Processing jobs: listed, read in bulk through their trial components, and described where they have none. */
export const processingJobs = defineCollector({
  kind: 'processingJobs',
  actions: ['sagemaker:Search', 'sagemaker:ListProcessingJobs', 'sagemaker:DescribeProcessingJob'],
  regional: true,
  collect: (reading) =>
    throughTrialComponents(reading, {
      sourceType: 'SageMakerProcessingJob',
      pick: (detail) => detail.ProcessingJob,
      map: (raw) => jobOf(reading, raw),
      list: () =>
        reading.pages(
          'sagemaker',
          'ListProcessingJobs',
          { MaxResults: 100, CreationTimeAfter: new Date(reading.jobsSince * 1000) },
          {
            items: (page) => page.ProcessingJobSummaries,
            map: (raw) => ({
              name: required(raw.ProcessingJobName, 'ProcessingJobName'),
              arn: required(raw.ProcessingJobArn, 'ProcessingJobArn'),
              version: `${IMMUTABLE} ${raw.ProcessingJobStatus} ${raw.CreationTime?.toISOString() ?? ''}`,
            }),
          },
        ),
      describe: ({ name }) =>
        reading.read('sagemaker', 'DescribeProcessingJob', { ProcessingJobName: name }, (raw) =>
          jobOf(reading, raw),
        ),
    }),
})

function jobOf(reading: Reading, raw: Omit<ProcessingRecord, 'Tags'>): Workload {
  const name = required(raw.ProcessingJobName, 'ProcessingJobName')
  return present({
    ...reading.identity(name, required(raw.ProcessingJobArn, 'ProcessingJobArn'), raw.CreationTime),
    status: raw.ProcessingJobStatus && reading.intern.text(raw.ProcessingJobStatus),
    launchedBy: raw.MonitoringScheduleArn ?? raw.AutoMLJobArn,
    parts: [processingPart(reading.intern, name, raw)],
  })
}
