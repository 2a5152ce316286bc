import { expect, it } from 'vitest'
import { bucketDefaultEncryptionKms } from '../../../../src/posture/checks/encryption-at-rest/bucket-default-encryption-kms.ts'
import { aGap, seen, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aBucket, aKey } from '../../../support/samples.ts'

const keys = [aKey(), aKey({ name: 'aws', references: ['alias/aws/s3'], manager: 'AWS' })]

it.each([
  [
    'passes SSE-KMS',
    { algorithm: 'aws:kms', kmsKeyId: 'key-1' },
    "pass: Bucket ml-output's default key key-1 is an enabled customer-managed key",
  ],
  [
    'passes two layers',
    { algorithm: 'aws:kms:dsse', kmsKeyId: 'key-1' },
    "pass: Bucket ml-output's default key key-1 is an enabled customer-managed key",
  ],
  [
    'fails SSE-S3, without calling it unencrypted',
    { algorithm: 'AES256' },
    'fail: Bucket ml-output defaults to SSE-S3',
  ],
  [
    'fails the key of AWS by name',
    { algorithm: 'aws:kms', kmsKeyId: 'alias/aws/s3' },
    "fail: Bucket ml-output's default key alias/aws/s3 is an AWS managed key",
  ],
  [
    'fails the key of AWS by default',
    { algorithm: 'aws:kms' },
    'fail: Bucket ml-output defaults to the AWS managed key aws/s3',
  ],
])('%s', (_, encryption, expected) => {
  const buckets = [aBucket({ encryption: seen(encryption) })]
  expect(verdicts(bucketDefaultEncryptionKms, snapshotOf({ buckets, keys }))).toEqual([
    `ml-output ${expected}`,
  ])
})

it('is unknown where the bucket of another account tells nothing', () => {
  const buckets = [aBucket({ encryption: { gap: aGap({ kind: 'buckets' }) } })]
  expect(statuses(bucketDefaultEncryptionKms, snapshotOf({ buckets, keys }))).toEqual(['unknown'])
})

it('is unknown where the key is hidden', () => {
  const buckets = [aBucket({ encryption: seen({ algorithm: 'aws:kms', kmsKeyId: 'k' }) })]
  expect(statuses(bucketDefaultEncryptionKms, snapshotOf({ buckets }, [aGap({ kind: 'keys' })]))).toEqual([
    'unknown',
  ])
})
