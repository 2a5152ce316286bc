import { describe, expect, it } from 'vitest'
import { actedBy, admittedBy, ownedByAws, personName } from '../../../src/posture/permissions/people.ts'
import { Unseen } from '../../../src/posture/snapshot.ts'
import { allow, aRole, aUser, HIDDEN, SAGEMAKER_TRUST, trusts } from '../../support/iam.ts'
import { ACCOUNT } from '../../support/inventory.ts'

const byTrust = (...trust: Record<string, unknown>[]) => actedBy(aRole({ trust }))

describe('who acts as a role', () => {
  it.each([
    ['person', { AWS: ACCOUNT }],
    ['person', { AWS: `arn:aws:iam::${ACCOUNT}:root` }],
    ['person', { AWS: `arn:aws:iam::${ACCOUNT}:user/ana` }],
    ['person', '*'],
    ['machine', { AWS: `arn:aws:iam::${ACCOUNT}:role/Ci` }],
    ['machine', { AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/Ci/run` }],
    ['machine', { Service: 'sagemaker.amazonaws.com' }],
    ['provider', { Federated: 'cognito-identity.amazonaws.com' }],
  ])('a %s by %j', (expected, principal) => {
    expect(byTrust(SAGEMAKER_TRUST, trusts(principal))).toBe(expected)
  })

  it('is a provider by the actions that only providers use', () => {
    const saml = { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/Corp` }
    expect(byTrust({ ...trusts(saml), Action: 'sts:AssumeRoleWithSAML' })).toBe('provider')
    expect(byTrust({ ...trusts(saml), Action: 'sts:TagSession' })).toBe('machine')
  })

  it('is anybody where all but some are trusted, and nobody where trust is denied', () => {
    expect(
      admittedBy(aRole({ trust: [{ ...allow('sts:AssumeRole'), NotPrincipal: { AWS: ACCOUNT } }] })),
    ).toEqual([{ type: 'AWS', id: '*' }])
    expect(byTrust({ ...trusts('*'), Effect: 'Deny' })).toBe('machine')
  })

  it('cannot be told where the trust is hidden; a user is a person', () => {
    expect(() => actedBy(aRole({ also: { trust: HIDDEN } }))).toThrow(Unseen)
    expect(actedBy(aUser())).toBe('person')
  })
})

it('AWS owns service-linked roles and those of Identity Center', () => {
  const owned = (path: string) => ownedByAws(aRole({ also: { awsOwned: true, path } }))
  expect(owned('/aws-service-role/sagemaker.amazonaws.com/')).toMatch(/nobody here can edit it/)
  expect(owned('/aws-reserved/sso.amazonaws.com/eu-west-1/')).toMatch(/Identity Center/)
  expect([ownedByAws(aRole()), ownedByAws(aUser())]).toEqual([undefined, undefined])
})

it('says who somebody is', () => {
  const said = ['*', ACCOUNT, `arn:aws:iam::${ACCOUNT}:root`, `arn:aws:iam::${ACCOUNT}:user/team/ana`].map(
    (id) => personName({ type: 'AWS', id }),
  )
  expect(said).toEqual([
    'anybody',
    `account ${ACCOUNT}`,
    `account ${ACCOUNT}`,
    `user ana of account ${ACCOUNT}`,
  ])
})
