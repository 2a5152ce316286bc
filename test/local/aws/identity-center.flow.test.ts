import { CreateRoleCommand } from '@aws-sdk/client-iam'
import { DescribeUserCommand, GetUserIdCommand, IdentitystoreClient } from '@aws-sdk/client-identitystore'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acmeEstate } from '../../../infra/local/aws/estates/acme.ts'
import { type AwsAccount, startAwsAccount } from '../../../infra/local/aws/server.ts'
import { T0 } from '../../support/grants.ts'
import { clientOf } from './account.ts'
import { ADMIN, assume, iamAs, keyOf, signedIn, stsAs } from './people.ts'

const RESERVED = 'AWSReservedSSO_DataScience_0a1b2c3d4e5f6071'
const RESERVED_ARN = `arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/${RESERVED}`
const STORE = { IdentityStoreId: 'd-1234567890' }

let account: AwsAccount
beforeAll(async () => {
  account = await startAwsAccount({ port: 0, estate: acmeEstate(T0), clock: () => T0 * 1000 })
})
afterAll(() => account.close())

const store = () => new IdentitystoreClient({ ...clientOf(account), credentials: ADMIN })
const byName = (AttributeValue: string) =>
  new GetUserIdCommand({
    ...STORE,
    AlternateIdentifier: { UniqueAttribute: { AttributePath: 'userName', AttributeValue } },
  })
const idOf = async (name: string) => (await store().send(byName(name))).UserId ?? ''

describe('the identity store', () => {
  it('tells a user by their name, and whether they are switched on', async () => {
    const UserId = await idOf('nina.kowalski')
    expect(await store().send(new DescribeUserCommand({ ...STORE, UserId }))).toMatchObject({
      UserName: 'nina.kowalski',
      UserStatus: 'ENABLED',
    })
    const olga = { ...STORE, UserId: await idOf('olga.berg') }
    expect(await store().send(new DescribeUserCommand(olga))).toMatchObject({ UserStatus: 'DISABLED' })
  })

  it('knows no user of no such name, of no such id and of another store', async () => {
    const UserId = '12345678-1234-1234-1234-123456789012'
    const absent = { name: 'ResourceNotFoundException' }
    await expect(store().send(byName('nobody'))).rejects.toMatchObject(absent)
    await expect(store().send(new DescribeUserCommand({ ...STORE, UserId }))).rejects.toMatchObject(absent)
    const elsewhere = { IdentityStoreId: 'd-0000000000', UserId: await idOf('nina.kowalski') }
    await expect(store().send(new DescribeUserCommand(elsewhere))).rejects.toMatchObject(absent)
  })

  it('is closed to who may not read it', async () => {
    const client = new IdentitystoreClient({ ...clientOf(account), credentials: keyOf('svc-webshop') })
    await expect(client.send(byName('nina.kowalski'))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    })
  })
})

describe('who signs in through Identity Center', () => {
  it('has a session that is named after them', async () => {
    const caller = await stsAs(account, await signedIn(account, 'nina.kowalski')).send(
      new GetCallerIdentityCommand({}),
    )
    expect(caller.Arn).toBe(`arn:aws:sts::111122223333:assumed-role/${RESERVED}/nina.kowalski`)
  })

  it.each(['olga.berg', 'alice.meyer', 'nobody'])('is never %s', async (name) => {
    await expect(signedIn(account, name)).rejects.toThrow('404')
  })

  it('cannot be played by whoever may take roles', async () => {
    await expect(
      assume(account, ADMIN, RESERVED_ARN, { RoleSessionName: 'nina.kowalski' }),
    ).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it('is told from others with the same permission set by the user id', async () => {
    const trust = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: RESERVED_ARN },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'identitystore:UserId': await idOf('nina.kowalski') } },
        },
      ],
    }
    const role = { RoleName: 'OnlyNina', AssumeRolePolicyDocument: JSON.stringify(trust) }
    await iamAs(account, ADMIN).send(new CreateRoleCommand(role))
    const arn = 'arn:aws:iam::111122223333:role/OnlyNina'
    expect(await assume(account, await signedIn(account, 'nina.kowalski'), arn)).toBeDefined()
    await expect(assume(account, await signedIn(account, 'ole.hansen'), arn)).rejects.toMatchObject({
      name: 'AccessDenied',
    })
  })
})
