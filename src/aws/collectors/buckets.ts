import type { GetBucketAclCommandOutput, LifecycleRule as LifecycleRaw } from '@aws-sdk/client-s3'
import { parsePolicy } from '../../base/policy/document.ts'
import type { Resource } from '../../posture/inventory/resource.ts'
import type { Bucket, LifecycleRule, PublicAccessBlock } from '../../posture/inventory/storage.ts'
import { type Answer, Nonsense, required } from '../call.ts'
import { defineCollector, partOf, type Reading } from '../collector.ts'
import { mapAll, present } from '../fields.ts'
import { bucketName, NAMING, namings, Users } from '../names.ts'

interface Named {
  readonly name: string
  /** Region of the first resource that names it: SageMaker wants its buckets there. Others are found by redirect. */
  readonly region: string
  readonly purposes: Set<Bucket['purposes'][number]>
}

/**
 * The buckets that SageMaker resources and trails name, by seven reads each; of trail buckets the ACL besides.
 * "Not configured" is a value, not a gap. The block of the whole account counts for each and is read once.
 */
export const buckets = defineCollector({
  kind: 'buckets',
  actions: [
    's3:GetEncryptionConfiguration',
    's3:GetBucketPolicy',
    's3:GetBucketPolicyStatus',
    's3:GetBucketPublicAccessBlock',
    's3:GetAccountPublicAccessBlock',
    's3:GetBucketVersioning',
    's3:GetLifecycleConfiguration',
    's3:GetBucketLogging',
    's3:GetBucketAcl',
  ],
  uses: NAMING.buckets,
  regional: false,
  async collect(reading) {
    const users = new Users()
    const named = new Map<string, Named>()
    for (const { by, names } of await namings(reading, NAMING.buckets)) {
      for (const { at, purpose } of names.storage ?? []) {
        const name = bucketName(at)
        if (name === undefined) continue
        const known = named.get(name) ?? { name, region: by.region, purposes: new Set() }
        named.set(name, known)
        known.purposes.add(purpose)
        users.add(name, by)
      }
    }
    if (named.size === 0) return []
    const accountBlock = reading.read(
      's3control',
      'GetPublicAccessBlock',
      { AccountId: reading.account },
      blockOf,
    )
    const found = await mapAll([...named.values()], (bucket) =>
      read(reading, bucket, users.of(bucket.name), accountBlock),
    )
    return found.filter((bucket) => bucket !== undefined)
  },
})

/** What a bucket says of itself; `undefined` where there is no such bucket. */
async function read(
  reading: Reading,
  named: Named,
  usedBy: readonly string[],
  accountBlock: Promise<Answer<PublicAccessBlock>>,
): Promise<Bucket | undefined> {
  const { name: Bucket, region, purposes } = named
  const arn = `arn:${reading.partition}:s3:::${Bucket}`
  const identity: Resource = reading.identity(Bucket, arn, undefined, region)
  const encryption = await reading.read('s3', 'GetBucketEncryption', { Bucket }, encryptionOf, region)
  if (encryption.outcome === 'gone' && encryption.code === 'NoSuchBucket') return undefined
  const [policy, status, block, versioning, lifecycle, logging, acl] = await Promise.all([
    reading.read('s3', 'GetBucketPolicy', { Bucket }, policyOf, region),
    reading.read('s3', 'GetBucketPolicyStatus', { Bucket }, publicOf, region),
    reading.read('s3', 'GetPublicAccessBlock', { Bucket }, blockOf, region),
    reading.read('s3', 'GetBucketVersioning', { Bucket }, (raw) => raw.Status ?? 'Off', region),
    reading.read('s3', 'GetBucketLifecycleConfiguration', { Bucket }, rulesOf, region),
    reading.read('s3', 'GetBucketLogging', { Bucket }, loggingOf, region),
    purposes.has('trail')
      ? reading.read('s3', 'GetBucketAcl', { Bucket }, grantsEverybody, region)
      : undefined,
  ])
  return {
    ...identity,
    usedBy,
    purposes: [...purposes],
    encryption: partOf(reading, encryption, identity, { value: null }),
    policy: partOf(reading, policy, identity, { value: null }),
    policyPublic: partOf(reading, status, identity, { value: false }),
    publicAccessBlock: partOf(reading, block, identity, { value: null }),
    accountPublicAccessBlock: partOf(reading, await accountBlock, identity, { value: null }),
    versioning: partOf<string>(reading, versioning, identity),
    lifecycle: partOf(reading, lifecycle, identity, { value: [] }),
    logging: partOf(reading, logging, identity),
    ...(acl && { aclPublic: partOf(reading, acl, identity) }),
  }
}

