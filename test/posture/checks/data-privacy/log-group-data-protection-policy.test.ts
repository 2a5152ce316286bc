import { expect, it } from 'vitest'
import { logGroupDataProtectionPolicy } from '../../../../src/posture/checks/data-privacy/log-group-data-protection-policy.ts'
import type { LogGroup } from '../../../../src/posture/inventory/watch.ts'
import { a, aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'

const group = (name: string, fields: Partial<LogGroup> = {}) => a('logGroups', { name, ...fields })
const OTHER = 'not-applicable: It holds no logs of endpoints, jobs or Studio apps.'

it.each<[string, Partial<LogGroup>, string]>([
  [
    '/aws/sagemaker/Endpoints/live',
    { dataProtection: 'ACTIVATED' },
    'pass: A data protection policy is active.',
  ],
  [
    '/aws/sagemaker/studio',
    { inheritsDataProtection: true },
    'pass: The data protection policy of the account covers it.',
  ],
  ['/aws/sagemaker/TrainingJobs', {}, 'fail: It has no data protection policy.'],
  [
    '/aws/sagemaker/ProcessingJobs',
    { dataProtection: 'DISABLED' },
    'fail: Its data protection policy is disabled.',
  ],
  ['/aws/sagemaker/NotebookInstances', {}, OTHER],
  ['trail', {}, OTHER],
])('%s with %j: %s', (name, fields, expected) => {
  const world = snapshotOf({ logGroups: [group(name, fields)] })
  expect(verdicts(logGroupDataProtectionPolicy, world)).toEqual([`${name} ${expected}`])
})

it('is unknown where log groups are hidden', () => {
  expect(verdicts(logGroupDataProtectionPolicy, snapshotOf({}, [aGap({ kind: 'logGroups' })]))).toEqual([
    expect.stringContaining('unknown'),
  ])
})

it('does not apply without log groups', () => {
  expect(verdicts(logGroupDataProtectionPolicy, snapshotOf({ logGroups: [] }))).toEqual([
    expect.stringContaining('not-applicable'),
  ])
})
