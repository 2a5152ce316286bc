import { expect, it } from 'vitest'
import { phrasesOf } from '../../../src/aws/prechecks/phrases.ts'
import { allow, aRole, deny, HIDDEN } from '../../support/iam.ts'
import { NOW } from '../../support/inventory.ts'

const MOMENT = { now: NOW, regions: ['eu-west-1'] }
const phrases = (...statements: readonly Record<string, unknown>[]) =>
  phrasesOf(aRole({ statements }), MOMENT)
const bucket = (name: string) => `arn:aws:s3:::${name}/*`

it.each<readonly [string, readonly Record<string, unknown>[], readonly string[]]>([
  ['nothing', [], []],
  ['everything', [allow('*')], ['do anything']],
  ['everything but one call', [allow('*'), deny('s3:DeleteBucket')], ['do anything']],
  [
    'every role to SageMaker',
    [allow('iam:PassRole', '*', { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } })],
    ['hand over any role'],
  ],
  ['one role', [allow('iam:PassRole', 'arn:aws:iam::111122223333:role/one')], []],
  ['every bucket', [allow('s3:*')], ['read every S3 object', 'write every S3 object']],
  ['every bucket, reading', [allow('s3:GetObject')], ['read every S3 object']],
  ['one bucket', [allow('s3:GetObject', bucket('a'))], ['read 1 named S3 bucket: a']],
  ['four buckets', [allow('s3:Get*', ['a', 'b', 'c', 'd'].map(bucket))], ['read 4 named S3 buckets']],
  ['secrets', [allow('secretsmanager:GetSecretValue')], ['read every secret']],
  ['keys', [allow('kms:Decrypt')], ['decrypt with every key']],
  ['roles', [allow('sts:AssumeRole')], ['assume any role that trusts it']],
  ['its own rights', [allow('iam:PutRolePolicy')], ['raise its own rights']],
  ['jobs', [allow('sagemaker:CreateTrainingJob')], ['start SageMaker jobs of any name']],
])('says what a role may do that is allowed %s', (_what, statements, can) => {
  expect(phrases(...statements)).toEqual({ can, doubts: [] })
})

it('never says more than eight things', () => {
  const lots = ['s3:*', 'secretsmanager:*', 'kms:*', 'sts:*', 'iam:*', 'sagemaker:*'].map((action) =>
    allow(action),
  )
  const { can } = phrases(...lots)
  expect(can.length).toBeLessThanOrEqual(8)
  expect(can[0]).toBe('raise its own rights')
})

it('counts what the boundary holds back as not allowed', () => {
  const bounded = aRole({ statements: [allow('*')], boundary: [allow('s3:GetObject', bucket('a'))] })
  expect(phrasesOf(bounded, MOMENT).can).not.toContain('do anything')
})

it('has a doubt where a policy could not be read', () => {
  const role = aRole({ also: { policies: [{ name: 'secret-rights', document: HIDDEN }] } })
  expect(phrasesOf(role, MOMENT)).toEqual({ can: [], doubts: ['Policy secret-rights could not be read'] })
})

it('has a doubt where a condition decides that only a request can meet', () => {
  const { can, doubts } = phrases(
    allow('s3:GetObject', '*', { StringEquals: { 'aws:SourceVpce': 'vpce-1' } }),
  )
  expect(can).toEqual([])
  expect(doubts).toEqual([expect.stringContaining('depending on aws:SourceVpce')])
})
