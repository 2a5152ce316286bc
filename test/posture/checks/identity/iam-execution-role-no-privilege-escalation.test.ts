import { describe, expect, it } from 'vitest'
import { iamExecutionRoleNoPrivilegeEscalation as check } from '../../../../src/posture/checks/identity/iam-execution-role-no-privilege-escalation.ts'
import { allow, aRole, deny, HIDDEN, trusts, UNSEEN_IAM } from '../../../support/iam.ts'
import { ACCOUNT, policy, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'

const judge = (role: Parameters<typeof aRole>[0]) =>
  verdicts(check, snapshotOf({ iamRoles: [aRole(role)] }))[0]
const SAFE = 'Train pass: No known way to raise its own rights is open'
const self = `arn:aws:iam::${ACCOUNT}:role/Train`

describe('an execution role that may', () => {
  it.each([
    ['iam:CreatePolicyVersion'],
    ['iam:SetDefaultPolicyVersion'],
    ['iam:AttachRolePolicy'],
    ['iam:AttachUserPolicy'],
    ['iam:AttachGroupPolicy'],
    ['iam:PutRolePolicy'],
    ['iam:PutUserPolicy'],
    ['iam:PutGroupPolicy'],
    ['iam:AddUserToGroup'],
    ['iam:CreateAccessKey'],
    ['iam:CreateLoginProfile'],
    ['iam:UpdateLoginProfile'],
    ['iam:UpdateAssumeRolePolicy'],
    ['lambda:UpdateFunctionCode'],
  ])('%s on everything fails', (action) => {
    expect(judge({ statements: [allow(action)] })).toBe(
      `Train fail: Policy team, statement 1 allows ${action} on *`,
    )
  })

  it.each([
    ['run functions', ['lambda:CreateFunction', 'lambda:InvokeFunction']],
    ['run instances', ['ec2:RunInstances']],
    ['run Glue jobs', ['glue:CreateJob', 'glue:StartJobRun']],
    ['create stacks', ['cloudformation:CreateStack']],
    ['build', ['codebuild:CreateProject', 'codebuild:StartBuild']],
    ['run tasks', ['ecs:RegisterTaskDefinition', 'ecs:RunTask']],
    ['open notebooks', ['sagemaker:CreateNotebookInstance', 'sagemaker:CreatePresignedNotebookInstanceUrl']],
    ['train', ['sagemaker:CreateTrainingJob']],
    ['process', ['sagemaker:CreateProcessingJob']],
  ])('pass any role and %s fails, and passes with a listed role or without the pass', (_what, actions) => {
    expect(judge({ statements: [allow(actions), allow('iam:PassRole')] })).toMatch(/^Train fail/)
    expect(judge({ statements: [allow(actions), allow('iam:PassRole', `${self}-jobs`)] })).toBe(SAFE)
    expect(judge({ statements: [allow(actions)] })).toBe(SAFE)
  })

  it('pass any role, but only to another service, passes', () => {
    const elsewhere = { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } }
    const statements = [allow('sagemaker:*'), allow('iam:PassRole', '*', elsewhere)]
    expect(judge({ statements })).toBe(SAFE)
  })

  it('change itself, or a policy that it holds, fails', () => {
    expect(judge({ statements: [allow('iam:PutRolePolicy', self)] })).toBe(
      `Train fail: Policy team, statement 1 allows iam:PutRolePolicy on ${self}`,
    )
    const arn = `arn:aws:iam::${ACCOUNT}:policy/own`
    const document = seen(policy(allow('iam:CreatePolicyVersion', arn)))
    expect(judge({ also: { policies: [{ name: 'own', arn, document }] } })).toMatch(/^Train fail: Policy own/)
  })

  it('do it all but for a Deny or a boundary passes', () => {
    expect(judge({ statements: [allow('iam:*'), deny(['iam:*'])] })).toBe(SAFE)
    expect(judge({ statements: [allow('iam:*')], boundary: [allow('s3:*')] })).toBe(SAFE)
  })
})

describe('an execution role', () => {
  it('that is an administrator already is told elsewhere', () => {
    expect(judge({ statements: [allow('*')] })).toBe(
      'Train not-applicable: It is an administrator already: iam-execution-role-no-admin tells.',
    )
  })

  it('that SageMaker does not use is not judged', () => {
    expect(judge({ trust: [trusts({ Service: 'ec2.amazonaws.com' })] })).toBe(
      'Train not-applicable: SageMaker does not use this role.',
    )
  })

  it('of which a policy is hidden is unknown', () => {
    expect(judge({ also: { policies: [{ name: 'x', document: HIDDEN }] } })).toBe(`Train ${UNSEEN_IAM}`)
  })
})
