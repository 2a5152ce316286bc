import { describe, expect, it } from 'vitest'
import { iamExecutionRoleNoSagemakerFullAccess as check } from '../../../../src/posture/checks/identity/iam-execution-role-no-sagemaker-full-access.ts'
import { allow, aRole, deny, HIDDEN, trusts, UNSEEN_IAM } from '../../../support/iam.ts'
import { snapshotOf, verdicts } from '../../../support/inventory.ts'

const judge = (role: Parameters<typeof aRole>[0]) => verdicts(check, snapshotOf({ iamRoles: [aRole(role)] }))
const managed = (arn: string) => ({ also: { policies: [{ name: 'Managed', arn, document: HIDDEN }] } })
const PASSES = 'Train pass: Neither AmazonSageMakerFullAccess nor sagemaker:* on every resource is in effect'

describe('full access to SageMaker', () => {
  it.each([
    ['sagemaker:*', [allow('sagemaker:*')], 'Train fail: Policy team, statement 1 allows sagemaker:* on *'],
    ['everything', [allow('*')], 'Train fail: Policy team, statement 1 allows * on *'],
    ['listed actions', [allow(['sagemaker:CreateTrainingJob', 'sagemaker:Describe*'])], PASSES],
    ['its own notebooks', [allow('sagemaker:*', 'arn:aws:sagemaker:*:*:notebook-instance/train-*')], PASSES],
    ['the wildcard, denied again', [allow('sagemaker:*'), deny('sagemaker:*')], PASSES],
  ])('by %s', (_what, statements, verdict) => {
    expect(judge({ statements })).toEqual([verdict])
  })

  it('is told by the name of the managed policy, also where its text is hidden', () => {
    expect(judge(managed('arn:aws:iam::aws:policy/AmazonSageMakerFullAccess'))).toEqual([
      'Train fail: AmazonSageMakerFullAccess is attached',
    ])
    expect(judge(managed('arn:aws:iam::111122223333:policy/AmazonSageMakerFullAccess'))).toEqual([
      `Train ${UNSEEN_IAM}`,
    ])
  })

  it('does not matter on a role that SageMaker does not use', () => {
    const trust = [trusts({ Service: 'ec2.amazonaws.com' })]
    expect(judge({ trust, statements: [allow('sagemaker:*')] })).toEqual([
      'Train not-applicable: SageMaker does not use this role.',
    ])
  })
})
