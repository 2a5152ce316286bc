import { describe, expect, it } from 'vitest'
import { rootUsed } from '../../../src/watch/detections/root-used.ts'
import { anEvent, aRecord, aSample, eventOf, ROOT, sightingsOf } from '../../support/trail.ts'

describe('root', () => {
  it.each([['signin/ConsoleLogin+root'], ['iam/CreateAccessKey+root'], ['ec2/CreateKeyPair+root']])(
    'is told in %s',
    (id) => {
      expect(sightingsOf(rootUsed, [aSample(id)])).toEqual([{ subject: 'root of 111122223333' }])
    },
  )

  it.each([
    ['a user', anEvent('CreateModel')],
    [
      'a service that acts for it',
      anEvent('CreateGrant', {}, { userIdentity: { ...ROOT, invokedBy: 'rds.amazonaws.com' } }),
    ],
    [
      'a sign-in that failed',
      eventOf(
        aRecord('ConsoleLogin', null, { userIdentity: ROOT, responseElements: { ConsoleLogin: 'Failure' } }),
      ),
    ],
  ])('is not %s', (_, event) => {
    expect(sightingsOf(rootUsed, [event])).toEqual([])
  })
})
