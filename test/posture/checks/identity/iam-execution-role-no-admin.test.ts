import { describe, expect, it } from 'vitest'
import { iamExecutionRoleNoAdmin } from '../../../../src/posture/checks/identity/iam-execution-role-no-admin.ts'
import { allow, aRole, deny, HIDDEN, SAGEMAKER_TRUST, trusts, UNSEEN_IAM } from '../../../support/iam.ts'
import { a, aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'

const judge = (...roles: Parameters<typeof aRole>[0][]) =>
  verdicts(iamExecutionRoleNoAdmin, snapshotOf({ iamRoles: roles.map((role) => aRole(role)) }))

const PASSES = 'Train pass: No policy that takes effect makes it an administrator'
const OTHER = [trusts({ Service: 'ec2.amazonaws.com' })]

describe('administrator rights of an execution role', () => {
  it.each([
    ['every action on everything', [allow('*')], 'Train fail: Policy team, statement 1 allows * on *'],
    [
      'the same among others',
      [allow('s3:*'), allow(['*:*'])],
      'Train fail: Policy team, statement 2 allows *:* on *',
    ],
    [
      'everything but one harmless action',
      [{ Effect: 'Allow', NotAction: 'iam:DeleteAccountAlias', Resource: '*' }],
      'Train fail: Policy team, statement 1 allows everything but iam:DeleteAccountAlias on *',
    ],
    ['everything but identities', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], PASSES],
    ['everything in one bucket', [allow('*', 'arn:aws:s3:::data/*')], PASSES],
    ['every action, all denied again', [allow('*'), deny('*')], PASSES],
    ['every action, with identities denied', [allow('*'), deny('iam:*')], PASSES],
    [
      'every action until last year',
      [allow('*', '*', { DateLessThan: { 'aws:CurrentTime': '2025-01-01' } })],
      PASSES,
    ],
    ['a service', [allow('sagemaker:*')], PASSES],
    ['nothing', [], PASSES],
  ])('%s', (_what, statements, verdict) => {
    expect(judge({ statements })).toEqual([verdict])
  })

  it('end at the boundary', () => {
    expect(judge({ statements: [allow('*')], boundary: [allow(['s3:*', 'sagemaker:*'])] })).toEqual([PASSES])
    expect(judge({ statements: [allow('*')], boundary: [allow('*')] })).toEqual([
      'Train fail: Policy team, statement 1 allows * on *',
    ])
  })

  it('are nobody’s business where SageMaker does not use the role, or nobody can edit it', () => {
    expect(judge({ trust: OTHER, statements: [allow('*')] })).toEqual([
      'Train not-applicable: SageMaker does not use this role.',
    ])
    expect(judge({ statements: [allow('*')], also: { awsOwned: true } })).toEqual([
      'Train not-applicable: AWS owns this role; nobody here can edit it.',
    ])
  })

  it('count where a SageMaker resource names the role, whatever its trust says', () => {
    const role = aRole({ trust: OTHER, statements: [allow('*')] })
    const notebook = a('notebooks', {
      status: 'InService',
      directInternet: false,
      rootAccess: false,
      imdsVersion: '2',
      roleArn: role.arn,
    })
    const snapshot = snapshotOf({ iamRoles: [role], notebooks: [notebook] })
    expect(verdicts(iamExecutionRoleNoAdmin, snapshot)).toEqual([
      'Train fail: Policy team, statement 1 allows * on *',
    ])
  })

  it('are unknown where a policy or the use of the role is hidden', () => {
    const hidden = { name: 'Managed', arn: 'arn:aws:iam::111122223333:policy/Managed', document: HIDDEN }
    expect(judge({ also: { policies: [hidden] } })).toEqual([`Train ${UNSEEN_IAM}`])
    expect(judge({ also: { trust: HIDDEN } })).toEqual([`Train ${UNSEEN_IAM}`])
    const snapshot = snapshotOf({ iamRoles: [aRole({ trust: OTHER })] }, [aGap({ kind: 'pipelines' })])
    expect(verdicts(iamExecutionRoleNoAdmin, snapshot)[0]).toMatch(/^Train unknown: Could not be seen/)
  })

  it('are unknown where they hang on a condition that nobody can judge from outside', () => {
    const statements = [allow('*', '*', { StringEquals: { 'aws:SourceVpc': 'vpc-1' } })]
    expect(judge({ statements })).toEqual([
      'Train unknown: It depends on the request: Policy team, statement 1 allows * on * depending on aws:SourceVpc',
    ])
  })

  it('are judged role by role', () => {
    expect(judge({ name: 'A', statements: [allow('*')] }, { name: 'B', trust: [SAGEMAKER_TRUST] })).toEqual([
      'A fail: Policy team, statement 1 allows * on *',
      'B pass: No policy that takes effect makes it an administrator',
    ])
  })
})
