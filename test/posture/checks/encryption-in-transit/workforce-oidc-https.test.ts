import { expect, it } from 'vitest'
import { workforceOidcHttps } from '../../../../src/posture/checks/encryption-in-transit/workforce-oidc-https.ts'
import type { Workforce } from '../../../../src/posture/inventory/models.ts'
import { a, snapshotOf, verdicts } from '../../../support/inventory.ts'

const ISSUER = 'https://login.example.com'

it.each<[string, Workforce['oidc'], string]>([
  [
    'passes https on the host of the issuer',
    { issuer: ISSUER, endpoints: { TokenEndpoint: 'https://LOGIN.example.com/token' } },
    'pass: All endpoints are https on login.example.com',
  ],
  [
    'fails plain http',
    { issuer: ISSUER, endpoints: { TokenEndpoint: 'http://login.example.com/token' } },
    'fail: TokenEndpoint is not https',
  ],
  [
    'fails an issuer on plain http',
    { issuer: 'http://login.example.com', endpoints: {} },
    'fail: Issuer is not https',
  ],
  [
    'fails another host, even one that begins alike',
    { issuer: ISSUER, endpoints: { JwksUri: 'https://login.example.com.evil.test/keys' } },
    'fail: JwksUri is on login.example.com.evil.test rather than login.example.com',
  ],
  [
    'fails the host behind an @',
    { issuer: ISSUER, endpoints: { JwksUri: 'https://login.example.com@evil.test/keys' } },
    'fail: JwksUri is on evil.test rather than login.example.com',
  ],
  [
    'fails what is no address',
    { issuer: ISSUER, endpoints: { JwksUri: 'https://' } },
    'fail: JwksUri is on no host rather than login.example.com',
  ],
  [
    'says nothing of workforces with Cognito',
    undefined,
    'not-applicable: Workers do not sign in through OIDC.',
  ],
])('%s', (_, oidc, expected) => {
  const workforces = [a('workforces', { name: 'w', ...(oidc && { oidc }) })]
  expect(verdicts(workforceOidcHttps, snapshotOf({ workforces }))).toEqual([`w ${expected}`])
})
