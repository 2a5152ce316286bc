import { describe, expect, it } from 'vitest'
import { deniedCalls } from '../../../src/watch/detections/denied-calls.ts'
import { anEvent, aSample, aSession, BOT, burst, sightingsOf } from '../../support/trail.ts'

const denied =
  (over: object = {}) =>
  (at: object) =>
    anEvent('DescribeModel', { modelName: 'm' }, { errorCode: 'AccessDenied', ...over, ...at })

describe('refused calls on SageMaker', () => {
  it('are told from the tenth within ten minutes', () => {
    expect(sightingsOf(deniedCalls, burst(9, 1, denied()))).toEqual([])
    expect(sightingsOf(deniedCalls, burst(10, 1, denied()))).toEqual([
      { subject: 'arn:aws:iam::111122223333:user/bob.tanaka', more: '10 refused calls within 10 minutes' },
    ])
  })

  it.each([
    ['far apart', burst(20, 120, denied())],
    ['of another service', burst(20, 1, denied({ eventSource: 's3.amazonaws.com' }))],
    ['of the bot itself', burst(20, 1, denied({ userIdentity: aSession(BOT, 'i-0abc') }))],
    ['that failed for another reason', burst(20, 1, denied({ errorCode: 'ValidationException' }))],
    ['that were allowed', burst(20, 1, denied({ errorCode: undefined }))],
  ])('are not told %s', (_, events) => {
    expect(sightingsOf(deniedCalls, events)).toEqual([])
  })

  it('are the sample that alarms are tried with', () => {
    const samples = Array.from({ length: 10 }, () => aSample('sagemaker/CreateTrainingJob+denied'))
    expect(sightingsOf(deniedCalls, samples)).toHaveLength(1)
  })
})
