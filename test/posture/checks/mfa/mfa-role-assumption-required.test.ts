import { describe, expect, it } from 'vitest'
import { mfaRoleAssumptionRequired as check } from '../../../../src/posture/checks/mfa/mfa-role-assumption-required.ts'
import { allow, aRole, HIDDEN, MFA_REQUIRED, trusts, UNSEEN_IAM } from '../../../support/iam.ts'
import { ACCOUNT, aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'

const judge = (role: Parameters<typeof aRole>[0]) =>
  verdicts(check, snapshotOf({ iamRoles: [aRole(role)] }))[0]
const writing = [allow('sagemaker:CreateTrainingJob')]
const by = (Principal: unknown, Condition?: Record<string, unknown>) =>
  judge({ trust: [trusts(Principal, Condition)], statements: writing })
const MET = 'Train pass: Its trust lets nobody assume it without MFA'
const open = (whom: string) => `Train fail: Its trust lets ${whom} assume it without MFA`

describe('a role with write rights in SageMaker', () => {
  it.each([
    ['the account', { AWS: ACCOUNT }, undefined, open(`account ${ACCOUNT}`)],
    [
      'a user',
      { AWS: `arn:aws:iam::${ACCOUNT}:user/ana` },
      undefined,
      open(`user ana of account ${ACCOUNT}`),
    ],
    ['the account with MFA', { AWS: ACCOUNT }, MFA_REQUIRED, MET],
    [
      'the account with recent MFA',
      { AWS: ACCOUNT },
      { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } },
      MET,
    ],
    [
      'the account, by the wrong operator',
      { AWS: ACCOUNT },
      { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } },
      open(`account ${ACCOUNT}`),
    ],
    [
      'an account with an external id',
      { AWS: '444455556666' },
      { StringEquals: { 'sts:ExternalId': 'x' } },
      open('account 444455556666'),
    ],
    ['the organisation', '*', { StringEquals: { 'aws:PrincipalOrgID': 'o-acme' } }, open('anybody')],
    [
      'an identity provider',
      { Federated: 'arn:aws:iam::111122223333:saml-provider/Corp' },
      undefined,
      'Train pass: Its trust admits people only through an identity provider',
    ],
    [
      'a service',
      { Service: 'sagemaker.amazonaws.com' },
      undefined,
      'Train not-applicable: Its trust admits no users or accounts.',
    ],
    [
      'a network',
      { AWS: ACCOUNT },
      { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      expect.stringMatching(/^Train unknown: It depends on the request: .*aws:SourceIp/),
    ],
  ])('that trusts %s', (_whom, principal, condition, verdict) => {
    expect(by(principal, condition)).toEqual(verdict)
  })
})

it('does not apply to a role that may only read, or that AWS owns', () => {
  const trust = [trusts({ AWS: ACCOUNT })]
  expect(judge({ trust, statements: [allow(['sagemaker:Describe*', 'sagemaker:InvokeEndpoint'])] })).toBe(
    'Train not-applicable: The role has no right to change anything in SageMaker.',
  )
  expect(judge({ trust, statements: writing, also: { awsOwned: true } })).toMatch(
    /^Train not-applicable: AWS owns/,
  )
})

it('is unknown where trust, policies or the roles are hidden', () => {
  expect(judge({ also: { trust: HIDDEN } })).toBe(`Train ${UNSEEN_IAM}`)
  const trust = [trusts({ AWS: ACCOUNT })]
  expect(judge({ trust, also: { policies: [{ name: 'x', document: HIDDEN }] } })).toBe(`Train ${UNSEEN_IAM}`)
  expect(verdicts(check, snapshotOf({}, [aGap({ kind: 'iamRoles', region: 'global' })]))[0]).toMatch(
    /unknown/,
  )
})
