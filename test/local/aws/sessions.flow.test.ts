import {
  CreateRoleCommand,
  DeleteRoleCommand,
  GetAccountAuthorizationDetailsCommand,
} from '@aws-sdk/client-iam'
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3'
import { ListDomainsCommand } from '@aws-sdk/client-sagemaker'
import { GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AwsAccount } from '../../../infra/local/aws/server.ts'
import { deviceCode } from '../../../infra/local/aws/state/second-factors.ts'
import { clientOf, nameOfError, startAcme } from './account.ts'
import {
  ADMIN,
  assume,
  type Credentials,
  factorOf,
  iamAs,
  keyOf,
  sagemakerAs,
  serialOf,
  sessionOf,
  stsAs,
} from './people.ts'

const ENGINEER = 'arn:aws:iam::111122223333:role/MLPlatformEngineer'
const SCIENTIST = 'arn:aws:iam::111122223333:role/DataScientist'
const MINUTE = 60_000

let account: AwsAccount
beforeEach(async () => {
  account = await startAcme()
})
afterEach(() => account.close())

const identity = (as: Credentials) => stsAs(account, as).send(new GetCallerIdentityCommand({}))
const roleArn = (name: string) => `arn:aws:iam::111122223333:role/${name}`
const makeRole = async (name: string, AWS: string, more: object = {}): Promise<string> => {
  await iamAs(account, ADMIN).send(
    new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS },
            Action: ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
            ...more,
          },
        ],
      }),
    }),
  )
  return roleArn(name)
}

describe('who calls', () => {
  it('is a user by the access key, and in a session of it', async () => {
    const alice = { Arn: 'arn:aws:iam::111122223333:user/alice.meyer', UserId: 'AIDAALICEMEYER0000000' }
    expect(await identity(keyOf('alice.meyer'))).toMatchObject(alice)
    expect(await identity(await sessionOf(account, 'alice.meyer'))).toMatchObject(alice)
  })

  it('is the session of a role once it was assumed', async () => {
    const arn = await makeRole('mine', 'arn:aws:iam::111122223333:user/bob.tanaka')
    const credentials = await assume(account, keyOf('bob.tanaka'), arn, { RoleSessionName: 'bob' })
    expect(credentials.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/)
    const { Arn, UserId } = await identity(credentials)
    expect(Arn).toBe('arn:aws:sts::111122223333:assumed-role/mine/bob')
    expect(UserId).toMatch(/^AROA[A-Z2-7]{17}:bob$/)
  })

  it('may be the principal of the estate, where a role trusts its role', async () => {
    const arn = await makeRole('audited', roleArn('OrganizationSecurityAudit'))
    const session = await assume(account, ADMIN, arn)
    expect((await identity(session)).Arn).toContain(':assumed-role/audited/')
  })

  it('is whoever the estate says for other keys, as ever', async () => {
    expect((await identity(ADMIN)).Arn).toBe(account.estate.caller.arn)
  })
})

describe('temporary credentials', () => {
  it('are refused when their token is made up, in the words of each protocol', async () => {
    const forged = { accessKeyId: 'ASIAFORGED0000000000', secretAccessKey: 'x', sessionToken: 'made-up' }
    expect(await nameOfError(identity(forged))).toBe('InvalidClientTokenId')
    expect(await nameOfError(sagemakerAs(account, forged).send(new ListDomainsCommand({})))).toBe(
      'UnrecognizedClientException',
    )
    const s3 = new S3Client({ ...clientOf(account), credentials: forged })
    expect(await nameOfError(s3.send(new ListBucketsCommand({})))).toBe('InvalidAccessKeyId')
  })

  it('are refused when key and token do not belong together', async () => {
    const one = await sessionOf(account, 'alice.meyer')
    const other = await sessionOf(account, 'bob.tanaka')
    expect(await nameOfError(identity({ ...one, accessKeyId: other.accessKeyId }))).toBe(
      'InvalidClientTokenId',
    )
    const { accessKeyId, secretAccessKey } = one
    expect(await nameOfError(identity({ accessKeyId, secretAccessKey }))).toBe('InvalidClientTokenId')
  })

  it('end at their second', async () => {
    const arn = await makeRole('short', 'arn:aws:iam::111122223333:user/bob.tanaka')
    const session = await assume(account, keyOf('bob.tanaka'), arn, { DurationSeconds: 900 })
    account.clock.advance(15 * MINUTE - 1000)
    await identity(session)
    account.clock.advance(1000)
    expect(await nameOfError(identity(session))).toBe('ExpiredToken')
    expect(await nameOfError(sagemakerAs(account, session).send(new ListDomainsCommand({})))).toBe(
      'ExpiredTokenException',
    )
  })

  it('end with the role, and a namesake does not bring them back', async () => {
    const trusted = 'arn:aws:iam::111122223333:user/bob.tanaka'
    const session = await assume(account, keyOf('bob.tanaka'), await makeRole('again', trusted))
    await iamAs(account, ADMIN).send(new DeleteRoleCommand({ RoleName: 'again' }))
    expect(await nameOfError(identity(session))).toBe('InvalidClientTokenId')
    await makeRole('again', trusted)
    expect(await nameOfError(identity(session))).toBe('InvalidClientTokenId')
  })

  it('of a user without a second factor do not reach IAM', async () => {
    const iam = iamAs(account, await sessionOf(account, 'dave.ops'))
    expect(await nameOfError(iam.send(new GetAccountAuthorizationDetailsCommand({})))).toBe(
      'InvalidClientTokenId',
    )
    const carol = await sessionOf(account, 'carol.admin', factorOf(account, 'carol.admin'))
    const all = await iamAs(account, carol).send(new GetAccountAuthorizationDetailsCommand({}))
    expect(all.RoleDetailList?.length).toBeGreaterThan(0)
  })

  it('cannot be turned into others by GetSessionToken', async () => {
    const session = await sessionOf(account, 'alice.meyer')
    expect(await nameOfError(stsAs(account, session).send(new GetSessionTokenCommand({})))).toBe(
      'AccessDenied',
    )
  })
})

