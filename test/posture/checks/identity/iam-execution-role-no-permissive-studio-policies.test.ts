import { expect, it } from 'vitest'
import { iamExecutionRoleNoPermissiveStudioPolicies as check } from '../../../../src/posture/checks/identity/iam-execution-role-no-permissive-studio-policies.ts'
import { aRole, HIDDEN, trusts, UNSEEN_IAM } from '../../../support/iam.ts'
import { policy, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'

const attached = (...arns: string[]) => ({
  policies: arns.map((arn) => ({ name: arn, arn, document: seen(policy()) })),
})
const judge = (role: Parameters<typeof aRole>[0]) => verdicts(check, snapshotOf({ iamRoles: [aRole(role)] }))

it.each([
  [['arn:aws:iam::aws:policy/AmazonS3FullAccess'], 'fail: AmazonS3FullAccess opens every bucket'],
  [
    ['arn:aws:iam::aws:policy/IAMFullAccess', 'arn:aws:iam::aws:policy/SecretsManagerReadWrite'],
    'fail: IAMFullAccess opens all identities; SecretsManagerReadWrite opens every secret',
  ],
  [
    ['arn:aws-cn:iam::aws:policy/service-role/SageMakerStudioUserIAMPermissiveExecutionPolicy'],
    'fail: SageMakerStudioUserIAMPermissiveExecutionPolicy opens all of S3, Glue and Redshift',
  ],
  [['arn:aws:iam::111122223333:policy/AmazonS3FullAccess'], 'pass: No broad AWS managed policy is attached'],
  [['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'], 'pass: No broad AWS managed policy is attached'],
  [[], 'pass: No broad AWS managed policy is attached'],
])('a role with %j: %s', (arns, verdict) => {
  expect(judge({ also: attached(...arns) })).toEqual([`Train ${verdict}`])
})

it('leaves out a role that SageMaker does not use, and cannot tell where the trust is hidden', () => {
  const also = attached('arn:aws:iam::aws:policy/AmazonS3FullAccess')
  expect(judge({ trust: [trusts({ Service: 'ec2.amazonaws.com' })], also })).toEqual([
    'Train not-applicable: SageMaker does not use this role.',
  ])
  expect(judge({ also: { ...also, trust: HIDDEN } })).toEqual([`Train ${UNSEEN_IAM}`])
})
