import { describe, expect, it } from 'vitest'
import { belongs, openIn, type Subject, tracesOf, whoName } from '../../src/activity/subject.ts'
import { HOUR_S } from '../../src/base/time.ts'
import { ANN, active, T0 } from '../support/grants.ts'
import { aGrantEvent, anEvent, userArn } from '../support/log.ts'

const GRANT = active()
const PLACE = { partition: 'aws', account: '111122223333' }
const SPAN = { from: T0 - HOUR_S, to: T0 + HOUR_S }
const ALICE = { kind: 'iam-user', arn: userArn('alice.meyer'), uniqueId: null } as const
const person: Subject = { kind: 'person', person: ANN, principal: ALICE, grants: [GRANT] }
const role: Subject = { kind: 'role', name: 'Train', arn: 'arn:aws:iam::111122223333:role/Train' }
const trainCaller = (arn: string) => ({ kind: 'role' as const, arn, name: 'Train', session: 'x' })
const resource = (text: string): Subject => ({ kind: 'resource', text })

describe('a call belongs', () => {
  it.each<[string, Subject, Parameters<typeof belongs>[1], boolean]>([
    ['to a person: their own', person, anEvent(), true],
    ['to a person: under their grant', person, aGrantEvent('g1'), true],
    ['not: under a grant whose id begins alike', person, aGrantEvent('g11'), false],
    [
      'not: of a user whose name begins alike',
      person,
      anEvent({
        caller: { kind: 'user', arn: userArn('alice.meyer2'), name: 'alice.meyer2', session: null },
      }),
      false,
    ],
    [
      'not: of a role session that bears their name',
      person,
      anEvent({ caller: { kind: 'role', arn: role.arn, name: 'Train', session: 'alice.meyer' } }),
      false,
    ],
    ['not: their own, on another service', person, anEvent({ action: 'iam:ListRoles' }), false],
    ['to a role: of exactly this ARN', role, anEvent({ caller: trainCaller(role.arn) }), true],
    [
      'not: of a role of that name in another path',
      role,
      anEvent({ caller: trainCaller('arn:aws:iam::111122223333:role/ml/Train') }),
      false,
    ],
    [
      'to a grant: by its id',
      { kind: 'grant', grant: GRANT },
      aGrantEvent('g1', { action: 'logs:GetLogEvents' }),
      true,
    ],
    ['to a resource: by its name', resource('churn'), anEvent(), true],
    [
      'to a resource: by its ARN',
      resource('arn:aws:sagemaker:eu-west-1:111122223333:endpoint/churn'),
      anEvent(),
      true,
    ],
    ['to a resource: by a name in capitals', resource('CHURN'), anEvent(), true],
    ['not: of a resource whose name begins alike', resource('chur'), anEvent(), false],
  ])('%s', (_, subject, event, expected) => {
    expect(belongs(subject, event)).toBe(expected)
  })
})

describe('the traces of a subject', () => {
  it('follow a user by name and each grant by the ARN of its role', () => {
    expect(tracesOf(person, PLACE, SPAN)).toEqual([
      { by: 'user', name: 'alice.meyer' },
      { by: 'role', arn: GRANT.role?.arn, sessionNames: [expect.any(String)] },
    ])
  })

  it('leave out grants that were over before', () => {
    const later = { from: T0 + 100 * HOUR_S, to: T0 + 101 * HOUR_S }
    expect(openIn([GRANT], later)).toEqual([])
  })
})

describe('who a call is shown as', () => {
  it.each([
    ['the user', anEvent(), 'alice.meyer'],
    ['the role with the name of its session', anEvent({ caller: trainCaller(role.arn) }), 'Train / x'],
    ['who asked for the grant', aGrantEvent('g1'), 'ANN'],
    ['the role, of a grant that nobody knows', aGrantEvent('zz'), 'grant-zz / alice'],
  ])('is %s', (_, event, expected) => {
    expect(whoName(event, new Map([['g1', GRANT]]))).toBe(expected)
  })
})
