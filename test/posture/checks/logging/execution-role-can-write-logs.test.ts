import { describe, expect, it } from 'vitest'
import { executionRoleCanWriteLogs as check } from '../../../../src/posture/checks/logging/execution-role-can-write-logs.ts'
import { allow, aRole, deny, HIDDEN, trusts, UNSEEN_IAM } from '../../../support/iam.ts'
import { ACCOUNT, snapshotOf, verdicts } from '../../../support/inventory.ts'

const judge = (role: Parameters<typeof aRole>[0]) =>
  verdicts(check, snapshotOf({ iamRoles: [aRole(role)] }))[0]
const LOGS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']
const MAY = 'Train pass: It may write logs below /aws/sagemaker'
const mayNot = (actions: string) =>
  `Train fail: It may not call ${actions} on any log group below /aws/sagemaker`

describe('the logs of an execution role', () => {
  it.each([
    ['may be written everywhere', [allow('logs:*')], MAY],
    [
      'may be written below /aws/sagemaker',
      [allow(LOGS, `arn:aws:logs:*:${ACCOUNT}:log-group:/aws/sagemaker/*`)],
      MAY,
    ],
    [
      'may be written for one sort of job',
      [allow(LOGS, `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/aws/sagemaker/TrainingJobs:*`)],
      MAY,
    ],
    ['may not be written', [allow('s3:*')], mayNot(LOGS.join(', '))],
    ['may not be put', [allow(LOGS.slice(0, 2))], mayNot('logs:PutLogEvents')],
    [
      'may be written elsewhere only',
      [allow(LOGS, `arn:aws:logs:*:*:log-group:/aws/lambda/*`)],
      mayNot(LOGS.join(', ')),
    ],
    ['are denied', [allow('logs:*'), deny('logs:Put*')], mayNot('logs:PutLogEvents')],
    [
      'may be written in a network',
      [allow(LOGS, '*', { StringEquals: { 'aws:SourceVpc': 'vpc-1' } })],
      expect.stringMatching(/^Train unknown: It depends/),
    ],
  ])('%s', (_how, statements, verdict) => {
    expect(judge({ statements })).toEqual(verdict)
  })

  it('may not pass a boundary that forgot them', () => {
    expect(judge({ statements: [allow('*')], boundary: [allow('s3:*')] })).toBe(mayNot(LOGS.join(', ')))
  })

  it('do not matter for other roles, and are unknown where a policy is hidden', () => {
    expect(judge({ trust: [trusts({ Service: 'ec2.amazonaws.com' })] })).toBe(
      'Train not-applicable: SageMaker does not use this role.',
    )
    expect(judge({ also: { policies: [{ name: 'x', document: HIDDEN }] } })).toBe(`Train ${UNSEEN_IAM}`)
  })
})
