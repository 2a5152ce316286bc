import { describe, expect, it } from 'vitest'
import {
  certain,
  mustNot,
  nobodys,
  permission,
  permissions,
  together,
  untilCertain,
} from '../../../src/posture/permissions/effective-permission.ts'
import { Undecided, Unseen } from '../../../src/posture/snapshot.ts'
import {
  allow,
  aRole,
  aUser,
  deny,
  HIDDEN,
  IAM_GAP,
  MFA_REQUIRED,
  SAGEMAKER_TRUST,
  trusts,
  UNLESS_MFA,
} from '../../support/iam.ts'
import { ACCOUNT, NOW } from '../../support/inventory.ts'

const truthOf = (
  principal: Parameters<typeof permission>[0],
  action = 's3:GetObject',
  resource = 'arn:aws:s3:::data/x',
  keys = {},
) => permission(principal, { action, resource, keys }, NOW).truth
const when = (Condition: Record<string, unknown>) => aRole({ statements: [allow('*', '*', Condition)] })

describe('what is known of a direct call', () => {
  it.each([
    ['the principal', { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/Train` } }, 'yes'],
    ['another principal', { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/Other` } }, 'no'],
    ['its account', { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } }, 'yes'],
    ['that a role has no user name', { Null: { 'aws:username': 'true' } }, 'yes'],
    ['that it uses TLS', { Bool: { 'aws:SecureTransport': 'true' } }, 'yes'],
    ['that no service calls for it', { Bool: { 'aws:ViaAWSService': 'true' } }, 'no'],
    ['that nothing is its source', { ArnLike: { 'aws:SourceArn': '*' } }, 'no'],
    ['the time', { DateLessThan: { 'aws:CurrentTime': '2026-11-23T09:00:01Z' } }, 'yes'],
    ['that the time is over', { DateLessThan: { 'aws:EpochTime': String(NOW) } }, 'no'],
    ['nothing of the address', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, 'maybe'],
    ['nothing of MFA in a session', MFA_REQUIRED, 'maybe'],
    ['nothing of tags', { StringEquals: { 'aws:ResourceTag/team': 'ml' } }, 'maybe'],
  ])('%s', (_what, condition, truth) => {
    expect(truthOf(when(condition))).toBe(truth)
  })

  it('is overruled by what is assumed', () => {
    expect(
      truthOf(when(MFA_REQUIRED), 's3:GetObject', 'arn:aws:s3:::data/x', {
        'aws:MultiFactorAuthPresent': 'true',
      }),
    ).toBe('yes')
  })

  it('includes that a resource nobody named has no tags, and a bucket nobody named no known account', () => {
    const object = nobodys(aRole(), 's3', '*/*')
    expect(truthOf(when({ StringEquals: { 'aws:ResourceTag/team': 'ml' } }), 's3:GetObject', object)).toBe(
      'no',
    )
    expect(truthOf(when({ StringEquals: { 's3:ResourceAccount': ACCOUNT } }), 's3:GetObject', object)).toBe(
      'no',
    )
    const secret = nobodys(aRole(), 'secretsmanager', 'secret:*')
    expect(
      truthOf(
        when({ StringEquals: { 'aws:ResourceAccount': ACCOUNT } }),
        'secretsmanager:GetSecretValue',
        secret,
      ),
    ).toBe('yes')
  })
})

