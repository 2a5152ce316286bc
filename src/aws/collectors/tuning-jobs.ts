import type { HyperParameterTuningJobSearchEntity } from '@aws-sdk/client-sagemaker'
import { required } from '../call.ts'
import { defineCollector, type Reading } from '../collector.ts'
import { IMMUTABLE } from '../describe.ts'
import { present } from '../fields.ts'
import { tuningPart } from '../parts/training-part.ts'
import { searchFirst } from '../search.ts'

/** Tuning jobs by Search, whose record is whole. */
export const tuningJobs = defineCollector({
  kind: 'tuningJobs',
  actions: [
    'sagemaker:Search',
    'sagemaker:ListHyperParameterTuningJobs',
    'sagemaker:DescribeHyperParameterTuningJob',
  ],
  regional: true,
  collect: (reading) =>
    searchFirst(
      reading,
      {
        resource: 'HyperParameterTuningJob',
        since: reading.jobsSince,
        pick: (record) => record.HyperParameterTuningJob,
        map: (raw) => jobOf(reading, raw),
      },
      () =>
        reading.pages(
          'sagemaker',
          'ListHyperParameterTuningJobs',
          { MaxResults: 100, CreationTimeAfter: new Date(reading.jobsSince * 1000) },
          {
            items: (page) => page.HyperParameterTuningJobSummaries,
            map: (raw) => ({
              name: required(raw.HyperParameterTuningJobName, 'HyperParameterTuningJobName'),
              arn: required(raw.HyperParameterTuningJobArn, 'HyperParameterTuningJobArn'),
              version: `${IMMUTABLE} ${raw.HyperParameterTuningJobStatus} ${raw.CreationTime?.toISOString() ?? ''}`,
            }),
          },
        ),
      ({ name }) =>
        reading.read(
          'sagemaker',
          'DescribeHyperParameterTuningJob',
          { HyperParameterTuningJobName: name },
          (raw) => jobOf(reading, raw),
        ),
    ),
})

type TuningRaw = Pick<
  HyperParameterTuningJobSearchEntity,
  | 'HyperParameterTuningJobName'
  | 'HyperParameterTuningJobArn'
  | 'HyperParameterTuningJobStatus'
  | 'CreationTime'
  | 'TrainingJobDefinition'
  | 'TrainingJobDefinitions'
>

function jobOf(reading: Reading, raw: TuningRaw) {
  const name = required(raw.HyperParameterTuningJobName, 'HyperParameterTuningJobName')
  const single = raw.TrainingJobDefinition ? [raw.TrainingJobDefinition] : []
  return present({
    ...reading.identity(
      name,
      required(raw.HyperParameterTuningJobArn, 'HyperParameterTuningJobArn'),
      raw.CreationTime,
    ),
    status: raw.HyperParameterTuningJobStatus as string | undefined,
    parts: [...single, ...(raw.TrainingJobDefinitions ?? [])].map((definition) =>
      tuningPart(reading.intern, name, definition),
    ),
  })
}
