import { expect, it } from 'vitest'
import { cloudtrailDeliveryHealthy } from '../../../../src/posture/checks/logging/cloudtrail-delivery-healthy.ts'
import { aTrail } from '../../../support/heard.ts'
import { aGap, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'

it.each([
  [{}, 'pass: Its last deliveries ended without an error.'],
  [{ deliveryError: 'NoSuchBucket' }, 'fail: Its log files are not delivered: NoSuchBucket'],
  [{ digestError: 'AccessDenied' }, 'fail: Its digests are not delivered: AccessDenied'],
  [
    { deliveryError: 'AccessDenied', digestError: 'AccessDenied' },
    'fail: Its log files are not delivered: AccessDenied; Its digests are not delivered: AccessDenied',
  ],
])('%j: %s', (fields, expected) => {
  const trails = [aTrail({ status: seen({ logging: true, ...fields }) })]
  expect(verdicts(cloudtrailDeliveryHealthy, snapshotOf({ trails }))).toEqual([`main ${expected}`])
})

it('is unknown where the status is hidden, as of an organisation trail', () => {
  const trails = [aTrail({ organization: true, status: { gap: aGap({ kind: 'trails' }) } })]
  expect(verdicts(cloudtrailDeliveryHealthy, snapshotOf({ trails }))).toEqual([
    expect.stringContaining('main unknown'),
  ])
})

it('does not apply without trails', () => {
  expect(verdicts(cloudtrailDeliveryHealthy, snapshotOf({ trails: [] }))).toEqual([
    expect.stringContaining('not-applicable'),
  ])
})
