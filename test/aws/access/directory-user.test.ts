import { describe, expect, it } from 'vitest'
import { signCallerIdentity } from '../../../src/aws/access/caller-signing.ts'
import {
  createProveDirectoryUser,
  type DirectoryProofOptions,
  isLinkableRole,
} from '../../../src/aws/access/directory-user.ts'
import type { Clients } from '../../../src/aws/clients.ts'
import { T0 } from '../../support/grants.ts'
import { NINA } from '../../support/identity-links.ts'

const NONCE = 'nonce-0123456789abcdef'
const ACCOUNT = '111122223333'
const ROLE = 'AWSReservedSSO_DataScience_0a1b2c3d4e5f6071'
const ENDPOINT = 'https://sts.eu-west-1.amazonaws.com'

interface Told {
  readonly arn: string
  readonly userId: string
  readonly account: string
}

interface Scene {
  readonly caller: Partial<Told>
  readonly nonce: string
  /** The role of that name as IAM has it. */
  readonly role: { readonly Arn?: string; readonly RoleId?: string }
  readonly options: Partial<DirectoryProofOptions>
}

/** What comes of a proof, where STS, IAM and the identity store say this. Else all of it is Nina's. */
async function proving({ caller, nonce = NONCE, role = {}, options = {} }: Partial<Scene>) {
  const told: Told = {
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${ROLE}/${NINA.userName}`,
    userId: `AROAEXAMPLE1234567890:${NINA.userName}`,
    account: ACCOUNT,
    ...caller,
  }
  const answer = `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${told.arn}</Arn><UserId>${told.userId}</UserId><Account>${told.account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`
  const clock = () => T0 * 1000
  const clients: Pick<Clients, 'send'> = {
    send: async (_service, _region, operation) => {
      if (operation !== 'GetRole') throw new Error(`${operation} was asked`)
      return { Role: { Arn: NINA.role, RoleId: 'AROAEXAMPLE1234567890', ...role } } as never
    },
  }
  const prove = createProveDirectoryUser({
    endpoints: { 'eu-west-1': ENDPOINT },
    clock,
    fetch: async () => new Response(answer),
    clients,
    region: 'eu-west-1',
    partition: 'aws',
    account: ACCOUNT,
    userIdOf: async (name) => (name === NINA.userName ? NINA.userId : undefined),
    describeUser: async (id) => (id === NINA.userId ? { userName: NINA.userName, on: true } : undefined),
    ...options,
  })
  const credentials = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'x', sessionToken: 'token' }
  const pasted = await signCallerIdentity(nonce, credentials, {
    region: 'eu-west-1',
    endpoint: ENDPOINT,
    clock,
  })
  return prove(pasted, NONCE)
}

const session = (name: string): Partial<Told> => ({
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${ROLE}/${name}`,
  userId: `AROAEXAMPLE1234567890:${name}`,
})

describe('a signed caller identity', () => {
  it('of a session that Identity Center named tells the user and the role', async () => {
    expect(await proving({})).toEqual({ ok: true, value: NINA })
    expect(await proving({ options: { permissionSets: ['DataScience'] } })).toEqual({ ok: true, value: NINA })
  })

  it.each<[string, Partial<Scene>, string]>([
    [
      'of an IAM user',
      { caller: { arn: `arn:aws:iam::${ACCOUNT}:user/${ROLE}/nina.kowalski` } },
      'not-identity-center',
    ],
    ['of root', { caller: { arn: `arn:aws:iam::${ACCOUNT}:root`, userId: ACCOUNT } }, 'not-identity-center'],
    [
      'of a federated user',
      { caller: { arn: `arn:aws:sts::${ACCOUNT}:federated-user/${NINA.userName}` } },
      'not-identity-center',
    ],
    [
      'of an ordinary role',
      { caller: { arn: `arn:aws:sts::${ACCOUNT}:assumed-role/DataScience/${NINA.userName}` } },
      'not-identity-center',
    ],
    [
      'of a role whose name goes on after that of a permission set’s',
      { caller: { arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${ROLE}0/${NINA.userName}` } },
      'not-identity-center',
    ],
    [
      'of a role that is named like a permission set’s and lies elsewhere',
      { role: { Arn: `arn:aws:iam::${ACCOUNT}:role/${ROLE}` } },
      'not-identity-center',
    ],
    [
      'of a role in a path that only looks reserved',
      { role: { Arn: `arn:aws:iam::${ACCOUNT}:role/x/aws-reserved/sso.amazonaws.com/${ROLE}` } },
      'not-identity-center',
    ],
    ['of an earlier role of that name', { role: { RoleId: 'AROASOMETHINGELSE0000' } }, 'not-identity-center'],
    [
      'with one part too many',
      { caller: { arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${ROLE}/x/${NINA.userName}` } },
      'not-identity-center',
    ],
    [
      'whose two names differ',
      { caller: { userId: 'AROAEXAMPLE1234567890:ole.hansen' } },
      'not-identity-center',
    ],
    [
      'whose unique id has a colon too many',
      { caller: { userId: `AROAEXAMPLE1234567890:x:${NINA.userName}` } },
      'not-identity-center',
    ],
    [
      'of another service',
      { caller: { arn: `arn:aws:iam::${ACCOUNT}:assumed-role/${ROLE}/x` } },
      'not-identity-center',
    ],
    [
      'of another account',
      { caller: { arn: `arn:aws:sts::999999999999:assumed-role/${ROLE}/${NINA.userName}` } },
      'other-account',
    ],
    ['whose account differs from its ARN', { caller: { account: '999999999999' } }, 'other-account'],
    [
      'of another partition',
      { caller: { arn: `arn:aws-cn:sts::${ACCOUNT}:assumed-role/${ROLE}/${NINA.userName}` } },
      'other-account',
    ],
    [
      'with another permission set than may link',
      { options: { permissionSets: ['Admin'] } },
      'permission-set',
    ],
    ['of a user name that the store does not know', { caller: session('eve') }, 'user-unknown'],
    ['with characters that no session has', { caller: session('nina kowalski') }, 'user-unknown'],
    ['with a session name of the greatest length', { caller: session('n'.repeat(64)) }, 'user-unknown'],
    [
      'of a name that leads to a user of another one',
      { caller: session('Nina.Kowalski'), options: { userIdOf: async () => NINA.userId } },
      'user-unknown',
    ],
    [
      'of a user who was deleted meanwhile',
      { options: { describeUser: async () => undefined } },
      'user-unknown',
    ],
    [
      'of a user who is switched off',
      { options: { describeUser: async () => ({ userName: NINA.userName, on: false }) } },
      'user-unknown',
    ],
    [
      'where the store says a user id that is none',
      {
        options: {
          userIdOf: async () => '*',
          describeUser: async () => ({ userName: NINA.userName, on: true }),
        },
      },
      'not-identity-center',
    ],
    [
      'where the identity store does not answer',
      { options: { userIdOf: () => Promise.reject(new Error('denied')) } },
      'no-answer',
    ],
    [
      'where the identity store does not tell of the user',
      { options: { describeUser: () => Promise.reject(new Error('throttled')) } },
      'no-answer',
    ],
    [
      'where IAM does not answer',
      { options: { clients: { send: () => Promise.reject(new Error('down')) } } },
      'no-answer',
    ],
    [
      'where STS does not answer',
      { options: { fetch: async () => new Response('', { status: 500 }) } },
      'no-answer',
    ],
    ['made for another page', { nonce: 'nonce-of-another-page' }, 'wrong-nonce'],
    ['made too long ago', { options: { clock: () => (T0 + 301) * 1000 } }, 'stale'],
  ])('%s tells nobody', async (_, scene, refusal) => {
    expect(await proving(scene)).toEqual({ ok: false, error: refusal })
  })
})

it.each([
  [NINA.role, undefined, true],
  [NINA.role, ['DataScience'], true],
  [NINA.role, ['datascience'], false],
  ['arn:aws:iam::111122223333:role/Train', undefined, false],
])('the role %s with %j may link: %s', (role, sets, may) => {
  expect(isLinkableRole(role, sets)).toBe(may)
})
