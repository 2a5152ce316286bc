import { describe, expect, it } from 'vitest'
import { presignNetworkConditionedChecks } from '../../../../src/posture/checks/network-access/presign-network-conditioned.ts'
import { allow, aRole, aUser, deny, HIDDEN, trusts, UNLESS_MFA, UNSEEN_IAM } from '../../../support/iam.ts'
import { ACCOUNT, a, aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'

const domains = [
  a('domains', {
    id: 'd-1',
    status: 'InService',
    authMode: 'IAM',
    networkAccess: 'VpcOnly',
    dockerTrustedAccounts: [],
    notebookOutput: { option: 'Disabled' },
    idleShutdown: [],
  }),
]
const notebooks = [
  a('notebooks', { status: 'InService', directInternet: false, rootAccess: false, imdsVersion: '2' }),
]
const BOUND = 'ana pass: It may make such a URL only from known networks'
const OUTSIDE = { NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } }

describe.each(presignNetworkConditionedChecks.map((check) => [check]))('$id', (check) => {
  const action = check.id.includes('domain')
    ? 'sagemaker:CreatePresignedDomainUrl'
    : 'sagemaker:CreatePresignedNotebookInstanceUrl'
  const judge = (user: Parameters<typeof aUser>[0]) =>
    verdicts(check, snapshotOf({ iamUsers: [aUser(user)], domains, notebooks }))[0]
  const open = `ana fail: Policy team, statement 1 allows ${action} on *`

  it.each([
    ['from anywhere', [allow(action)], open],
    ['with MFA from anywhere', [allow(action), deny('*', '*', UNLESS_MFA)], open],
    [
      'from listed addresses',
      [allow(action, '*', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })],
      BOUND,
    ],
    ['from a VPC endpoint', [allow(action, '*', { StringEquals: { 'aws:SourceVpce': 'vpce-1' } })], BOUND],
    [
      'from private addresses of a VPC',
      [allow(action, '*', { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } })],
      BOUND,
    ],
    ['denied outside', [allow(action), deny(action, '*', OUTSIDE)], BOUND],
    [
      'denied outside two ways',
      [allow(action), deny(action, '*', { ...OUTSIDE, StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } })],
      BOUND,
    ],
    ['not at all', [allow('s3:*')], 'ana not-applicable: It may not make such a URL.'],
    [
      'if a tag says so',
      [allow(action, '*', { StringEquals: { 'aws:PrincipalTag/team': 'ml' } })],
      expect.stringMatching(/^ana unknown: It depends/),
    ],
  ])('a user may %s', (_how, statements, verdict) => {
    expect(judge({ statements })).toEqual(verdict)
  })

  it('judges roles of people, also of those who come through an identity provider', () => {
    const ofRole = (Principal: unknown) => {
      const role = aRole({ trust: [trusts(Principal)], statements: [allow(action)] })
      return verdicts(check, snapshotOf({ iamRoles: [role], domains, notebooks }))[0]
    }
    expect(ofRole({ AWS: ACCOUNT })).toMatch(/^Train fail/)
    expect(ofRole({ Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/Corp` })).toMatch(/^Train fail/)
    expect(ofRole({ Service: 'sagemaker.amazonaws.com' })).toBe(
      'Train not-applicable: No person acts as this role.',
    )
    const owned = aRole({ also: { awsOwned: true, path: '/aws-reserved/sso.amazonaws.com/' } })
    expect(verdicts(check, snapshotOf({ iamRoles: [owned], domains, notebooks }))[0]).toMatch(
      /not-applicable: Identity/,
    )
  })

  it('does not apply where there is nothing to open, and is unknown where that is hidden', () => {
    const iamUsers = [aUser({ statements: [allow(action)] })]
    expect(verdicts(check, snapshotOf({ iamUsers }))[0]).toMatch(/^ana not-applicable: There is no/)
    const gaps = [aGap({ kind: 'domains' }), aGap({ kind: 'notebooks' })]
    expect(verdicts(check, snapshotOf({ iamUsers }, gaps))[0]).toMatch(/^ana unknown/)
    expect(judge({ also: { policies: [{ name: 'x', document: HIDDEN }] } })).toBe(`ana ${UNSEEN_IAM}`)
  })
})
