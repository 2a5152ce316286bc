import { describe, expect, it } from 'vitest'
import { iamExecutionRoleReachChecks } from '../../../../src/posture/checks/identity/iam-execution-role-reach.ts'
import { allow, aRole, deny, HIDDEN, trusts, UNSEEN_IAM } from '../../../support/iam.ts'
import { ACCOUNT, a, policy, REGION, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'

const checkOf = (id: string) => {
  const check = iamExecutionRoleReachChecks.find((one) => one.id === `iam-execution-role-${id}`)
  if (!check) throw new Error(`no check ${id}`)
  return check
}
const judge = (id: string, role: Parameters<typeof aRole>[0]) =>
  verdicts(checkOf(id), snapshotOf({ iamRoles: [aRole(role)] }))[0]
const statusOf = (id: string, ...statements: Record<string, unknown>[]) =>
  judge(id, { statements })?.split(' ')[1]?.replace(':', '')

describe('the buckets that an execution role reaches', () => {
  it.each([
    ['every one', [allow('s3:*')], 'fail'],
    ['to read every one', [allow('s3:Get*', 'arn:aws:s3:::*')], 'fail'],
    ['to write every object', [allow('s3:PutObject', 'arn:aws:s3:::*/*')], 'fail'],
    ['only to list every one', [allow('s3:List*')], 'pass'],
    ['a listed one', [allow('s3:*', ['arn:aws:s3:::data', 'arn:aws:s3:::data/*'])], 'pass'],
    ['those with a word in the name', [allow('s3:*', 'arn:aws:s3:::*SageMaker*')], 'pass'],
    [
      'those of the account',
      [allow('s3:*', '*', { StringEquals: { 's3:ResourceAccount': ACCOUNT } })],
      'pass',
    ],
    [
      'tagged objects',
      [allow('s3:*', '*', { StringEquals: { 's3:ExistingObjectTag/SageMaker': 'true' } })],
      'pass',
    ],
    [
      'every one but those of strangers',
      [allow('s3:*'), deny('s3:*', '*', { StringNotEquals: { 'aws:ResourceAccount': ACCOUNT } })],
      'pass',
    ],
    [
      'every one but a listed one',
      [allow('s3:*'), { Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::data/*' }],
      'pass',
    ],
    ['every one, one excepted', [allow('s3:*'), deny('s3:*', 'arn:aws:s3:::secret/*')], 'fail'],
    ['those of a network', [allow('s3:*', '*', { StringEquals: { 'aws:SourceVpce': 'vpce-1' } })], 'unknown'],
  ])('%s: %3$s', (_what, statements, status) => {
    expect(statusOf('s3-scoped', ...statements)).toBe(status)
  })

  it('are told by policy and statement, the group by its name', () => {
    const document = seen(policy(allow('s3:*')))
    expect(judge('s3-scoped', { also: { policies: [{ name: 'lake', document, group: 'analysts' }] } })).toBe(
      'Train fail: Policy lake of group analysts, statement 1 allows s3:* on *',
    )
  })
})

describe('the roles that an execution role may pass', () => {
  const service = { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } }

  it.each([
    ['every one', [allow('iam:PassRole')], 'fail'],
    ['every one of the account', [allow('iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/*`)], 'fail'],
    ['every one, to one service', [allow('iam:PassRole', 'arn:aws:iam::*:role/*', service)], 'fail'],
    ['a listed one', [allow('iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/Jobs`, service)], 'pass'],
    ['none', [allow('iam:Get*')], 'pass'],
    ['every one, denied again', [allow('iam:*'), deny('iam:PassRole')], 'pass'],
  ])('%s: %3$s', (_what, statements, status) => {
    expect(statusOf('passrole-scoped', ...statements)).toBe(status)
  })
})

describe('the roles that an execution role may assume', () => {
  it.each([
    ['every one', [allow('sts:AssumeRole')], 'fail'],
    ['every one of another account', [allow('sts:*', 'arn:aws:iam::444455556666:role/*')], 'fail'],
    ['one by name in any account', [allow('sts:AssumeRole', 'arn:aws:iam::*:role/Lake')], 'fail'],
    ['those with a prefix', [allow('sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/etl-*`)], 'fail'],
    [
      'those with a prefix, denied again',
      [allow('sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/etl-*`), deny('sts:*')],
      'pass',
    ],
    ['a listed one', [allow('sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/Lake`)], 'pass'],
    ['none', [allow('sts:GetCallerIdentity')], 'pass'],
  ])('%s: %3$s', (_what, statements, status) => {
    expect(statusOf('assume-role-scoped', ...statements)).toBe(status)
  })
})

describe('the keys that an execution role may decrypt with', () => {
  it.each([
    ['every one', [allow('kms:*')], 'fail'],
    ['every one of a Region', [allow('kms:Decrypt', `arn:aws:kms:${REGION}:${ACCOUNT}:key/*`)], 'fail'],
    ['to re-encrypt from every one', [allow('kms:ReEncrypt*')], 'fail'],
    ['only to describe every one', [allow('kms:DescribeKey')], 'pass'],
    ['a listed one', [allow('kms:Decrypt', `arn:aws:kms:${REGION}:${ACCOUNT}:key/1`)], 'pass'],
    [
      'every one, through S3',
      [allow('kms:Decrypt', '*', { StringEquals: { 'kms:ViaService': `s3.${REGION}.amazonaws.com` } })],
      'pass',
    ],
    [
      'those with an alias',
      [allow('kms:Decrypt', '*', { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': 'alias/ml-*' } })],
      'pass',
    ],
    ['tagged ones', [allow('kms:Decrypt', '*', { StringEquals: { 'aws:ResourceTag/team': 'ml' } })], 'pass'],
  ])('%s: %3$s', (_what, statements, status) => {
    expect(statusOf('kms-scoped', ...statements)).toBe(status)
  })

  it('are named, as a key that does not leave the decision to IAM stays closed', () => {
    const key = (name: string, Principal: unknown) =>
      a('keys', {
        name,
        arn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/${name}`,
        keyId: name,
        references: [name],
        manager: 'CUSTOMER',
        state: 'Enabled',
        symmetric: true,
        origin: 'AWS_KMS',
        usedBy: [],
        rotation: seen(true),
        policy: seen(policy({ ...allow('kms:*'), Principal })),
      })
    const open = key('open', { AWS: `arn:aws:iam::${ACCOUNT}:root` })
    const closed = key('closed', { AWS: `arn:aws:iam::${ACCOUNT}:role/Other` })
    const role = aRole({ statements: [allow('kms:*')] })
    const told = (...keys: (typeof open)[]) =>
      verdicts(checkOf('kms-scoped'), snapshotOf({ iamRoles: [role], keys }))
    expect(told(open, closed)).toEqual(['Train fail: Policy team, statement 1 allows kms:* on *; opens open'])
    expect(told(closed)).toEqual([
      'Train fail: Policy team, statement 1 allows kms:* on *; no key that was seen leaves this to IAM',
    ])
  })
})

describe('the secrets that an execution role reads', () => {
  it.each([
    ['every secret', [allow('secretsmanager:GetSecretValue')], 'fail'],
    ['every parameter', [allow('ssm:GetParameter*')], 'fail'],
    ['every table', [allow('dynamodb:*')], 'fail'],
    [
      'every secret of a Region',
      [allow('secretsmanager:*', `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:*`)],
      'fail',
    ],
    [
      'secrets of SageMaker',
      [allow('secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:*:*:secret:AmazonSageMaker-*')],
      'pass',
    ],
    [
      'tagged secrets',
      [allow('secretsmanager:*', '*', { StringEquals: { 'secretsmanager:ResourceTag/SageMaker': 'true' } })],
      'pass',
    ],
    ['only the names of all', [allow('secretsmanager:ListSecrets')], 'pass'],
  ])('%s: %3$s', (_what, statements, status) => {
    expect(statusOf('secrets-scoped', ...statements)).toBe(status)
  })
})

describe.each(iamExecutionRoleReachChecks.map((check) => [check]))('$id', (check) => {
  const judged = (role: Parameters<typeof aRole>[0]) =>
    verdicts(check, snapshotOf({ iamRoles: [aRole(role)] }))

  it('fails an administrator, and says nothing of roles that SageMaker does not use', () => {
    expect(judged({ statements: [allow('*')] })[0]).toMatch(
      /^Train fail: Policy team, statement 1 allows \* on \*/,
    )
    expect(judged({ statements: [allow('*')], trust: [trusts({ Service: 'ec2.amazonaws.com' })] })).toEqual([
      'Train not-applicable: SageMaker does not use this role.',
    ])
  })

  it('passes what the boundary takes away, and cannot tell where a policy is hidden', () => {
    expect(judged({ statements: [allow('*')], boundary: [allow('logs:*')] })[0]).toMatch(/^Train pass/)
    expect(judged({ also: { policies: [{ name: 'x', document: HIDDEN }] } })).toEqual([`Train ${UNSEEN_IAM}`])
  })
})
