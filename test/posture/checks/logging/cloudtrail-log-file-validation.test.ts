import { expect, it } from 'vitest'
import { cloudtrailLogFileValidation } from '../../../../src/posture/checks/logging/cloudtrail-log-file-validation.ts'
import { aTrail } from '../../../support/heard.ts'
import { aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'

it.each([
  [true, 'pass: Log file validation is on.'],
  [false, 'fail: Log file validation is off.'],
])('validation %s: %s', (logFileValidation, expected) => {
  const trails = [aTrail({ logFileValidation })]
  expect(verdicts(cloudtrailLogFileValidation, snapshotOf({ trails }))).toEqual([`main ${expected}`])
})

it('does not need the status of an organisation trail', () => {
  const trails = [aTrail({ organization: true, status: { gap: aGap({ kind: 'trails' }) } })]
  expect(verdicts(cloudtrailLogFileValidation, snapshotOf({ trails }))).toEqual([
    expect.stringContaining('main pass'),
  ])
})

it('is unknown where trails are hidden, and does not apply without any', () => {
  expect(verdicts(cloudtrailLogFileValidation, snapshotOf({}, [aGap({ kind: 'trails' })]))).toEqual([
    expect.stringContaining('unknown'),
  ])
  expect(verdicts(cloudtrailLogFileValidation, snapshotOf({ trails: [] }))).toEqual([
    expect.stringContaining('not-applicable'),
  ])
})
