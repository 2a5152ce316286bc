import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { known, Undecided } from '../../snapshot.ts'

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
    if (remoteDebug)
      return known(remoteDebug) ? fail('EnableRemoteDebug is true') : pass('Remote debugging is off')
    if (status === 'InProgress') throw new Undecided('Whether the running job can be debugged was not seen.')
    return notApplicable('The job is over: there is no container to debug.')
  },
})
