import { defineCheck, notApplicable } from '../../check.ts'
import { outputVerdict } from '../../encryption/encryption-key.ts'

export const featureGroupOfflineKms = defineCheck({
  id: 'feature-group-offline-kms',
  title: 'The offline store of a feature group must use a customer-managed key',
  practice: 'encryption-at-rest',
  severity: 'medium',
  tier: 'core',
  controls: { fsbp: ['SageMaker.17'] },
  why: 'The offline store keeps the whole history of features, usually derived from personal data. Without a customer-managed key everybody who may read the bucket may read it.',
  fix: {
    summary:
      'Create the feature group again with a key for its S3 storage, or make a customer-managed key the default of the bucket.',
    console: 'SageMaker Studio › Feature Store › Create feature group › Offline store › Encryption key.',
    cli: 'aws sagemaker create-feature-group --feature-group-name NEW_NAME --record-identifier-feature-name ID --event-time-feature-name TIME --feature-definitions file://FEATURES.json --offline-store-config S3StorageConfig={S3Uri=URI,KmsKeyId=CUSTOMER_KEY} --role-arn ROLE',
    effect: 'recreate',
  },
  of: 'featureGroups',
  with: ['buckets', 'keys'],
  evaluate: ({ offline }, see) =>
    offline
      ? outputVerdict({ what: 'offline store key', kmsKeyId: offline.kmsKeyId, uris: [offline.s3Uri] }, see)
      : notApplicable('The feature group has no offline store.'),
})
