import { DAY_S, HOUR_S } from '../../base/time.ts'
import { defineEntitlement } from '../entitlement.ts'
import { arnIn } from '../rules/place.ts'

/**
 * All training jobs of an account write to one log group. So events are read stream by stream, and FilterLogEvents,
 * which would search the group, is left out; only the names of the other streams can be seen.
 */
export const debugTrainingJob = defineEntitlement({
  id: 'debug-training-job',
  title: 'Find out why a training job fails',
  risk: 'medium',
  riskWhy: 'Hyperparameters and environment are shown in clear, and logs can hold data.',
  defaultSeconds: 4 * HOUR_S,
  longestSeconds: DAY_S,
  approvals: 1,
  parameters: {
    job: { type: 'resource', kind: 'trainingJobs', label: 'Training job' },
    jobName: { type: 'name', of: 'job', label: 'Its name, in its own case' },
  },
  permissions: ({ job, jobName }, place) => {
    const logs = arnIn(place, 'logs', 'log-group:/aws/sagemaker/TrainingJobs')
    return [
      {
        sid: 'SeeJob',
        actions: ['sagemaker:DescribeTrainingJob', 'sagemaker:BatchGetMetrics'],
        resources: [job.arn],
      },
      {
        sid: 'FindLogs',
        actions: ['logs:DescribeLogStreams'],
        resources: [logs, `${logs}:log-stream:*`],
      },
      {
        sid: 'ReadLogs',
        actions: ['logs:GetLogEvents'],
        resources: [`${logs}:log-stream:${jobName}/*`],
      },
      {
        sid: 'ReadMetrics',
        actions: ['cloudwatch:GetMetricData'],
        resources: ['*'],
        when: { StringEquals: { 'aws:RequestedRegion': place.region } },
      },
    ]
  },
  prechecks: [
    {
      code: 'log-group-protected',
      about: 'job',
      should: 'The log group should have a key of its own and a data protection policy.',
      stops: false,
    },
  ],
  reach: {
    through: 'nothing',
    of: null,
    words: 'Reads only. The names of other jobs’ log streams are seen too.',
  },
  tell: [
    'aws sagemaker describe-training-job --training-job-name JOB',
    'aws logs describe-log-streams --log-group-name /aws/sagemaker/TrainingJobs --log-stream-name-prefix JOB/',
    'aws logs get-log-events --log-group-name /aws/sagemaker/TrainingJobs --log-stream-name STREAM',
  ],
  remains: null,
  trail: { events: ['DescribeTrainingJob'], dataEvents: ['GetLogEvents'] },
})