describe('the tags of the principal', () => {
  const TEAM = { StringEquals: { 'aws:PrincipalTag/team': 'ml' } }
  const TAGGED: Record<string, unknown> = {
    ...trusts({ AWS: ACCOUNT }),
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  }
  const statements = [allow('*', '*', TEAM)]
  const own = [allow('s3:GetObject', `arn:aws:s3:::data/\${aws:PrincipalTag/team}/*`)]
  const ml = { tags: { Team: 'ml' } }

  it.each([
    ['a user with the tag', aUser({ statements, also: ml }), 'yes'],
    ['a user with another', aUser({ statements, also: { tags: { team: 'fraud' } } }), 'no'],
    ['a user without tags', aUser({ statements, also: { tags: {} } }), 'no'],
    ['a user of whose tags nothing is known', aUser({ statements }), 'maybe'],
    ['a role with the tag', aRole({ statements, also: ml }), 'yes'],
    ['a role without tags', aRole({ statements, also: { tags: {} } }), 'no'],
    ['a role that takes tags from its caller', aRole({ statements, trust: [TAGGED], also: ml }), 'maybe'],
    [
      'a role that takes any call of STS',
      aRole({ statements, trust: [{ ...TAGGED, Action: 'sts:*' }], also: ml }),
      'maybe',
    ],
    [
      'a role whose trust denies tags',
      aRole({ statements, trust: [SAGEMAKER_TRUST, { ...TAGGED, Effect: 'Deny' }], also: ml }),
      'yes',
    ],
    ['a role whose trust is hidden', aRole({ statements, also: { ...ml, trust: HIDDEN } }), 'maybe'],
  ])('decide for %s', (_who, principal, truth) => {
    expect(truthOf(principal)).toBe(truth)
  })

  it('fence it in', () => {
    const fenced = (tags: Record<string, string>) =>
      aRole({
        statements: [allow('*'), deny('*', '*', { Null: { 'aws:PrincipalTag/team': 'true' } })],
        also: { tags },
      })
    expect(truthOf(fenced({}))).toBe('no')
    expect(truthOf(fenced({ team: 'ml' }))).toBe('yes')
  })

  it('fill in what a policy leaves open', () => {
    const may = (resource: string) => truthOf(aRole({ statements: own, also: ml }), 's3:GetObject', resource)
    expect(may('arn:aws:s3:::data/ml/x')).toBe('yes')
    expect(may('arn:aws:s3:::data/fraud/x')).toBe('no')
  })

  it('with a star in their value match nothing but themselves', () => {
    const role = aRole({ statements: own, also: { tags: { team: '*' } } })
    expect(truthOf(role, 's3:GetObject', 'arn:aws:s3:::data/fraud/x')).toBe('no')
  })
})

describe('keys that the caller chooses', () => {
  const may = (principal: Parameters<typeof permission>[0], action = 'sagemaker:CreateNotebookInstance') =>
    truthOf(principal, action, 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/x')

  it.each([
    ['a Region', { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }, 'yes'],
    ['a service to pass to', { StringLike: { 'iam:PassedToService': '*.amazonaws.com' } }, 'yes'],
    ['an instance type', { 'ForAllValues:StringLike': { 'sagemaker:InstanceTypes': 'ml.t3.*' } }, 'yes'],
    ['a number', { NumericLessThanEquals: { 'sagemaker:VolumeSizeInGB': '10' } }, 'yes'],
    [
      'two that exclude each other',
      { StringEquals: { 'aws:RequestedRegion': 'a' }, StringNotEquals: { 'aws:RequestedRegion': 'a' } },
      'no',
    ],
    ['a tag of the resource', { StringEquals: { 'sagemaker:ResourceTag/team': 'ml' } }, 'maybe'],
  ])('are tried: %s', (_what, condition, truth) => {
    expect(may(when(condition))).toBe(truth)
  })

  it('are tried around a Deny too', () => {
    const fenced = (...values: string[]) =>
      aRole({
        statements: [allow('*'), deny('*', '*', { StringNotEquals: { 'aws:RequestedRegion': values } })],
      })
    expect(may(fenced('eu-west-1'))).toBe('yes')
    const nowhere = aRole({
      statements: [
        allow('*'),
        deny('*', '*', { StringLike: { 'aws:RequestedRegion': '*' } }),
        deny('*', '*', { Null: { 'aws:RequestedRegion': 'true' } }),
      ],
    })
    expect(may(nowhere)).toBe('no')
  })

  it('include MFA for a user, who can sign in with it', () => {
    expect(may(aUser({ statements: [allow('*', '*', MFA_REQUIRED)] }))).toBe('yes')
    expect(may(aUser({ statements: [allow('*'), deny('*', '*', UNLESS_MFA)] }))).toBe('yes')
    expect(
      may(
        aUser({ statements: [allow('*', '*', { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } })] }),
      ),
    ).toBe('yes')
  })
})

