import { describe, expect, it } from 'vitest'
import { grantPath } from '../../../src/watch/detections/grant-path.ts'
import { aContext, anEvent, aSession, BOT, sightingsOf } from '../../support/trail.ts'

const IAM = { eventSource: 'iam.amazonaws.com', awsRegion: 'us-east-1' }
const BOUNDARY = 'arn:aws:iam::111122223333:policy/sagewarden-grant-boundary'

describe('the roles of grants', () => {
  it.each([
    [
      'AttachRolePolicy',
      { roleName: 'grant-g1', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      'grant-g1',
    ],
    ['UpdateAssumeRolePolicy', { roleName: 'grant-0abc' }, 'grant-0abc'],
    ['CreateRole', { roleName: 'anything', path: '/sagewarden/' }, 'anything'],
    ['CreatePolicyVersion', { policyArn: BOUNDARY, setAsDefault: true }, BOUNDARY],
    ['DeletePolicy', { policyArn: BOUNDARY }, BOUNDARY],
  ])('are told when somebody else calls %s', (name, asked, subject) => {
    expect(sightingsOf(grantPath, [anEvent(name, asked, IAM)])).toEqual([{ subject }])
  })

  it.each([
    [
      'the bot',
      anEvent(
        'CreateRole',
        { roleName: 'grant-g2', path: '/sagewarden/' },
        { ...IAM, userIdentity: aSession(BOT, 's') },
      ),
    ],
    ['other roles', anEvent('AttachRolePolicy', { roleName: 'web' }, IAM)],
    [
      'other policies',
      anEvent('CreatePolicyVersion', { policyArn: 'arn:aws:iam::111122223333:policy/web' }, IAM),
    ],
    [
      'a refused call',
      anEvent('DeleteRole', { roleName: 'grant-g1' }, { ...IAM, errorCode: 'AccessDenied' }),
    ],
  ])('are not told of %s', (_, event) => {
    expect(sightingsOf(grantPath, [event])).toEqual([])
  })

  it('know the bot whatever path its role has', () => {
    const role = 'arn:aws:iam::111122223333:role/ops/sagewarden'
    const event = anEvent(
      'DeleteRole',
      { roleName: 'grant-g1' },
      { ...IAM, userIdentity: aSession(role, 's') },
    )
    expect(sightingsOf(grantPath, [event], aContext())).toEqual([])
    const user = { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/sagewarden', userName: 'sagewarden' }
    const posing = anEvent('DeleteRole', { roleName: 'grant-g1' }, { ...IAM, userIdentity: user })
    expect(sightingsOf(grantPath, [posing], aContext())).toHaveLength(1)
  })
})
