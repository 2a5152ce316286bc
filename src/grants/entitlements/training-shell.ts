import { HOUR_S } from '../../base/time.ts'
import { defineEntitlement } from '../entitlement.ts'

export const trainingShell = defineEntitlement({
  id: 'training-shell',
  title: 'Open a shell in a running training job',
  off: 'Session Manager does not end a live session when its permission ends, so this would not end by itself.',
  risk: 'critical',
  riskWhy: 'It is a shell with the job’s execution role and the training data.',
  defaultSeconds: HOUR_S,
  longestSeconds: 2 * HOUR_S,
  approvals: 2,
  parameters: {
    job: { type: 'resource', kind: 'trainingJobs', label: 'Training job' },
    jobName: { type: 'name', of: 'job', label: 'Its name, in its own case' },
  },
  permissions: ({ job, jobName }, place) => [
    {
      sid: 'Shell',
      actions: ['ssm:StartSession', 'ssm:TerminateSession'],
      resources: ['*'],
      when: {
        StringEquals: { 'aws:RequestedRegion': place.region },
        StringLike: {
          'ssm:resourceTag/aws:ssmmessages:target-id': `sagemaker-training-job:${jobName}_algo-*`,
        },
      },
    },
    {
      sid: 'SwitchDebug',
      actions: ['sagemaker:UpdateTrainingJob', 'sagemaker:DescribeTrainingJob'],
      resources: [job.arn],
    },
  ],
  prechecks: [
    {
      code: 'training-still-runs',
      about: 'job',
      should: 'The job should still be downloading or training.',
      stops: true,
    },
    {
      code: 'isolation-off',
      about: 'job',
      should: 'The job should not be isolated from the network, as a shell could not reach it.',
      stops: true,
    },
    {
      code: 'sessions-logged',
      about: 'job',
      should: 'Session Manager should log sessions to an encrypted log group.',
      stops: true,
    },
  ],
  reach: {
    through: 'role-of-resource',
    of: 'job',
    words:
      'The shell runs as the job’s execution role, beside the training data. It can also change the job.',
  },
  tell: [
    'aws sagemaker update-training-job --training-job-name JOB --remote-debug-config EnableRemoteDebug=true',
    'aws ssm start-session --target sagemaker-training-job:JOB_algo-1',
  ],
  remains: 'A session that is open stays open until it is terminated or the job ends.',
  trail: {
    events: ['UpdateTrainingJob', 'DescribeTrainingJob', 'StartSession', 'TerminateSession'],
    dataEvents: [],
  },
})
