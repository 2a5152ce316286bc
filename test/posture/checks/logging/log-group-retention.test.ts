import { expect, it } from 'vitest'
import { logGroupRetention } from '../../../../src/posture/checks/logging/log-group-retention.ts'
import { a, aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'

const group = (name: string, retentionDays?: number) =>
  snapshotOf({ logGroups: [a('logGroups', { name, ...(retentionDays !== undefined && { retentionDays }) })] })

it.each<[string, number | undefined, string]>([
  ['/aws/sagemaker/TrainingJobs', 90, 'pass: Its logs are kept for 90 days.'],
  ['/aws/sagemaker/TrainingJobs', 30, 'fail: Its logs are kept for 30 days; at least 90 are required.'],
  ['/aws/sagemaker/TrainingJobs', undefined, 'fail: Its logs are kept for ever.'],
  ['trail', undefined, 'not-applicable: It is no log group of SageMaker.'],
])('%s with %s days: %s', (name, days, expected) => {
  expect(verdicts(logGroupRetention, group(name, days))).toEqual([`${name} ${expected}`])
})

it('has the limit of the baseline', () => {
  expect(verdicts(logGroupRetention, group('/aws/sagemaker/studio', 90), { logRetentionDays: 365 })).toEqual([
    expect.stringContaining('at least 365 are required'),
  ])
})

it('is unknown where log groups are hidden, and does not apply without any', () => {
  expect(verdicts(logGroupRetention, snapshotOf({}, [aGap({ kind: 'logGroups' })]))).toEqual([
    expect.stringContaining('unknown'),
  ])
  expect(verdicts(logGroupRetention, snapshotOf({ logGroups: [] }))).toEqual([
    expect.stringContaining('not-applicable'),
  ])
})
