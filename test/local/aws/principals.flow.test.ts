import { CreateRoleCommand } from '@aws-sdk/client-iam'
import { ListDomainsCommand } from '@aws-sdk/client-sagemaker'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AwsAccount } from '../../../infra/local/aws/server.ts'
import { nameOfError, startAcme } from './account.ts'
import { iamAs, keyOf, sagemakerAs } from './people.ts'

const ACCOUNT = '111122223333'
const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/ml-permissions-boundary`
const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/alice.meyer` },
      Action: 'sts:AssumeRole',
    },
  ],
})
const denied = { name: 'AccessDeniedException' }

let account: AwsAccount
beforeEach(async () => {
  account = await startAcme()
})
afterEach(() => account.close())

describe("a user's own access key", () => {
  it('may do what its policies and its groups allow', async () => {
    await sagemakerAs(account, keyOf('bob.tanaka')).send(new ListDomainsCommand({}))
    await expect(
      sagemakerAs(account, keyOf('svc-webshop')).send(new ListDomainsCommand({})),
    ).rejects.toMatchObject(denied)
  })

  it('is stopped by a deny without a second factor, as no key shows one', async () => {
    await expect(sagemakerAs(account, keyOf('alice.meyer')).send(new ListDomainsCommand({}))).rejects.toThrow(
      'with an explicit deny in an identity-based policy',
    )
  })
})

describe('a principal of the estate with policies', () => {
  it('is judged by them', async () => {
    account.estate.principals.AKIABOT = {
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/SagewardenBot/bot`,
      userId: 'AROABOT0000000000000:bot',
      policies: [
        {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 'iam:CreateRole',
              Resource: `arn:aws:iam::${ACCOUNT}:role/grants/*`,
              Condition: { StringEquals: { 'iam:PermissionsBoundary': BOUNDARY } },
            },
          ],
        },
      ],
    }
    const bot = iamAs(account, { accessKeyId: 'AKIABOT', secretAccessKey: 'x' })
    const make = (Path: string, PermissionsBoundary?: string) =>
      bot.send(
        new CreateRoleCommand({
          Path,
          RoleName: 'g-2',
          AssumeRolePolicyDocument: TRUST,
          ...(PermissionsBoundary ? { PermissionsBoundary } : {}),
        }),
      )
    expect(await nameOfError(make('/grants/'))).toBe('AccessDenied')
    expect(await nameOfError(make('/', BOUNDARY))).toBe('AccessDenied')
    await make('/grants/', BOUNDARY)
  })
})
