import { describe, expect, it } from 'vitest'
import { domainSsoRemoteAccessBypass as check } from '../../../../src/posture/checks/mfa/domain-sso-remote-access-bypass.ts'
import { allow, aUser, deny, HIDDEN, UNLESS_MFA, UNSEEN_IAM } from '../../../support/iam.ts'
import { ACCOUNT, a, aGap, REGION, snapshotOf, verdicts } from '../../../support/inventory.ts'

const domain = (authMode: string) =>
  a('domains', {
    name: 'lab',
    id: 'd-1',
    status: 'InService',
    authMode,
    networkAccess: 'VpcOnly',
    dockerTrustedAccounts: [],
    notebookOutput: { option: 'Disabled' },
    idleShutdown: [],
  })
const space = (remoteAccess?: string) =>
  a('spaces', {
    name: 'desk',
    arn: `arn:aws:sagemaker:${REGION}:${ACCOUNT}:space/d-1/desk`,
    domainId: 'd-1',
    status: 'InService',
    ...(remoteAccess && { remoteAccess }),
  })
const START = 'sagemaker:StartSession'
const judge = (user: Parameters<typeof aUser>[0], authMode = 'SSO', one = space('ENABLED')) =>
  verdicts(check, snapshotOf({ spaces: [one], domains: [domain(authMode)], iamUsers: [aUser(user)] }))[0]

describe('a space of an Identity Center domain', () => {
  it('fails with remote access that needs no MFA', () => {
    expect(judge({ statements: [allow(START)] })).toBe(
      'desk fail: Remote access is on, and ana may start a session without MFA',
    )
  })

  it.each([
    ['the session needs MFA', [allow(START), deny(START, '*', UNLESS_MFA)]],
    ['nobody may start it', [allow('s3:*')]],
    [
      'the right is for another space',
      [allow(START, `arn:aws:sagemaker:${REGION}:${ACCOUNT}:space/d-1/other`)],
    ],
    ['remote access is denied', [allow(START), deny(START)]],
  ])('passes where %s', (_why, statements) => {
    expect(judge({ statements })).toBe(
      'desk pass: Remote access is on, and nobody may start a session without MFA',
    )
  })

  it.each([['DISABLED'], [undefined]])('passes with remote access %s', (remoteAccess) => {
    expect(judge({ statements: [allow(START)] }, 'SSO', space(remoteAccess))).toBe(
      'desk pass: Remote access is off',
    )
  })
})

it('leaves a domain in IAM mode to another check', () => {
  expect(judge({ statements: [allow(START)] }, 'IAM')).toBe(
    'desk not-applicable: The domain is in IAM mode: domain-auth-mode-sso tells.',
  )
})

it('is unknown where the domain, or a principal, is hidden', () => {
  const hidden = { also: { policies: [{ name: 'x', document: HIDDEN }] } }
  expect(judge(hidden)).toBe(`desk ${UNSEEN_IAM}`)
  const spaces = [space('ENABLED')]
  expect(verdicts(check, snapshotOf({ spaces }, [aGap({ kind: 'domains' })]))[0]).toMatch(
    /^desk unknown: Could not/,
  )
  expect(verdicts(check, snapshotOf({ spaces }))).toEqual([
    'desk unknown: Domain d-1 of the space was not found.',
  ])
})
