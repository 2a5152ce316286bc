import { bucketOf } from '../../base/arn.ts'
import { DESCRIBE_ACTIONS, described } from './described.ts'
import { answered, type Look, type LookSpec, notSo, so, unless } from './look.ts'

export const onlineStoreEncrypted: LookSpec = {
  actions: DESCRIBE_ACTIONS.featureGroups,
  look: async (look, about) => {
    const { OnlineStoreConfig: store } = await described(look, 'featureGroups', about)
    if (!store || store.EnableOnlineStore === false) return so('The group has no online store.')
    const key = store.SecurityConfig?.KmsKeyId
    return key === undefined
      ? notSo('The online store has no key of its own.')
      : so('The online store has a key.')
  },
}

export const mlflowBucketOwnerChecked: LookSpec = {
  actions: [...DESCRIBE_ACTIONS.mlflowServers, 's3:GetEncryptionConfiguration'],
  look: async (look, about) => {
    const server = await described(look, 'mlflowServers', about)
    const bucket = bucketOf(server.ArtifactStoreUri)
    if (bucket === undefined) return notSo('The server names no bucket.')
    // The service checks the owner unless it was told not to.
    const unchecked = server.S3BucketOwnerVerification === false
    const problem = await unencrypted(look, bucket)
    return unless(
      [...(unchecked ? [`The owner of bucket ${bucket} is not checked.`] : []), ...problem],
      `Bucket ${bucket} is encrypted with a key, and its owner is checked.`,
    )
  },
}

/** S3 encrypts everything; what is asked for is a key that S3 does not hand to everybody who may read. */
async function unencrypted({ reading }: Look, bucket: string): Promise<readonly string[]> {
  const answer = await reading.read('s3', 'GetBucketEncryption', { Bucket: bucket }, (raw) =>
    (raw.ServerSideEncryptionConfiguration?.Rules ?? []).map(
      (rule) => rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm,
    ),
  )
  const words = [`Bucket ${bucket} is not encrypted with a KMS key.`]
  if (answer.outcome === 'gone' && answer.code !== 'NoSuchBucket') return words
  return answered(answer).some((algorithm) => algorithm?.startsWith('aws:kms')) ? [] : words
}
