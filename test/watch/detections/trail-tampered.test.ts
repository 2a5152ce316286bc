import { describe, expect, it } from 'vitest'
import { trailTampered } from '../../../src/watch/detections/trail-tampered.ts'
import { anEvent, sightingsOf } from '../../support/trail.ts'

const CLOUDTRAIL = { eventSource: 'cloudtrail.amazonaws.com' }
const ARN = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/acme-audit'

describe('a trail', () => {
  it.each([
    ['StopLogging', { name: 'acme-audit' }],
    ['StopLogging', { name: ARN }],
    ['DeleteTrail', { name: ARN }],
    ['UpdateTrail', { name: 'acme-audit', isMultiRegionTrail: false }],
    ['PutEventSelectors', { trailName: 'acme-audit', eventSelectors: [] }],
  ])('is told when %s touches it, by its name', (name, asked) => {
    expect(sightingsOf(trailTampered, [anEvent(name, asked, CLOUDTRAIL)])).toEqual([
      { subject: 'acme-audit', more: name },
    ])
  })

  it.each([
    ['is started', anEvent('StartLogging', { name: 'acme-audit' }, CLOUDTRAIL)],
    ['is looked at', anEvent('GetTrailStatus', { name: 'acme-audit' }, CLOUDTRAIL)],
    [
      'could not be stopped',
      anEvent('StopLogging', { name: 'acme-audit' }, { ...CLOUDTRAIL, errorCode: 'AccessDenied' }),
    ],
  ])('is not told when it %s', (_, event) => {
    expect(sightingsOf(trailTampered, [event])).toEqual([])
  })
})
