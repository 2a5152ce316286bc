import { describe, expect, it } from 'vitest'
import { executionRoleOutside } from '../../../src/watch/detections/execution-role-outside.ts'
import { A_SERVICE, anEvent, aSession, EXECUTION_ROLE, sightingsOf } from '../../support/trail.ts'

const inside = aSession(EXECUTION_ROLE, 'SageMaker')
const from = (sourceIPAddress: string, over: object = {}) =>
  anEvent('CreateModel', {}, { sourceIPAddress, userIdentity: inside, ...over })
const take = (identity: object, over: object = {}) =>
  anEvent(
    'AssumeRole',
    { roleArn: EXECUTION_ROLE },
    { eventSource: 'sts.amazonaws.com', userIdentity: identity, ...over },
  )
const person = { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/bob', userName: 'bob' }

describe('an execution role', () => {
  it.each([
    ['taken by a person', [take(person)]],
    [
      'in a session that SageMaker did not name',
      [from('203.0.113.66', { userIdentity: aSession(EXECUTION_ROLE, 'bob') })],
    ],
    ['from an address that is new to it', [from('52.95.255.10'), from('203.0.113.66')]],
    ['from a new IPv6 address', [from('52.95.255.10'), from('2001:db8::66')]],
  ])('is told when it is used %s', (_, events) => {
    expect(sightingsOf(executionRoleOutside, events).map(({ subject }) => subject)).toEqual([EXECUTION_ROLE])
  })

  it.each([
    ['by SageMaker', [take(A_SERVICE)]],
    ['for the first time', [from('52.95.255.10')]],
    ['by a service on its behalf', [from('52.95.255.10'), from('athena.amazonaws.com')]],
    [
      'inside a VPC',
      [from('52.95.255.10'), from('10.0.3.4'), from('172.16.0.9'), from('127.0.0.1'), from('fd00::1')],
    ],
    ['through a VPC endpoint', [from('52.95.255.10'), from('203.0.113.66', { vpcEndpointId: 'vpce-1' })]],
    ['by nobody: taking it was refused', [take(person, { errorCode: 'AccessDenied' })]],
  ])('is not told when it is used %s', (_, events) => {
    expect(sightingsOf(executionRoleOutside, events)).toEqual([])
  })

  it('is not any other role', () => {
    const other = aSession('arn:aws:iam::111122223333:role/web', 'app')
    expect(sightingsOf(executionRoleOutside, [from('203.0.113.66', { userIdentity: other })])).toEqual([])
  })
})
