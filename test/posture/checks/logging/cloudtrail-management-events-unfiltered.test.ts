import { expect, it } from 'vitest'
import { cloudtrailManagementEventsUnfiltered } from '../../../../src/posture/checks/logging/cloudtrail-management-events-unfiltered.ts'
import type { EventSelector } from '../../../../src/posture/inventory/watch.ts'
import { aSelector, aTrail } from '../../../support/heard.ts'
import { aGap, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'

it.each<[string, readonly Partial<EventSelector>[], string]>([
  ['all management events', [{}], 'pass: It leaves out nothing of SageMaker, IAM, STS and KMS.'],
  [
    'all but KMS',
    [{ excludedSources: ['kms.amazonaws.com'] }],
    'fail: It leaves out reads of kms.amazonaws.com, writes of kms.amazonaws.com.',
  ],
  [
    'all but RDS data',
    [{ excludedSources: ['rdsdata.amazonaws.com'] }],
    'pass: It leaves out nothing of SageMaker, IAM, STS and KMS.',
  ],
  ['reads alone', [{ readWrite: 'ReadOnly' }], 'fail: It leaves out all writes.'],
  ['writes alone', [{ readWrite: 'WriteOnly' }], 'fail: It leaves out all reads.'],
  [
    'KMS by another selector',
    [{ excludedSources: ['kms.amazonaws.com'] }, {}],
    'pass: It leaves out nothing of SageMaker, IAM, STS and KMS.',
  ],
  [
    'writes alone but for KMS',
    [{ readWrite: 'WriteOnly', excludedSources: ['kms.amazonaws.com'] }],
    'fail: It leaves out all reads, writes of kms.amazonaws.com.',
  ],
  [
    'finer conditions',
    [{ narrowedBy: ['eventName'] }],
    'unknown: It narrows its management events by finer conditions: what passes cannot be told.',
  ],
  [
    'data events alone',
    [{ management: false, readWrite: 'None' }],
    'not-applicable: It records no management events; another trail must.',
  ],
])('a trail of %s', (_what, selectors, expected) => {
  const trails = [aTrail({ selectors: seen(selectors.map(aSelector)) })]
  expect(verdicts(cloudtrailManagementEventsUnfiltered, snapshotOf({ trails }))).toEqual([`main ${expected}`])
})

it('is unknown where the selectors are hidden', () => {
  const trails = [aTrail({ selectors: { gap: aGap({ kind: 'trails' }) } })]
  expect(verdicts(cloudtrailManagementEventsUnfiltered, snapshotOf({ trails }))).toEqual([
    expect.stringContaining('main unknown'),
  ])
})

it('does not apply without trails', () => {
  expect(verdicts(cloudtrailManagementEventsUnfiltered, snapshotOf({ trails: [] }))).toEqual([
    expect.stringContaining('not-applicable'),
  ])
})
