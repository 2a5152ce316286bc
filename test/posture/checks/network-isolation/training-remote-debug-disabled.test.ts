import { expect, it } from 'vitest'
import { trainingRemoteDebugDisabled } from '../../../../src/posture/checks/network-isolation/training-remote-debug-disabled.ts'
import { a, aGap, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'

it.each([
  [
    'fails a running job that can be debugged',
    { status: 'InProgress', remoteDebug: seen(true) },
    'fail: EnableRemoteDebug is true',
  ],
  [
    'fails a recent job that could be',
    { status: 'Completed', remoteDebug: seen(true) },
    'fail: EnableRemoteDebug is true',
  ],
  [
    'passes a running job that cannot',
    { status: 'InProgress', remoteDebug: seen(false) },
    'pass: Remote debugging is off',
  ],
  [
    'cannot tell of a running job that may not be described, and says what is missing',
    {
      status: 'InProgress',
      remoteDebug: {
        gap: aGap({
          kind: 'trainingJobs',
          call: 'DescribeTrainingJob',
          action: 'sagemaker:DescribeTrainingJob',
        }),
      },
    },
    'unknown: Could not be seen: DescribeTrainingJob was denied (needs sagemaker:DescribeTrainingJob).',
  ],
  [
    'cannot tell of a running job that was not described',
    { status: 'InProgress' },
    'unknown: Whether the running job can be debugged was not seen.',
  ],
  [
    'says nothing of finished jobs',
    { status: 'Failed' },
    'not-applicable: The job is over: there is no container to debug.',
  ],
])('%s', (_, fields, expected) => {
  const trainingJobs = [a('trainingJobs', { parts: [], ...fields })]
  expect(verdicts(trainingRemoteDebugDisabled, snapshotOf({ trainingJobs }))).toEqual([`sample ${expected}`])
})
