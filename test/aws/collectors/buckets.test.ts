import { describe, expect, it } from 'vitest'
import { buckets } from '../../../src/aws/collectors/buckets.ts'
import { a, seen } from '../../support/inventory.ts'
import { collected, throws } from '../reading.ts'

/** A bucket of which nothing is configured. */
const BARE = {
  GetBucketEncryption: throws('ServerSideEncryptionConfigurationNotFoundError'),
  GetBucketPolicy: throws('NoSuchBucketPolicy'),
  GetBucketPolicyStatus: throws('NoSuchBucketPolicy'),
  GetPublicAccessBlock: throws('NoSuchPublicAccessBlockConfiguration'),
  GetBucketVersioning: {},
  GetBucketLifecycleConfiguration: throws('NoSuchLifecycleConfiguration'),
  GetBucketLogging: {},
}
const SEEN = {
  featureGroups: {
    items: [a('featureGroups', { name: 'features', offline: { s3Uri: 's3://store/offline' } })],
    gaps: [],
  },
}

describe('buckets', () => {
  it('without any configuration say so, and are no gaps', async () => {
    const { items, gaps } = await collected(buckets, BARE, SEEN)
    expect(gaps).toEqual([])
    expect(items).toEqual([
      {
        kind: 'buckets',
        arn: 'arn:aws:s3:::store',
        name: 'store',
        region: 'eu-west-1',
        account: '111122223333',
        usedBy: ['feature group features'],
        purposes: ['feature-store'],
        encryption: { value: null },
        policy: { value: null },
        policyPublic: { value: false },
        publicAccessBlock: { value: null },
        accountPublicAccessBlock: { value: null },
        versioning: { value: 'Off' },
        lifecycle: { value: [] },
        logging: { value: null },
      },
    ])
  })

  it('tell how they are configured', async () => {
    const { items } = await collected(
      buckets,
      {
        GetBucketEncryption: {
          ServerSideEncryptionConfiguration: {
            Rules: [
              { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/ml' } },
            ],
          },
        },
        GetBucketPolicy: { Policy: '{"Version":"2012-10-17","Statement":[]}' },
        GetBucketPolicyStatus: { PolicyStatus: { IsPublic: true } },
        GetPublicAccessBlock: { PublicAccessBlockConfiguration: { BlockPublicAcls: true } },
        GetBucketVersioning: { Status: 'Enabled' },
        GetBucketLifecycleConfiguration: {
          Rules: [
            { Status: 'Enabled', Filter: { Prefix: 'capture/' }, Expiration: { Days: 30 } },
            { Status: 'Disabled', NoncurrentVersionExpiration: { NoncurrentDays: 7 } },
            { Status: 'Enabled', Expiration: { ExpiredObjectDeleteMarker: true } },
            { Status: 'Enabled', Filter: { And: { Prefix: 'x/', Tags: [{}] } }, Transitions: [{}] },
          ],
        },
        GetBucketLogging: { LoggingEnabled: { TargetBucket: 'logs' } },
      },
      SEEN,
    )
    expect(items[0]).toMatchObject({
      encryption: { value: { algorithm: 'aws:kms', kmsKeyId: 'alias/ml' } },
      policy: { value: { statements: [] } },
      policyPublic: { value: true },
      publicAccessBlock: { value: { blockPublicAcls: true, restrictPublicBuckets: false } },
      accountPublicAccessBlock: { value: { blockPublicAcls: true, restrictPublicBuckets: false } },
      versioning: { value: 'Enabled' },
      lifecycle: {
        value: [
          { prefix: 'capture/', expires: true, expiresAfterDays: 30, transitions: false, narrowed: false },
          { enabled: false, prefix: '', expires: false, expiresNoncurrent: true },
          { enabled: true, prefix: '', expires: false, expiresNoncurrent: false },
          { enabled: true, prefix: 'x/', transitions: true, narrowed: true },
        ],
      },
      logging: { value: { target: 'logs' } },
    })
  })

  it.each([
    ['everybody', 'http://acs.amazonaws.com/groups/global/AllUsers', true],
    ['whoever has an account', 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers', true],
    ['log delivery', 'http://acs.amazonaws.com/groups/s3/LogDelivery', false],
  ])('of trails tell whether their ACL lets in %s', async (_, URI, aclPublic) => {
    const trail = a('trails', {
      bucketName: 'audit-logs',
      multiRegion: true,
      organization: false,
      globalEvents: true,
      logFileValidation: true,
      status: seen({ logging: true }),
      selectors: seen([]),
    })
    const answers = { ...BARE, GetBucketAcl: { Grants: [{ Grantee: { URI }, Permission: 'READ' }] } }
    const { items } = await collected(buckets, answers, { trails: { items: [trail], gaps: [] } })
    expect(items).toMatchObject([
      { name: 'audit-logs', purposes: ['trail'], aclPublic: { value: aclPublic } },
    ])
  })

  it('of somebody else are items with a gap in every field', async () => {
    const denied = Object.fromEntries(Object.keys(BARE).map((name) => [name, throws('AccessDenied')]))
    const { items } = await collected(buckets, denied, SEEN)
    const { encryption, policy, accountPublicAccessBlock, versioning } = items[0] ?? {}
    for (const part of [encryption, policy, accountPublicAccessBlock, versioning])
      expect(part).toMatchObject({ gap: { cause: 'denied', resources: [{ name: 'store' }] } })
  })

  it('ask nothing of the account where nothing names a bucket', async () => {
    const { items, sent } = await collected(buckets, BARE, {})
    expect({ items, sent }).toEqual({ items: [], sent: [] })
  })

  it('that do not exist are absent', async () => {
    const gone = { ...BARE, GetBucketEncryption: throws('NoSuchBucket') }
    expect(await collected(buckets, gone, SEEN)).toMatchObject({ items: [], gaps: [] })
  })
})