describe('several permissions', () => {
  const yes = { truth: 'yes', evidence: 'A allows it' } as const
  const also = { truth: 'yes', evidence: 'B allows it' } as const
  const no = { truth: 'no', evidence: 'C denies it' } as const
  const maybe = { truth: 'maybe', evidence: 'D may allow it' } as const
  const hidden = { ...maybe, gap: IAM_GAP } as const

  it.each([
    [[yes, also, yes], { truth: 'yes', evidence: 'A allows it; B allows it' }],
    [[yes, maybe], maybe],
    [[yes, maybe, no], no],
  ])('that are all needed', (parts, expected) => {
    expect(together(parts)).toEqual(expected)
  })

  it('are certain, or say what hides them', () => {
    expect(certain([no, maybe, yes])).toEqual([yes])
    expect(certain([no])).toEqual([])
    expect(() => certain([no, maybe])).toThrow(Undecided)
    expect(() => certain([maybe, hidden])).toThrow(Unseen)
  })

  it('that must not be fail with the first of them, and pass where there is none', () => {
    const many = ['1', '2', '3', '4', '5'].map((evidence) => ({ truth: 'yes', evidence }) as const)
    expect(mustNot(many, 'fine')).toEqual({ status: 'fail', evidence: '1; 2; 3; and 2 more' })
    expect(mustNot([no], 'fine')).toEqual({ status: 'pass', evidence: 'fine' })
  })

  it('are asked for until one is certain', () => {
    const asked: number[] = []
    const ask = (i: number) => {
      asked.push(i)
      return i === 2 ? yes : maybe
    }
    expect(untilCertain([0, 1, 2, 3], ask)).toEqual([yes])
    expect(asked).toEqual([0, 1, 2])
    expect(untilCertain([0, 1], ask)).toEqual([maybe, maybe])
  })
})

it('a policy that could not be read hides a right, unless another one denies it', () => {
  const policies = [{ name: 'x', document: HIDDEN }]
  expect(permission(aRole({ also: { policies } }), { action: 's3:GetObject', resource: '*' }, NOW)).toEqual({
    truth: 'maybe',
    evidence: 'Policy x could not be read',
    gap: IAM_GAP,
  })
  const denied = aRole({ statements: [deny('s3:*')] })
  expect(truthOf({ ...denied, policies: [...denied.policies, ...policies] })).toBe('no')
})

it('several calls are allowed where each is', () => {
  const role = aRole({ statements: [allow('s3:Get*'), allow('s3:Put*', 'arn:aws:s3:::data/*')] })
  const calls = (bucket: string) =>
    ['s3:GetObject', 's3:PutObject'].map((action) => ({ action, resource: `arn:aws:s3:::${bucket}/x` }))
  expect(permissions(role, calls('data'), NOW).truth).toBe('yes')
  expect(permissions(role, calls('other'), NOW)).toEqual({
    truth: 'no',
    evidence: 'No policy allows s3:PutObject',
  })
})

it('names resources that nobody named as the service writes them', () => {
  const plain = (service: string, shape: string, region?: string) =>
    nobodys(aRole(), service, shape, region).replace(/\uE000+/g, 'U')
  expect([
    plain('s3', '*/*'),
    plain('iam', 'role/*'),
    plain('kms', 'key/*'),
    plain('kms', 'key/*', 'eu-west-1'),
  ]).toEqual([
    'arn:aws:s3:::U/U',
    `arn:aws:iam::${ACCOUNT}:role/U`,
    `arn:aws:kms:U:${ACCOUNT}:key/U`,
    `arn:aws:kms:eu-west-1:${ACCOUNT}:key/U`,
  ])
})
