import { describe, expect, it } from 'vitest'
import { AwsAccessError, identify } from '../../src/aws/identity.ts'

describe('the identity behind the credentials', () => {
  it('is an account and a partition', async () => {
    const arn = 'arn:aws-us-gov:sts::111122223333:assumed-role/Audit/me'
    const identity = await identify(async () => ({ Account: '111122223333', Arn: arn }))
    expect(identity).toEqual({ account: '111122223333', partition: 'aws-us-gov' })
  })

  it.each([
    ['CredentialsProviderError', /no AWS credentials that work/],
    ['ExpiredToken', /no AWS credentials that work/],
    ['InvalidClientTokenId', /no AWS credentials that work/],
    ['TimeoutError', /could not say whose account/],
  ])('is one clear error where AWS says %s', async (name, words) => {
    const cause = Object.assign(new Error('because'), { name })
    const asked = identify(() => Promise.reject(cause))
    await expect(asked).rejects.toThrow(AwsAccessError)
    await expect(asked).rejects.toThrow(words)
    await expect(asked).rejects.toMatchObject({ cause })
  })

  it('is an error too where the answer has no account', async () => {
    await expect(identify(async () => ({}))).rejects.toThrow(AwsAccessError)
  })
})
