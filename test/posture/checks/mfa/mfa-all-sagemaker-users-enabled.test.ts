import { describe, expect, it } from 'vitest'
import { mfaAllSagemakerUsersEnabled as check } from '../../../../src/posture/checks/mfa/mfa-all-sagemaker-users-enabled.ts'
import { aCredential } from '../../../support/credentials.ts'
import { allow, aUser, deny, HIDDEN, UNSEEN_IAM } from '../../../support/iam.ts'
import { aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'

const judge = (user: Parameters<typeof aUser>[0], credential: Parameters<typeof aCredential>[0] = {}) =>
  verdicts(check, snapshotOf({ iamUsers: [aUser(user)], credentials: [aCredential(credential)] }))[0]
const train = { statements: [allow('sagemaker:CreateTrainingJob')] }
const NONE = 'ana not-applicable: The user has no right in SageMaker.'

describe('a user with SageMaker rights', () => {
  it('needs a device', () => {
    expect(judge(train)).toBe(
      'ana pass: The user has an MFA device. Policy team, statement 1 allows sagemaker:CreateTrainingJob on *',
    )
    expect(judge(train, { mfaActive: false })).toBe(
      'ana fail: The user has a password and no MFA device. Policy team, statement 1 allows sagemaker:CreateTrainingJob on *',
    )
  })

  it('needs one with access keys alone, too', () => {
    const keysOnly = {
      passwordEnabled: false,
      mfaActive: false,
      accessKeys: [{ active: true }, { active: false }],
    }
    expect(judge(train, keysOnly)).toMatch(/^ana fail: The user has 1 access key and no MFA device/)
  })

  it.each([
    [
      'by one action on one resource',
      [allow('sagemaker:InvokeEndpoint', 'arn:aws:sagemaker:*:*:endpoint/fraud')],
    ],
    ['by a wildcard of verbs', [allow('sagemaker:Describe*')]],
    ['by everything', [allow('*')]],
    ['by everything but identities', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }]],
    ['with MFA only', [allow('sagemaker:*', '*', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } })]],
  ])('is one %s', (_how, statements) => {
    expect(judge({ statements }, { mfaActive: false })).toMatch(/^ana fail/)
  })

  it.each([
    ['other rights', [allow('s3:*')]],
    ['rights that are denied again', [allow('*'), deny('sagemaker:*')]],
    ['none', []],
  ])('is none with %s', (_what, statements) => {
    expect(judge({ statements }, { mfaActive: false })).toBe(NONE)
  })

  it('is unknown where policies or the report are hidden', () => {
    expect(judge({ also: { policies: [{ name: 'x', document: HIDDEN }] } })).toBe(`ana ${UNSEEN_IAM}`)
    const gap = aGap({ kind: 'credentials', region: 'global' })
    expect(verdicts(check, snapshotOf({ iamUsers: [aUser(train)] }, [gap]))[0]).toMatch(
      /^ana unknown: Could not/,
    )
    expect(verdicts(check, snapshotOf({ iamUsers: [aUser(train)], credentials: [] }))).toEqual([
      'ana unknown: The credential report has no row for ana: it is older than the user.',
    ])
  })
})
