import { describe, expect, it } from 'vitest'
import { mfaEnforcedByPolicy as check } from '../../../../src/posture/checks/mfa/mfa-enforced-by-policy.ts'
import {
  allow,
  aRole,
  aUser,
  deny,
  HIDDEN,
  MFA_REQUIRED,
  trusts,
  UNLESS_MFA,
  UNSEEN_IAM,
} from '../../../support/iam.ts'
import { ACCOUNT, snapshotOf, verdicts } from '../../../support/inventory.ts'

const ofUser = (...statements: Record<string, unknown>[]) =>
  verdicts(check, snapshotOf({ iamUsers: [aUser({ statements })] })).at(-1)
const ofRole = (role: Parameters<typeof aRole>[0]) =>
  verdicts(check, snapshotOf({ iamRoles: [aRole(role)] }))[0]
const RIGHT = allow('sagemaker:CreatePresignedDomainUrl')
const SAFE = 'None of it is allowed without MFA'
const people = (Condition?: Record<string, unknown>) => [trusts({ AWS: ACCOUNT }, Condition)]

describe('what a user may do without MFA', () => {
  it.each([
    [
      'no condition',
      [RIGHT],
      'ana fail: Policy team, statement 1 allows sagemaker:CreatePresignedDomainUrl on *',
    ],
    ['an Allow that demands MFA', [allow(RIGHT.Action, '*', MFA_REQUIRED)], `ana pass: ${SAFE}`],
    [
      'an Allow for recent MFA',
      [allow(RIGHT.Action, '*', { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } })],
      `ana pass: ${SAFE}`,
    ],
    ['a Deny without MFA', [RIGHT, deny('*', '*', UNLESS_MFA)], `ana pass: ${SAFE}`],
    [
      'a Deny that long-term keys escape',
      [RIGHT, deny('*', '*', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } })],
      'ana fail: Policy team, statement 1 allows sagemaker:CreatePresignedDomainUrl on *',
    ],
    [
      'an Allow that long-term keys pass',
      [allow(RIGHT.Action, '*', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } })],
      'ana fail: Policy team, statement 1 allows sagemaker:CreatePresignedDomainUrl on *',
    ],
    [
      'a condition on the network',
      [allow(RIGHT.Action, '*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })],
      'ana unknown: It depends on the request: Policy team, statement 1 allows sagemaker:CreatePresignedDomainUrl on * depending on aws:SourceIp',
    ],
  ])('under %s', (_what, statements, verdict) => {
    expect(ofUser(...statements)).toBe(verdict)
  })

  it('is unknown where a policy is hidden', () => {
    const user = aUser({ also: { policies: [{ name: 'x', document: HIDDEN }] } })
    expect(verdicts(check, snapshotOf({ iamUsers: [user] }))).toContain(`ana ${UNSEEN_IAM}`)
  })
})

describe('what a role may do without MFA', () => {
  it('is open where its trust and its policies ask for none', () => {
    expect(ofRole({ trust: people(), statements: [RIGHT] })).toBe(
      `Train fail: Policy team, statement 1 allows sagemaker:CreatePresignedDomainUrl on *; Its trust lets account ${ACCOUNT} assume it without MFA`,
    )
  })

  it('is closed where its trust or its policies ask for it', () => {
    expect(ofRole({ trust: people(MFA_REQUIRED), statements: [RIGHT] })).toBe(`Train pass: ${SAFE}`)
    expect(ofRole({ trust: people(), statements: [RIGHT, deny('*', '*', UNLESS_MFA)] })).toBe(
      `Train pass: ${SAFE}`,
    )
  })

  it('is open where only long-term keys pass its trust', () => {
    const trust = people({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } })
    expect(ofRole({ trust, statements: [RIGHT] })).toMatch(/^Train fail/)
  })

  it('is not judged for services, identity providers and the roles of AWS', () => {
    expect(ofRole({ statements: [RIGHT] })).toBe('Train not-applicable: No person acts as this role.')
    const saml = [trusts({ Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/Corp` })]
    expect(ofRole({ trust: saml, statements: [RIGHT] })).toBe(
      'Train not-applicable: People come through an identity provider, which asks for MFA itself.',
    )
    const also = { awsOwned: true, path: '/aws-reserved/sso.amazonaws.com/' }
    expect(ofRole({ trust: saml, statements: [RIGHT], also })).toBe(
      'Train not-applicable: Identity Center owns this role and asks for MFA before the session starts.',
    )
    const roles = [trusts({ AWS: `arn:aws:iam::${ACCOUNT}:role/Pipeline` })]
    expect(ofRole({ trust: roles, statements: [RIGHT] })).toBe(
      'Train not-applicable: No person acts as this role.',
    )
  })

  it('is unknown where its trust is hidden', () => {
    expect(ofRole({ statements: [RIGHT], also: { trust: HIDDEN } })).toBe(`Train ${UNSEEN_IAM}`)
  })
})

it.each([
  ['creating a notebook instance', 'sagemaker:CreateNotebookInstance'],
  ['passing a role', 'iam:PassRole'],
])('%s is asked about too', (_what, action) => {
  expect(ofUser(allow(action))).toBe(`ana fail: Policy team, statement 1 allows ${action} on *`)
})

it('does not apply to who may do none of it', () => {
  expect(ofUser(allow('s3:*'))).toBe(
    'ana not-applicable: It may neither open Studio, nor create notebook instances, nor pass roles.',
  )
})
