import { describe, expect, it } from 'vitest'
import { failedSignIns } from '../../../src/watch/detections/failed-sign-ins.ts'
import { anIamUser, aRecord, aSample, burst, eventOf, ROOT, sightingsOf } from '../../support/trail.ts'

const failure = (identity: object) => (at: object) =>
  eventOf(
    aRecord('ConsoleLogin', null, {
      eventSource: 'signin.amazonaws.com',
      eventType: 'AwsConsoleSignIn',
      userIdentity: identity,
      errorMessage: 'Failed authentication',
      responseElements: { ConsoleLogin: 'Failure' },
      ...at,
    }),
  )
const bob = failure(anIamUser('bob.tanaka'))

describe('failed sign-ins', () => {
  it('are told from the fifth within ten minutes', () => {
    expect(sightingsOf(failedSignIns, burst(4, 10, bob))).toEqual([])
    expect(sightingsOf(failedSignIns, burst(6, 10, bob))).toEqual([
      { subject: 'bob.tanaka', more: '5 failures within 10 minutes' },
      { subject: 'bob.tanaka', more: '6 failures within 10 minutes' },
    ])
  })

  it('are a slip where they lie further apart', () => {
    expect(sightingsOf(failedSignIns, burst(12, 200, bob))).toEqual([])
  })

  it('count for each person alone', () => {
    const others = ['a', 'b', 'c', 'd', 'e'].flatMap((name) => burst(2, 10, failure(anIamUser(name))))
    expect(sightingsOf(failedSignIns, others)).toEqual([])
  })

  it('count by address where the user does not exist, and for root', () => {
    const hidden = failure({ type: 'IAMUser', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' })
    expect(sightingsOf(failedSignIns, burst(5, 1, hidden))[0]?.subject).toBe(
      'unknown user from 198.51.100.23',
    )
    expect(sightingsOf(failedSignIns, burst(5, 1, failure(ROOT)))[0]?.subject).toBe(
      'arn:aws:iam::111122223333:root',
    )
  })

  it('are not sign-ins that worked', () => {
    const samples = Array.from({ length: 9 }, () => aSample('signin/ConsoleLogin+no-mfa'))
    expect(sightingsOf(failedSignIns, samples)).toEqual([])
    const failed = Array.from({ length: 5 }, () => aSample('signin/ConsoleLogin+failed'))
    expect(sightingsOf(failedSignIns, failed)).toHaveLength(1)
  })
})
