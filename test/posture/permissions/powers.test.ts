import { describe, expect, it } from 'vitest'
import {
  administrator,
  canEscalate,
  hasPower,
  strongerThan,
} from '../../../src/posture/permissions/powers.ts'
import { allow, aRole, aUser, deny, HIDDEN, IAM_GAP } from '../../support/iam.ts'
import { NOW, REGION } from '../../support/inventory.ts'

const moment = { now: NOW, regions: [REGION] }

describe('an administrator', () => {
  it.each([
    ['may do everything', [allow('*')], 'yes'],
    ['may do everything but one harmless thing', [allow('*'), deny('account:CloseAccount')], 'yes'],
    ['is not bound to what it named', [allow('*', 'arn:aws:*')], 'yes'],
    ['is no power user', [{ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: '*' }], 'no'],
    ['is nobody whose rights over identities are denied', [allow('*'), deny('iam:PassRole')], 'no'],
    ['is nobody with many services', [allow(['s3:*', 'iam:*', 'sagemaker:*'])], 'no'],
    [
      'may be somebody in a network',
      [allow('*', '*', { StringEquals: { 'aws:SourceVpc': 'vpc-1' } })],
      'maybe',
    ],
  ])('%s', (_what, statements, truth) => {
    expect(administrator(aUser({ statements }), moment).truth).toBe(truth)
  })

  it('is asked again at another time', () => {
    const user = aUser({
      statements: [allow('*', '*', { DateLessThan: { 'aws:CurrentTime': '2026-11-23T10:00:00Z' } })],
    })
    expect(administrator(user, moment).truth).toBe('yes')
    expect(administrator(user, { ...moment, now: NOW + 3600 }).truth).toBe('no')
  })
})

describe('a role is stronger than a principal', () => {
  const compare = (role: Record<string, unknown>[], own: Record<string, unknown>[]) =>
    strongerThan(aRole({ statements: role }), aUser({ statements: own }), moment)

  it.each([
    ['where it may do everything', [allow('*')], [allow('s3:*')], 'Role Train may do everything'],
    [
      'where it can raise its rights',
      [allow('iam:PutRolePolicy')],
      [],
      'Role Train may raise its own rights',
    ],
    [
      'where it reads every bucket',
      [allow('s3:*')],
      [allow('kms:*')],
      'Role Train may read or write every S3 object',
    ],
    ['where it decrypts with every key', [allow('kms:*')], [], 'Role Train may decrypt with every key'],
    [
      'where it may assume any role',
      [allow('sts:AssumeRole')],
      [allow('s3:*')],
      'Role Train may assume any role',
    ],
  ])('%s', (_where, role, own, evidence) => {
    expect(compare(role, own)).toEqual({ truth: 'yes', evidence })
  })

  it('and not where the principal may do the same, or the role reaches only what it names', () => {
    expect(compare([allow('s3:*')], [allow('s3:*')]).truth).toBe('no')
    expect(compare([allow('s3:*', 'arn:aws:s3:::data/*')], []).truth).toBe('no')
    expect(compare([allow('*')], [allow('*')]).truth).toBe('no')
  })

  it('or may be, where a policy of either is hidden', () => {
    const hidden = aRole({ also: { policies: [{ name: 'x', document: HIDDEN }] } })
    expect(strongerThan(hidden, aUser(), moment)).toMatchObject({ truth: 'maybe', gap: IAM_GAP })
  })
})

it('powers are had over what nobody named, in any of the Regions', () => {
  const regional = aRole({ statements: [allow('kms:Decrypt', `arn:aws:kms:${REGION}:*:key/*`)] })
  expect(hasPower(regional, 'decrypt with every key', moment).truth).toBe('yes')
  expect(hasPower(regional, 'decrypt with every key', { ...moment, regions: ['us-east-1'] }).truth).toBe('no')
  expect(hasPower(aRole({ statements: [allow('iam:PassRole')] }), 'pass any role', moment).truth).toBe('yes')
  expect(hasPower(aRole({ statements: [allow('ssm:*')] }), 'read every secret', moment).truth).toBe('yes')
})

it('who can change policies can escalate', () => {
  expect(canEscalate(aUser({ statements: [allow('iam:AttachUserPolicy')] }), moment).truth).toBe('yes')
  expect(canEscalate(aUser({ statements: [allow('iam:List*')] }), moment).truth).toBe('no')
})
