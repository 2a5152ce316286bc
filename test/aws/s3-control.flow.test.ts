import { afterEach, describe, expect, it } from 'vitest'
import type { Bucket } from '../../src/posture/inventory/storage.ts'
import { BECAUSE, sampleAccount } from './account.ts'

const aws = sampleAccount()
afterEach(() => {
  delete aws.estate.publicAccessBlock
})

/** The block of the account as each bucket that was read has it; all of them have the same. */
async function accountBlock(): Promise<Bucket['accountPublicAccessBlock']> {
  const { snapshot } = await aws.collector()(['buckets'])
  const [first, ...others] = (snapshot.buckets?.items ?? []).map((bucket) => bucket.accountPublicAccessBlock)
  expect(others.length).toBeGreaterThan(0)
  for (const other of others) expect(other).toEqual(first)
  return first
}

describe('the block of the whole account', () => {
  it('is read once, however many buckets there are', async () => {
    aws.estate.publicAccessBlock = {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: true,
    }
    expect(await accountBlock()).toEqual({
      value: {
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: false,
        restrictPublicBuckets: true,
      },
    })
    expect(aws.calls().byOperation['s3control:GetPublicAccessBlock']).toBe(1)
  })

  it('is seen to be absent where nobody configured it', async () => {
    expect(await accountBlock()).toEqual({ value: null })
  })

  it('is a gap where reading it is denied', async () => {
    aws.trouble.deny = (action) => action === 's3:GetAccountPublicAccessBlock'
    const action = {
      call: 'GetPublicAccessBlock',
      action: 's3:GetAccountPublicAccessBlock',
      region: 'global',
    }
    const block = await accountBlock()
    expect(block).toMatchObject({ gap: { ...action, cause: 'denied' } })
    expect(JSON.stringify(block)).toContain(BECAUSE)
  })

  it('is a gap where a page comes in its place', async () => {
    aws.trouble.fault = (call) => (call.service === 's3control' ? { kind: 'nonsense' } : undefined)
    expect(await accountBlock()).toMatchObject({ gap: { cause: 'unavailable' } })
  })
})
