import { describe, expect, it } from 'vitest'
import { cloudtrailMultiRegionLogging } from '../../../../src/posture/checks/logging/cloudtrail-multi-region-logging.ts'
import type { EventSelector, Trail } from '../../../../src/posture/inventory/watch.ts'
import { aSelector, aTrail } from '../../../support/heard.ts'
import { ACCOUNT, aGap, NOW, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'

const HOUR = 3600
const judged = (...trails: readonly Trail[]) => verdicts(cloudtrailMultiRegionLogging, snapshotOf({ trails }))
const selecting = (...selectors: readonly Partial<EventSelector>[]) =>
  aTrail({ selectors: seen(selectors.map(aSelector)) })
const status = (fields: object) =>
  aTrail({ status: seen({ logging: true, deliveredAt: NOW - HOUR, ...fields }) })
const PASS = 'pass: Trail main records all management events of all Regions.'
const HALF =
  'fail: No trail records all Regions: trail main does not record both reading and writing management events.'
const hidden = { gap: aGap({ kind: 'trails', call: 'GetTrailStatus', action: 'cloudtrail:GetTrailStatus' }) }

describe('cloudtrail-multi-region-logging', () => {
  it.each<[string, readonly Trail[], string]>([
    ['a trail of all Regions', [aTrail()], PASS],
    ['no trail', [], 'fail: No trail records all Regions: there is no trail.'],
    [
      'a trail of one Region',
      [aTrail({ multiRegion: false })],
      'fail: No trail records all Regions: trail main covers eu-west-1 alone.',
    ],
    [
      'a trail that is off',
      [status({ logging: false })],
      'fail: No trail records all Regions: trail main: it is not logging.',
    ],
    [
      'a trail whose bucket refuses it',
      [status({ deliveryError: 'AccessDenied' })],
      'fail: No trail records all Regions: trail main: its last delivery ended with AccessDenied.',
    ],
    [
      'a trail that fell silent',
      [status({ deliveredAt: NOW - 49 * HOUR })],
      'fail: No trail records all Regions: trail main: its last delivery was 2 days ago.',
    ],
    ['writes alone', [selecting({ readWrite: 'WriteOnly' })], HALF],
    ['data events alone', [selecting({ management: false, readWrite: 'None' })], HALF],
    ['reads and writes apart', [selecting({ readWrite: 'ReadOnly' }, { readWrite: 'WriteOnly' })], PASS],
    [
      'finer conditions',
      [selecting({ narrowedBy: ['eventName'] })],
      'unknown: Trail main narrows its management events: whether it records all cannot be told.',
    ],
    ['a second trail that works', [aTrail({ name: 'old', multiRegion: false }), aTrail()], PASS],
    [
      'a hidden status',
      [aTrail({ status: hidden })],
      'unknown: Could not be seen: GetTrailStatus was denied (needs cloudtrail:GetTrailStatus).',
    ],
    [
      'a hidden status beside a trail that works',
      [aTrail({ name: 'organisation', status: hidden }), aTrail()],
      PASS,
    ],
    [
      'a hidden status of a trail of one Region',
      [aTrail({ multiRegion: false, status: hidden })],
      'fail: No trail records all Regions: trail main covers eu-west-1 alone.',
    ],
  ])('%s', (_what, trails, expected) => {
    expect(judged(...trails)).toEqual([`${ACCOUNT} ${expected}`])
  })

  it('is unknown where trails are hidden and none is seen to work', () => {
    const gaps = [aGap({ kind: 'trails' })]
    expect(verdicts(cloudtrailMultiRegionLogging, snapshotOf({}, gaps))).toEqual([
      expect.stringContaining('unknown'),
    ])
    expect(verdicts(cloudtrailMultiRegionLogging, snapshotOf({ trails: [aTrail()] }, gaps))).toEqual([
      `${ACCOUNT} ${PASS}`,
    ])
  })
})
