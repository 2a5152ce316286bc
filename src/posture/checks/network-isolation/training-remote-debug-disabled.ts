import { defineCheck, fail, notApplicable, pass } from '../../check.ts'

export const trainingRemoteDebugDisabled = defineCheck({
  id: 'training-remote-debug-disabled',
  title: 'Remote debugging into training containers must be off',
  practice: 'network-isolation',
  severity: 'medium',
  tier: 'core',
  controls: {},
  why: 'Remote debugging opens a shell in the container through Session Manager, with the execution role of the job and its data at hand.',
  fix: {
    summary:
      'Leave RemoteDebugConfig out of the job; a deny on the condition sagemaker:EnableRemoteDebug keeps it out.',
    console: 'Not in the console: in the code that starts the job, remove remote_debug_config.',
    cli: 'aws sagemaker update-training-job --training-job-name JOB --remote-debug-config EnableRemoteDebug=false',
    effect: 'next-run',
  },
  of: 'trainingJobs',
  evaluate: ({ remoteDebug, status }) => {
    if (remoteDebug) return fail('EnableRemoteDebug is true')
    return remoteDebug === undefined && ['Completed', 'Failed', 'Stopped'].includes(status)
      ? notApplicable('The job is over: there is no container to debug.')
      : pass('Remote debugging is off')
  },
})
