import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts'
import { expect, it } from 'vitest'
import { acmeSandbox, SANDBOX_ACCOUNT, SANDBOX_KEY } from '../../../infra/local/aws/estates/acme-sandbox.ts'
import { clientOf, NOW, startAcme } from './account.ts'

it('several accounts share an address, and the key or session of a request says whose it is', async () => {
  const sandbox = acmeSandbox(NOW)
  sandbox.accessKeys = { AKIASAM: 'sam' }
  sandbox.iam.users = [
    { UserName: 'sam', UserId: 'AIDASAM', Arn: `arn:aws:iam::${SANDBOX_ACCOUNT}:user/sam`, Path: '/' },
  ]
  const company = await startAcme({ others: [sandbox] })
  const sts = (credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }) =>
    new STSClient({ ...clientOf(company), credentials })
  const accountOf = async (client: STSClient) => (await client.send(new GetCallerIdentityCommand({}))).Account
  const key = (accessKeyId: string) => sts({ accessKeyId, secretAccessKey: 'any' })

  expect(await accountOf(key('AKIALOCAL'))).toBe('111122223333')
  expect(await accountOf(key(SANDBOX_KEY))).toBe(SANDBOX_ACCOUNT)
  expect(await accountOf(key('AKIASAM'))).toBe(SANDBOX_ACCOUNT)
  const { Credentials: given } = await key('AKIASAM').send(new GetSessionTokenCommand({}))
  const session = sts({
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  })
  expect(await accountOf(session)).toBe(SANDBOX_ACCOUNT)
  await company.close()
})
