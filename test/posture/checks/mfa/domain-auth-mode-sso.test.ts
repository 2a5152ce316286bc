import { describe, expect, it } from 'vitest'
import { domainAuthModeSso as check } from '../../../../src/posture/checks/mfa/domain-auth-mode-sso.ts'
import {
  allow,
  aRole,
  aUser,
  HIDDEN,
  IAM_GAP,
  MFA_REQUIRED,
  trusts,
  UNSEEN_IAM,
} from '../../../support/iam.ts'
import { ACCOUNT, a, snapshotOf, verdicts } from '../../../support/inventory.ts'

const domain = (authMode: string, unifiedStudio = false) =>
  a('domains', {
    name: 'lab',
    id: 'd-1',
    status: 'InService',
    authMode,
    networkAccess: 'VpcOnly',
    dockerTrustedAccounts: [],
    notebookOutput: { option: 'Disabled' },
    idleShutdown: [],
    ...(unifiedStudio && { unifiedStudio }),
  })
const URL = 'sagemaker:CreatePresignedDomainUrl'
const bare = (name: string) => aUser({ name, statements: [allow(URL)] })
const guarded = aUser({ name: 'cy', statements: [allow(URL, '*', MFA_REQUIRED)] })
const inIamMode = (
  items: Omit<Parameters<typeof snapshotOf>[0], 'domains'>,
  gaps: Parameters<typeof snapshotOf>[1] = [],
) => verdicts(check, snapshotOf({ domains: [domain('IAM')], ...items }, gaps))
const CLOSED = 'lab pass: The domain is in IAM mode, and nobody may open it without MFA'

describe('a domain', () => {
  it('passes in Identity Center mode, and is not judged where Unified Studio manages it', () => {
    expect(verdicts(check, snapshotOf({ domains: [domain('SSO')] }))).toEqual([
      'lab pass: People sign in through Identity Center',
    ])
    expect(verdicts(check, snapshotOf({ domains: [domain('IAM', true)] }))).toEqual([
      'lab not-applicable: Unified Studio manages this domain.',
    ])
  })

  it('fails in IAM mode where people may open it without MFA', () => {
    expect(inIamMode({ iamUsers: ['ana', 'bo', 'di', 'ed', 'flo'].map(bare) })).toEqual([
      'lab fail: The domain is in IAM mode, and ana, bo, di and 2 more may open it without MFA',
    ])
    const role = aRole({ trust: [trusts({ AWS: ACCOUNT })], statements: [allow(URL)] })
    expect(inIamMode({ iamRoles: [role] })).toEqual([
      'lab fail: The domain is in IAM mode, and Train may open it without MFA',
    ])
  })

  it('passes in IAM mode where MFA is demanded, or people come through an identity provider', () => {
    const federated = aRole({
      trust: [trusts({ Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/Corp` })],
      statements: [allow(URL)],
    })
    expect(
      inIamMode({ iamUsers: [guarded], iamRoles: [federated, aRole({ statements: [allow(URL)] })] }),
    ).toEqual([CLOSED])
  })

  it('does not mind who may open another domain', () => {
    const elsewhere = aUser({ statements: [allow(URL, 'arn:aws:sagemaker:*:*:user-profile/d-2/*')] })
    expect(inIamMode({ iamUsers: [elsewhere] })).toEqual([CLOSED])
    const here = aUser({
      statements: [allow(URL, `arn:aws:sagemaker:*:*:user-profile/d-1/\${aws:username}`)],
    })
    expect(inIamMode({ iamUsers: [here] })[0]).toMatch(/^lab fail/)
  })

  it('is unknown where a principal is hidden, unless a seen one settles it', () => {
    const hidden = aUser({ also: { policies: [{ name: 'x', document: HIDDEN }] } })
    expect(inIamMode({ iamUsers: [hidden] })).toEqual([`lab ${UNSEEN_IAM}`])
    expect(inIamMode({ iamUsers: [hidden, bare('bo')] })[0]).toMatch(/^lab fail/)
    expect(inIamMode({ iamUsers: [guarded] }, [IAM_GAP])).toEqual([`lab ${UNSEEN_IAM}`])
    expect(inIamMode({ iamUsers: [bare('bo')] }, [IAM_GAP])[0]).toMatch(/^lab fail/)
  })
})
