import type { TrainingJob as TrainingRecord } from '@aws-sdk/client-sagemaker'
import type { TrainingJob } from '../../posture/inventory/workloads.ts'
import { required } from '../call.ts'
import { defineCollector, type Reading } from '../collector.ts'
import { IMMUTABLE } from '../describe.ts'
import { mapAll, present } from '../fields.ts'
import { trainingPart } from '../parts/training-part.ts'
import { searchFirst } from '../search.ts'

const RUNNING = 'InProgress'

/** Training jobs by Search; only running ones are described, because remote debugging is not in Search. */
export const trainingJobs = defineCollector({
  kind: 'trainingJobs',
  actions: ['sagemaker:Search', 'sagemaker:ListTrainingJobs', 'sagemaker:DescribeTrainingJob'],
  regional: true,
  async collect(reading) {
    const jobs = await searchFirst(
      reading,
      {
        resource: 'TrainingJob',
        since: reading.jobsSince,
        pick: (record) => record.TrainingJob,
        map: (raw) => jobOf(reading, raw),
      },
      () =>
        reading.pages(
          'sagemaker',
          'ListTrainingJobs',
          { MaxResults: 100, CreationTimeAfter: new Date(reading.jobsSince * 1000) },
          {
            items: (page) => page.TrainingJobSummaries,
            map: (raw) => ({
              name: required(raw.TrainingJobName, 'TrainingJobName'),
              arn: required(raw.TrainingJobArn, 'TrainingJobArn'),
              ...(raw.TrainingJobStatus !== RUNNING && {
                version: `${IMMUTABLE} ${raw.CreationTime?.toISOString() ?? ''}`,
              }),
            }),
          },
        ),
      ({ name }) => describe(reading, name),
    )
    return withRemoteDebug(reading, jobs)
  },
})

function jobOf(reading: Reading, raw: TrainingRecord): TrainingJob {
  const name = required(raw.TrainingJobName, 'TrainingJobName')
  return present({
    ...reading.identity(name, required(raw.TrainingJobArn, 'TrainingJobArn'), raw.CreationTime),
    status: reading.intern.text(required(raw.TrainingJobStatus, 'TrainingJobStatus')),
    launchedBy: raw.TuningJobArn ?? raw.AutoMLJobArn,
    parts: [trainingPart(reading.intern, name, raw)],
  })
}

function describe(reading: Reading, name: string) {
  return reading.read('sagemaker', 'DescribeTrainingJob', { TrainingJobName: name }, (raw) => ({
    ...jobOf(reading, raw),
    ...(raw.TrainingJobStatus === RUNNING && {
      remoteDebug: { value: raw.RemoteDebugConfig?.EnableRemoteDebug === true },
    }),
  }))
}

/** Running jobs described; one that cannot be keeps what Search said of it, with a gap in that one field. */
async function withRemoteDebug(
  reading: Reading,
  jobs: readonly TrainingJob[],
): Promise<readonly TrainingJob[]> {
  const running = jobs.filter((job) => job.status === RUNNING && job.remoteDebug === undefined)
  if (running.length === 0) return jobs
  const described = new Map<string, TrainingJob>()
  await mapAll(running, async (job) => {
    const answer = await describe(reading, job.name)
    if (answer.outcome === 'value') described.set(job.arn, answer.value)
    if (answer.outcome === 'refused')
      described.set(job.arn, { ...job, remoteDebug: reading.partGap(answer.refusal, job) })
  })
  return jobs.map((job) => described.get(job.arn) ?? job)
}