describe('the length of a session', () => {
  it.each([
    [{ DurationSeconds: 899 }, 'greater than or equal to 900'],
    [{ DurationSeconds: 43_201 }, 'less than or equal to 43200'],
    [{ DurationSeconds: 3601 }, 'exceeds the MaxSessionDuration set for this role'],
  ])('of %j is refused', async (input, words) => {
    const arn = await makeRole('bounded', 'arn:aws:iam::111122223333:user/bob.tanaka')
    await expect(assume(account, keyOf('bob.tanaka'), arn, input)).rejects.toThrow(words)
  })

  it('is an hour at most where a role assumes a role, whatever the second role allows', async () => {
    const first = await makeRole('first', 'arn:aws:iam::111122223333:user/bob.tanaka')
    const second = 'arn:aws:iam::111122223333:role/second'
    await makeRole('second', first)
    account.estate.iam.roles = account.estate.iam.roles.map((role) =>
      role.Arn === second ? { ...role, MaxSessionDuration: 43_200 } : role,
    )
    const session = await assume(account, keyOf('bob.tanaka'), first)
    await expect(assume(account, session, second, { DurationSeconds: 3601 })).rejects.toThrow(
      'exceeds the 1 hour session limit for roles assumed by role chaining',
    )
    const chained = await assume(account, session, second, { DurationSeconds: 3600 })
    expect((await identity(chained)).Arn).toContain(':assumed-role/second/')
  })
})

describe('a second factor', () => {
  it('opens a role that asks for one, which the key alone does not', async () => {
    const alice = keyOf('alice.meyer')
    await expect(assume(account, alice, SCIENTIST)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::111122223333:user/alice.meyer is not authorized to perform: sts:AssumeRole on resource: ${SCIENTIST}`,
    })
    account.estate.iam.users = account.estate.iam.users.map((user) =>
      user.UserName === 'alice.meyer' ? { ...user, GroupList: ['admins'] } : user,
    )
    await assume(account, alice, SCIENTIST, factorOf(account, 'alice.meyer'))
  })

  it.each<[string, (code: string) => { SerialNumber?: string; TokenCode?: string }, string]>([
    [
      'a wrong code',
      (code) => ({
        SerialNumber: serialOf('alice.meyer'),
        TokenCode: String((Number(code) + 1) % 1_000_000).padStart(6, '0'),
      }),
      'invalid MFA one time pass code',
    ],
    [
      "another's device",
      () => ({
        SerialNumber: serialOf('carol.admin'),
        TokenCode: deviceCode(serialOf('carol.admin'), account.clock.seconds()),
      }),
      'serial number is valid and associated with this user',
    ],
    ['a code without a device', (code) => ({ TokenCode: code }), 'must provide both'],
    ['a device without a code', () => ({ SerialNumber: serialOf('alice.meyer') }), 'must provide both'],
  ])('is refused for %s', async (_what, given, words) => {
    const code = deviceCode(serialOf('alice.meyer'), account.clock.seconds())
    await expect(sessionOf(account, 'alice.meyer', given(code))).rejects.toThrow(words)
  })

  it('is good once, even for two calls at the same time', async () => {
    const factor = factorOf(account, 'alice.meyer')
    const outcomes = await Promise.allSettled([
      sessionOf(account, 'alice.meyer', factor),
      sessionOf(account, 'alice.meyer', factor),
    ])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(sessionOf(account, 'alice.meyer', factor)).rejects.toThrow('invalid MFA one time pass code')
    account.clock.advance(30_000)
    await sessionOf(account, 'alice.meyer', factorOf(account, 'alice.meyer'))
  })

  it('grows old in a session', async () => {
    const fresh = {
      Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '900' } },
    }
    const arn = await makeRole('fresh', 'arn:aws:iam::111122223333:user/alice.meyer', fresh)
    const session = await sessionOf(account, 'alice.meyer', factorOf(account, 'alice.meyer'))
    account.clock.advance(15 * MINUTE - 1000)
    await assume(account, session, arn)
    account.clock.advance(1000)
    await expect(assume(account, session, arn)).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it('does not show inside the session of a role', async () => {
    const withMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }
    const first = await makeRole('first', 'arn:aws:iam::111122223333:user/alice.meyer', withMfa)
    const second = await makeRole('second', first, withMfa)
    const session = await assume(account, keyOf('alice.meyer'), first, factorOf(account, 'alice.meyer'))
    await expect(assume(account, session, second)).rejects.toMatchObject({ name: 'AccessDenied' })
  })
})

describe('source identity and tags', () => {
  it('are asked of the trust policy, and the identity stays along the chain', async () => {
    const first = await makeRole('first', 'arn:aws:iam::111122223333:user/bob.tanaka')
    const second = await makeRole('second', first, {
      Condition: { StringEquals: { 'aws:SourceIdentity': 'G-1' } },
    })
    const plain = await assume(account, keyOf('bob.tanaka'), first)
    await expect(assume(account, plain, second)).rejects.toMatchObject({ name: 'AccessDenied' })
    const named = await assume(account, keyOf('bob.tanaka'), first, { SourceIdentity: 'G-1' })
    await assume(account, named, second)
    await expect(assume(account, keyOf('dave.ops'), ENGINEER, { SourceIdentity: 'G-1' })).rejects.toThrow(
      'sts:SetSourceIdentity',
    )
  })
})
