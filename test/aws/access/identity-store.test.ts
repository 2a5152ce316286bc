import { describe, expect, it } from 'vitest'
import { createUserIdOf } from '../../../src/aws/access/identity-store.ts'
import { createClients } from '../../../src/aws/clients.ts'
import { mockHttp } from '../../support/http.ts'

const ANN_ID = '12345678-1234-1234-1234-123456789012'
const http = mockHttp()

async function userIdOf(name: string): Promise<string | undefined> {
  const clients = createClients({ credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' } })
  const store = { clients, region: 'eu-west-1', identityStoreId: 'd-1234567890' }
  try {
    return await createUserIdOf(store)(name)
  } finally {
    clients.close()
  }
}

const asked = (userName: string) =>
  http.host('https://identitystore.eu-west-1.amazonaws.com').post('/', {
    IdentityStoreId: 'd-1234567890',
    AlternateIdentifier: { UniqueAttribute: { AttributePath: 'userName', AttributeValue: userName } },
  })

const JSON_1_1 = { 'content-type': 'application/x-amz-json-1.1' }

describe('the identity store', () => {
  it('tells the user behind a user name', async () => {
    asked('ann').reply(200, { IdentityStoreId: 'd-1234567890', UserId: ANN_ID }, JSON_1_1)
    expect(await userIdOf('ann')).toBe(ANN_ID)
  })

  it('may know nobody of that name', async () => {
    asked('eve').reply(400, { __type: 'ResourceNotFoundException', Message: 'USER not found.' }, JSON_1_1)
    expect(await userIdOf('eve')).toBeUndefined()
  })

  it.each([
    ['may not be asked', 400, { __type: 'AccessDeniedException', Message: 'no' }],
    ['leaves the user out', 200, { IdentityStoreId: 'd-1234567890' }],
  ])('tells nothing where it %s', async (_what, status, body) => {
    asked('ann').reply(status, body, JSON_1_1)
    await expect(userIdOf('ann')).rejects.toThrow()
  })
})
