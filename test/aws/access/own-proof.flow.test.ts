import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AwsAccount } from '../../../infra/local/aws/server.ts'
import { createProveCaller } from '../../../src/aws/access/caller-proof.ts'
import { ownCallerProof } from '../../../src/aws/access/own-proof.ts'
import { startAcme } from '../../local/aws/account.ts'
import { keyOf } from '../../local/aws/people.ts'

const NONCE = 'nonce-0123456789abcdef'
let account: AwsAccount

beforeEach(async () => {
  account = await startAcme()
  const { accessKeyId, secretAccessKey } = keyOf('carol.admin')
  vi.stubEnv('AWS_REGION', 'eu-west-1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', accessKeyId)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secretAccessKey)
  vi.stubEnv('AWS_SESSION_TOKEN', '')
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await account.close()
})

const prove = (pasted: string, nonce = NONCE) =>
  createProveCaller({
    endpoints: { 'eu-west-1': account.url },
    clock: () => account.clock.now(),
    fetch: globalThis.fetch,
  })(pasted, nonce)

describe('the proof of who one is in AWS', () => {
  it('names the holder of the credentials, by the time of AWS and not of this machine', async () => {
    expect(await prove(await ownCallerProof(NONCE, account.url))).toMatchObject({
      ok: true,
      value: { arn: 'arn:aws:iam::111122223333:user/carol.admin' },
    })
  })

  it('holds for its nonce alone, and no secret is in it', async () => {
    const pasted = await ownCallerProof(NONCE, account.url)
    expect(await prove(pasted, 'nonce-of-another-page')).toMatchObject({ ok: false })
    expect(Buffer.from(pasted, 'base64url').toString()).not.toContain(keyOf('carol.admin').secretAccessKey)
  })

  it('is not made where nothing tells the time', async () => {
    await expect(ownCallerProof(NONCE, 'http://127.0.0.1:9')).rejects.toThrow()
  })
})
