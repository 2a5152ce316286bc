import { describe, expect, it } from 'vitest'
import { iamExecutionRoleNoExternalTrust as check } from '../../../../src/posture/checks/identity/iam-execution-role-no-external-trust.ts'
import { aRole, HIDDEN, MFA_REQUIRED, SAGEMAKER_TRUST, trusts, UNSEEN_IAM } from '../../../support/iam.ts'
import { ACCOUNT, snapshotOf, verdicts } from '../../../support/inventory.ts'

const judge = (role: Parameters<typeof aRole>[0], trustedAccounts: string[] = []) =>
  verdicts(check, snapshotOf({ iamRoles: [aRole(role)] }), { trustedAccounts })[0]
const byTrust = (...extra: Record<string, unknown>[]) => judge({ trust: [SAGEMAKER_TRUST, ...extra] })
const CLOSED =
  'Train pass: Its trust admits only services and listed principals of trusted accounts, or asks outsiders for more'
const SAML = { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/Corp` }

describe('the trust of an execution role', () => {
  it.each([
    ['a service', trusts({ Service: 'glue.amazonaws.com' }), CLOSED],
    ['a role of the account', trusts({ AWS: `arn:aws:iam::${ACCOUNT}:role/Pipeline` }), CLOSED],
    ['the account', trusts({ AWS: ACCOUNT }), CLOSED],
    ['anybody', trusts('*'), 'Train fail: Its trust lets anybody assume it without further proof'],
    [
      'anybody of the organisation',
      trusts('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-acme' } }),
      CLOSED,
    ],
    ['anybody of the account', trusts('*', { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } }), CLOSED],
    [
      'another account',
      trusts({ AWS: 'arn:aws:iam::444455556666:root' }),
      'Train fail: Its trust lets account 444455556666 assume it without further proof',
    ],
    [
      'a role of another account',
      trusts({ AWS: 'arn:aws:iam::444455556666:role/Deploy' }),
      'Train fail: Its trust lets role Deploy of account 444455556666 assume it without further proof',
    ],
    [
      'a user of another account',
      trusts({ AWS: 'arn:aws:iam::444455556666:user/bo' }),
      'Train fail: Its trust lets user bo of account 444455556666 assume it without further proof',
    ],
    [
      'another account with an external id',
      trusts({ AWS: '444455556666' }, { StringEquals: { 'sts:ExternalId': 'x-1' } }),
      CLOSED,
    ],
    ['another account with MFA', trusts({ AWS: '444455556666' }, MFA_REQUIRED), CLOSED],
    [
      'an identity provider',
      {
        ...trusts(SAML, { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } }),
        Action: 'sts:AssumeRoleWithSAML',
      },
      'Train fail: Its trust lets the identity provider saml-provider/Corp in without further proof',
    ],
    [
      'everybody but one',
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        NotPrincipal: { AWS: `arn:aws:iam::${ACCOUNT}:user/ana` },
      },
      'Train fail: Its trust lets anybody assume it without further proof',
    ],
  ])('names %s', (_whom, statement, verdict) => {
    expect(byTrust(statement)).toBe(verdict)
  })

  it('may name an account that the organisation trusts', () => {
    expect(judge({ trust: [SAGEMAKER_TRUST, trusts({ AWS: '444455556666' })] }, ['444455556666'])).toBe(
      CLOSED,
    )
  })

  it('is unknown where it hangs on a key of the request, or is hidden', () => {
    expect(byTrust(trusts({ AWS: '444455556666' }, { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }))).toMatch(
      /^Train unknown: It depends on the request: .*aws:SourceIp/,
    )
    expect(judge({ also: { trust: HIDDEN } })).toBe(`Train ${UNSEEN_IAM}`)
  })

  it('is by design where AWS owns the role, and nobody’s business where SageMaker does not use it', () => {
    expect(judge({ trust: [trusts(SAML)], also: { awsOwned: true } })).toMatch(
      /^Train not-applicable: AWS owns/,
    )
    expect(judge({ trust: [trusts('*')] })).toBe('Train not-applicable: SageMaker does not use this role.')
  })
})
