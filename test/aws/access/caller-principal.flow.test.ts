import { CreateRoleCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createVerifyCallerIdentity, type UserIdOf } from '../../../src/aws/access/caller-principal.ts'
import { signCallerIdentity } from '../../../src/aws/access/caller-signing.ts'
import type { PrincipalRef } from '../../../src/grants/terms.ts'
import { ADMIN, assume, type Credentials, iamAs, keyOf, sessionOf } from '../../local/aws/people.ts'
import { startWorld, type World } from './world.ts'

const RESERVED = 'AWSReservedSSO_DataScience_0123456789abcdef'
const RESERVED_ARN = `arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/${RESERVED}`
const ANN_ID = '12345678-1234-1234-1234-123456789012'
const NONCE = 'nonce-0123456789abcdef'

const ALICE: PrincipalRef = {
  kind: 'iam-user',
  arn: 'arn:aws:iam::111122223333:user/alice.meyer',
  uniqueId: 'AIDAALICEMEYER0000000',
}
const ANN: PrincipalRef = { kind: 'identity-center', arn: RESERVED_ARN, userId: ANN_ID }

let world: World
beforeAll(async () => {
  world = await startWorld()
  for (const [RoleName, Path] of [
    [RESERVED, '/aws-reserved/sso.amazonaws.com/eu-west-1/'],
    ['Everyday', '/'],
  ] as const)
    await iamAs(world.account, ADMIN).send(
      new CreateRoleCommand({
        Path,
        RoleName,
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' }],
        }),
      }),
    )
})
afterAll(() => world.close())

const known: UserIdOf = async (name) =>
  new Map([
    ['ann', ANN_ID],
    ['ben', '99999999-1234-1234-1234-123456789012'],
  ]).get(name)

async function signedBy(credentials: Credentials) {
  const place = { endpoint: world.account.url, clock: world.waiting.clock }
  const pasted = await signCallerIdentity(NONCE, credentials, { ...place, region: 'eu-west-1' })
  return { pasted, endpoints: { 'eu-west-1': place.endpoint }, clock: place.clock }
}

async function verify(credentials: Credentials, expected: PrincipalRef, userIdOf = known) {
  const { pasted, ...place } = await signedBy(credentials)
  return createVerifyCallerIdentity({ ...place, fetch, userIdOf })(pasted, NONCE, expected)
}

const session = (role: string, RoleSessionName: string) =>
  assume(world.account, ADMIN, role, { RoleSessionName })

describe('the signature of', () => {
  it('a user is taken, of their session too', async () => {
    const value = { arn: ALICE.arn, userId: 'AIDAALICEMEYER0000000', account: '111122223333' }
    expect(await verify(keyOf('alice.meyer'), ALICE)).toEqual({ ok: true, value })
    expect(await verify(await sessionOf(world.account, 'alice.meyer'), ALICE)).toEqual({ ok: true, value })
    expect(await verify(keyOf('alice.meyer'), { ...ALICE, uniqueId: null })).toMatchObject({ ok: true })
  })

  it('an Identity Center person is taken', async () => {
    expect(await verify(await session(RESERVED_ARN, 'ann'), ANN)).toMatchObject({
      ok: true,
      value: { arn: `arn:aws:sts::111122223333:assumed-role/${RESERVED}/ann` },
    })
  })

  it.each<[string, () => Promise<Credentials> | Credentials, PrincipalRef]>([
    ['another user', () => keyOf('bob.tanaka'), ALICE],
    [
      'a later user of the same name',
      () => keyOf('alice.meyer'),
      { ...ALICE, uniqueId: 'AIDASOMEBODYELSE0000' },
    ],
    [
      'a user of another account',
      () => keyOf('alice.meyer'),
      { ...ALICE, arn: ALICE.arn.replace('1111', '9999') },
    ],
    ['a user, for an Identity Center person', () => keyOf('alice.meyer'), ANN],
    ['a role, for a user', () => session('arn:aws:iam::111122223333:role/Everyday', 'alice.meyer'), ALICE],
    [
      'another role, for an Identity Center person',
      () => session('arn:aws:iam::111122223333:role/Everyday', 'ann'),
      ANN,
    ],
    ['somebody with the same permission set', () => session(RESERVED_ARN, 'ben'), ANN],
    ['somebody whom the identity store does not know', () => session(RESERVED_ARN, 'eve'), ANN],
    [
      'the same permission set elsewhere',
      () => session(RESERVED_ARN, 'ann'),
      { ...ANN, arn: RESERVED_ARN.replace('1111', '9999') },
    ],
  ])('%s is not', async (_who, credentials, expected) => {
    expect(await verify(await credentials(), expected)).toEqual({ ok: false, error: 'other-principal' })
  })

  it('root is not', async () => {
    world.account.estate.principals.AKIAROOT0000 = {
      arn: 'arn:aws:iam::111122223333:root',
      userId: '111122223333',
    }
    const root = { accessKeyId: 'AKIAROOT0000', secretAccessKey: 'any' }
    expect(await verify(root, ALICE)).toEqual({ ok: false, error: 'other-principal' })
  })

  it('an Identity Center person tells nothing where the identity store does not answer', async () => {
    const silent: UserIdOf = () => Promise.reject(new Error('down'))
    expect(await verify(await session(RESERVED_ARN, 'ann'), ANN, silent)).toEqual({
      ok: false,
      error: 'no-answer',
    })
  })

  it('an Identity Center person tells only the role where there is no store to look in', async () => {
    const { endpoints, clock, pasted } = await signedBy(await session(RESERVED_ARN, 'ann'))
    const verifyBlindly = createVerifyCallerIdentity({ endpoints, clock, fetch })
    expect(await verifyBlindly(pasted, NONCE, ANN)).toEqual({ ok: false, error: 'shared-role' })
  })

  it('nobody is taken', async () => {
    const forged = { accessKeyId: 'ASIAFORGED0000000000', secretAccessKey: 'x', sessionToken: 'made-up' }
    expect(await verify(forged, ALICE)).toEqual({ ok: false, error: 'not-accepted' })
  })
})
