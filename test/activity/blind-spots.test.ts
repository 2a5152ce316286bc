import { describe, expect, it } from 'vitest'
import { blindSpots, gapsIn } from '../../src/activity/blind-spots.ts'
import { T0 } from '../support/grants.ts'
import { aRead } from '../support/log.ts'

describe('what could not be seen', () => {
  it.each([
    ['nothing, of a log that was read whole', {}, []],
    ['a Region that was denied', { gaps: ['eu-west-1 was denied.'] }, ['eu-west-1 was denied.']],
    [
      'the time that was not reached',
      { completeFrom: T0 - 3600 },
      ['Calls before 2026-11-23T08:00:00Z were not all read: there were too many, or not enough time.'],
    ],
  ])('is %s', (_, fields, expected) => {
    expect(gapsIn(aRead([], fields), T0 - 86_400)).toEqual(expected)
  })

  it('is always what no event history holds, and the Regions that were not read', () => {
    const said = blindSpots(aRead([], { regions: ['eu-west-1', 'us-east-1'] })).join(' ')
    for (const words of [
      'InvokeEndpoint',
      'feature-store',
      '2026-11-23T08:45:00Z',
      '90 days',
      'eu-west-1, us-east-1',
    ])
      expect(said).toContain(words)
    expect(blindSpots(aRead([], { regions: [] })).join(' ')).toContain('No Region was read whole.')
  })
})
