import { describe, expect, it } from 'vitest'
import { keyDisabled } from '../../../src/watch/detections/key-disabled.ts'
import { anEvent, sightingsOf } from '../../support/trail.ts'

const KMS = { eventSource: 'kms.amazonaws.com' }
const ID = '1e6a9d2b-4c8f-4a73-8b52-6d3f8c0e2a02'

describe('a key', () => {
  it.each([
    ['ScheduleKeyDeletion', { keyId: ID, pendingWindowInDays: 7 }],
    ['ScheduleKeyDeletion', { keyId: `arn:aws:kms:eu-west-1:111122223333:key/${ID}` }],
    ['DisableKey', { keyId: ID }],
    ['DeleteImportedKeyMaterial', { keyId: ID }],
  ])('is told when %s touches it, by its id', (name, asked) => {
    expect(sightingsOf(keyDisabled, [anEvent(name, asked, KMS)])).toEqual([{ subject: ID, more: name }])
  })

  it.each([
    ['enabled', anEvent('EnableKey', { keyId: ID }, KMS)],
    ['saved', anEvent('CancelKeyDeletion', { keyId: ID }, KMS)],
    [
      'not to be deleted',
      anEvent('ScheduleKeyDeletion', { keyId: ID }, { ...KMS, errorCode: 'AccessDeniedException' }),
    ],
  ])('is not told when it is %s', (_, event) => {
    expect(sightingsOf(keyDisabled, [event])).toEqual([])
  })
})
