import { describe, expect, it } from 'vitest'
import { eventBridgeEnvelope, sampleEvents } from '../../src/posture/sample-events/index.ts'
import { eventOfEnvelope } from '../../src/watch/envelope.ts'
import { isDenied, leavesOf, trailEvent } from '../../src/watch/event.ts'
import { A_SERVICE, anEvent, anIamUser, aRecord, aSession, GRANT_ROLE, ROOT } from '../support/trail.ts'

describe('who called', () => {
  it.each([
    ['a user', anIamUser('bob'), 'arn:aws:iam::111122223333:user/bob', 'bob'],
    ['a session, by its role with the path', aSession(GRANT_ROLE, 'bob'), GRANT_ROLE, 'bob'],
    [
      'a session whose record names no role, by the role without the path',
      { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/Audit/local' },
      'arn:aws:iam::111122223333:role/Audit',
      'local',
    ],
    ['root', ROOT, 'arn:aws:iam::111122223333:root', null],
    ['a service', A_SERVICE, 'sagemaker.amazonaws.com', null],
    ['somebody without a name', { type: 'Unknown' }, 'unknown', null],
  ])('is read for %s', (_, userIdentity, principal, name) => {
    expect(anEvent('X', {}, { userIdentity }).caller).toMatchObject({ principal, name })
  })
})

describe('a record', () => {
  it.each([
    ['no id', aRecord('X', {}, { eventID: undefined })],
    ['no name', aRecord('')],
    ['no time', aRecord('X', {}, { eventTime: 'yesterday' })],
    ['nothing', {}],
  ])('is none with %s', (_, record) => {
    expect(trailEvent(record)).toBeUndefined()
  })

  it('survives what no record should hold', () => {
    const odd = { requestParameters: ['x'], userIdentity: 'me', sourceIPAddress: 7, errorCode: {} }
    expect(anEvent('X', null, odd)).toMatchObject({ asked: {}, from: null, errorCode: null })
  })

  it.each([
    ['AccessDenied', true],
    ['AccessDeniedException', true],
    ['Client.UnauthorizedOperation', true],
    ['ValidationException', false],
    [undefined, false],
  ])('with the error %s is refused: %s', (errorCode, refused) => {
    expect(isDenied(anEvent('X', {}, { errorCode }))).toBe(refused)
  })

  it('shows every text in it, with the name it stands under', () => {
    expect(leavesOf({ a: [{ b: 'x' }, 'y'], c: { d: true } })).toEqual([
      ['b', 'x'],
      ['a', 'y'],
      ['d', true],
    ])
  })
})

describe('a message of EventBridge', () => {
  it('holds each sample event as CloudTrail has it', () => {
    for (const sample of sampleEvents('111122223333', 'eu-west-1')) {
      const event = eventOfEnvelope(JSON.stringify(eventBridgeEnvelope(sample)))
      expect(event).toEqual(trailEvent(sample.record))
      expect(event).toBeDefined()
    }
  })

  it.each([
    ['no JSON', 'hello'],
    ['another kind of event', JSON.stringify({ 'detail-type': 'Scheduled Event', detail: aRecord('X') })],
    ['no event', JSON.stringify({ 'detail-type': 'AWS API Call via CloudTrail' })],
  ])('holds nothing where it is %s', (_, body) => {
    expect(eventOfEnvelope(body)).toBeUndefined()
  })
})