interface EncryptionRaw {
  readonly ServerSideEncryptionConfiguration?:
    | {
        readonly Rules:
          | ReadonlyArray<{
              readonly ApplyServerSideEncryptionByDefault?:
                | { readonly SSEAlgorithm: string | undefined; readonly KMSMasterKeyID?: string | undefined }
                | undefined
            }>
          | undefined
      }
    | undefined
}

function encryptionOf(raw: EncryptionRaw) {
  const rules = required(raw.ServerSideEncryptionConfiguration?.Rules, 'Rules')
  const rule = rules.find((one) => one.ApplyServerSideEncryptionByDefault)?.ApplyServerSideEncryptionByDefault
  if (!rule) return null
  return present({ algorithm: rule.SSEAlgorithm ?? 'AES256', kmsKeyId: rule.KMSMasterKeyID })
}

function policyOf(raw: { readonly Policy?: string | undefined }) {
  const policy = parsePolicy(required(raw.Policy, 'Policy'))
  if (!policy) throw new Nonsense('the bucket policy does not parse')
  return policy
}

function publicOf(raw: { readonly PolicyStatus?: { readonly IsPublic?: boolean | undefined } | undefined }) {
  return required(raw.PolicyStatus?.IsPublic, 'IsPublic')
}

/** The groups that mean everybody. Source: S3 User Guide, "Amazon S3 predefined groups". */
const EVERYBODY = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/

function grantsEverybody(raw: GetBucketAclCommandOutput): boolean {
  return required(raw.Grants, 'Grants').some(({ Grantee }) => EVERYBODY.test(Grantee?.URI ?? ''))
}

interface BlockRaw {
  readonly PublicAccessBlockConfiguration?:
    | {
        readonly BlockPublicAcls?: boolean | undefined
        readonly IgnorePublicAcls?: boolean | undefined
        readonly BlockPublicPolicy?: boolean | undefined
        readonly RestrictPublicBuckets?: boolean | undefined
      }
    | undefined
}

function blockOf(raw: BlockRaw): PublicAccessBlock {
  const block = required(raw.PublicAccessBlockConfiguration, 'PublicAccessBlockConfiguration')
  return {
    blockPublicAcls: block.BlockPublicAcls === true,
    ignorePublicAcls: block.IgnorePublicAcls === true,
    blockPublicPolicy: block.BlockPublicPolicy === true,
    restrictPublicBuckets: block.RestrictPublicBuckets === true,
  }
}

function rulesOf(raw: { readonly Rules?: readonly LifecycleRaw[] | undefined }): readonly LifecycleRule[] {
  return required(raw.Rules, 'Rules').map((rule) => {
    const { Days, Date: at } = rule.Expiration ?? {}
    const { NoncurrentDays } = rule.NoncurrentVersionExpiration ?? {}
    return present({
      enabled: rule.Status === 'Enabled',
      prefix: rule.Filter?.Prefix ?? rule.Filter?.And?.Prefix ?? rule.Prefix ?? '',
      expires: Days !== undefined || at !== undefined,
      expiresNoncurrent: NoncurrentDays !== undefined,
      expiresAfterDays: Days,
      transitions: (rule.Transitions ?? []).length > 0,
      narrowed: isNarrowed(rule),
    })
  })
}

/** Whether a rule looks at more than the prefix. */
function isNarrowed({ Filter: filter }: LifecycleRaw): boolean {
  const { Tags, ObjectSizeGreaterThan, ObjectSizeLessThan } = filter?.And ?? {}
  const conditions = [filter?.Tag, filter?.ObjectSizeGreaterThan, filter?.ObjectSizeLessThan]
  return [...conditions, Tags, ObjectSizeGreaterThan, ObjectSizeLessThan].some((one) => one !== undefined)
}

function loggingOf(raw: {
  readonly LoggingEnabled?: { readonly TargetBucket: string | undefined } | undefined
}) {
  const target = raw.LoggingEnabled?.TargetBucket
  return target === undefined ? null : { target }
}
