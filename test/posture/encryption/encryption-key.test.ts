import { describe, expect, it } from 'vitest'
import { defineCheck } from '../../../src/posture/check.ts'
import {
  keyName,
  keyVerdict,
  outputVerdict,
  unusable,
} from '../../../src/posture/encryption/encryption-key.ts'
import type { Key } from '../../../src/posture/inventory/storage.ts'
import { aCheck } from '../../support/checks.ts'
import { aGap, REGION, seen, snapshotOf, verdicts } from '../../support/inventory.ts'
import { aBucket, aKey, refOf } from '../../support/samples.ts'

const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234'

function judgedWith(reference: string | undefined, keys: readonly Key[], level?: 'any') {
  const check = defineCheck({
    ...aCheck({ of: 'regions' }),
    of: 'regions',
    with: ['keys'],
    evaluate: (_region, see) => keyVerdict('volume key', reference, see, level),
  })
  return verdicts(check, snapshotOf({ keys }))[0]
}

describe('a key that a resource names', () => {
  it.each(['1234', ARN, 'alias/ml', 'arn:aws:kms:eu-west-1:111122223333:alias/ml'])(
    'is recognised as %s',
    (reference) => {
      const key = aKey({ references: [reference] })
      expect(judgedWith(reference, [aKey({ keyId: 'other' }), key])).toBe(
        `${REGION} pass: Volume key ${keyName(reference)} is an enabled customer-managed key`,
      )
    },
  )

  it.each<[string, string | undefined, Partial<Key>, string]>([
    ['is missing where the field is absent', undefined, {}, 'No customer-managed volume key is set'],
    ['is missing where the field is empty', '', {}, 'No customer-managed volume key is set'],
    ['can be gone', 'alias/gone', {}, 'Volume key alias/gone was not found in KMS'],
    ['can be disabled', 'key-1', { state: 'Disabled' }, 'Volume key key-1 is disabled'],
    ['can be going', 'key-1', { state: 'PendingDeletion' }, 'Volume key key-1 is scheduled for deletion'],
    ['can belong to AWS', 'key-1', { manager: 'AWS' }, 'Volume key key-1 is an AWS managed key'],
    ['can be in a state unknown to us', 'key-1', { state: 'Odd' }, 'Volume key key-1 is in the state Odd'],
  ])('%s', (_, reference, key, evidence) => {
    expect(judgedWith(reference, [aKey(key)])).toBe(`${REGION} fail: ${evidence}`)
  })

  it('may belong to AWS where any key will do', () => {
    expect(judgedWith('key-1', [aKey({ manager: 'AWS' })], 'any')).toBe(
      `${REGION} pass: Volume key key-1 is an enabled AWS managed key`,
    )
  })

  it('is judged by what KMS says of it, not by a name that looks like one of AWS', () => {
    expect(
      judgedWith('alias/my-aws/sagemaker', [aKey({ references: ['alias/my-aws/sagemaker'] })]),
    ).toContain('pass')
  })
})

describe('output', () => {
  const check = (uris: readonly string[], kmsKeyId?: string) =>
    defineCheck({
      ...aCheck({ of: 'regions' }),
      of: 'regions',
      with: ['keys', 'buckets'],
      evaluate: (_region, see) => outputVerdict({ what: 'output key', kmsKeyId, uris }, see),
    })

  it('is judged by its own key, even where the bucket has a better one', () => {
    const bucket = aBucket({ encryption: seen({ algorithm: 'aws:kms', kmsKeyId: 'key-1' }) })
    const keys = [aKey(), aKey({ name: 'aws', references: ['alias/aws/s3'], manager: 'AWS' })]
    expect(
      verdicts(check(['s3://ml-output/a'], 'alias/aws/s3'), snapshotOf({ keys, buckets: [bucket] })),
    ).toEqual([`${REGION} fail: Output key alias/aws/s3 is an AWS managed key`])
  })

  it.each([
    [
      'passes where the default key of the bucket is customer-managed',
      seen({ algorithm: 'aws:kms:dsse', kmsKeyId: 'key-1' }),
      "pass: Bucket ml-output's default key key-1 is an enabled customer-managed key",
    ],
    [
      'fails where the bucket defaults to SSE-S3',
      seen({ algorithm: 'AES256' }),
      'fail: No output key is set: bucket ml-output defaults to SSE-S3',
    ],
    [
      'fails where the bucket has no default',
      seen(null),
      'fail: No output key is set: bucket ml-output defaults to SSE-S3',
    ],
    [
      'fails where the bucket defaults to aws/s3',
      seen({ algorithm: 'aws:kms' }),
      'fail: No output key is set: bucket ml-output defaults to the AWS managed key aws/s3',
    ],
    [
      'is unknown where the default cannot be read',
      { gap: aGap({ kind: 'buckets', call: 'GetBucketEncryption' }) },
      'unknown: Could not be seen: GetBucketEncryption was denied (needs sagemaker:DescribeSample).',
    ],
  ])('%s', (_, encryption, expected) => {
    const snapshot = snapshotOf({ keys: [aKey()], buckets: [aBucket({ encryption })] })
    expect(verdicts(check(['s3://ml-output/a', 's3://ml-output/b']), snapshot)).toEqual([
      `${REGION} ${expected}`,
    ])
  })

  it('fails for one bad bucket even where another is hidden', () => {
    const gap = aGap({ kind: 'buckets', resources: [refOf('buckets', 'hidden')] })
    const snapshot = snapshotOf({ keys: [], buckets: [aBucket()] }, [gap])
    expect(verdicts(check(['s3://hidden/a', 's3://ml-output/a']), snapshot)[0]).toBe(
      `${REGION} fail: No output key is set: bucket ml-output defaults to SSE-S3`,
    )
  })

  it('does not judge a bucket that is gone', () => {
    expect(verdicts(check(['s3://gone/a']), snapshotOf({ keys: [], buckets: [] }))[0]).toBe(
      `${REGION} not-applicable: No output key is set, and bucket gone is not there to look at.`,
    )
  })

  it('is judged by the key of a bucket in another Region', () => {
    const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/far'
    const encryption = seen({ algorithm: 'aws:kms', kmsKeyId: keyArn })
    const far = aKey({ region: 'us-east-1', references: [keyArn] })
    const snapshot = snapshotOf({ keys: [far], buckets: [aBucket({ encryption })] })
    expect(verdicts(check(['s3://ml-output/a']), snapshot)[0]).toContain('pass')
  })

  it('takes an alias for one of the Region of the bucket', () => {
    const encryption = seen({ algorithm: 'aws:kms', kmsKeyId: 'alias/ml' })
    const here = aKey({ references: ['alias/ml'], manager: 'AWS' })
    const far = aKey({ region: 'us-east-1', references: ['alias/ml'] })
    const buckets = [aBucket({ region: 'us-east-1', encryption })]
    expect(verdicts(check(['s3://ml-output/a']), snapshotOf({ keys: [here, far], buckets }))[0]).toContain(
      'pass',
    )
    expect(
      verdicts(
        check(['s3://ml-output/a']),
        snapshotOf({ keys: [here, far], buckets: [aBucket({ encryption })] }),
      )[0],
    ).toContain('fail')
  })

  it('needs a place in S3 to be judged', () => {
    expect(verdicts(check([]), snapshotOf({ keys: [], buckets: [] }))[0]).toContain('not-applicable')
  })
})

it.each(['Enabled', 'Creating', 'Updating'])('a key in the state %s can be used', (state) => {
  expect(unusable(state)).toBeUndefined()
})
