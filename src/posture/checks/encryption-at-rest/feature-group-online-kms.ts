import { defineCheck, notApplicable } from '../../check.ts'
import { keyVerdict } from '../../encryption/encryption-key.ts'

export const featureGroupOnlineKms = defineCheck({
  id: 'feature-group-online-kms',
  title: 'The online store of a feature group must use a customer-managed key',
  practice: 'encryption-at-rest',
  severity: 'medium',
  tier: 'core',
  controls: {
    fsbp: ['SageMaker.18'],
    nist80053r5: [
      'AU-9',
      'CA-9(1)',
      'CM-3(6)',
      'SC-7(10)',
      'SC-12(2)',
      'SC-13',
      'SC-28',
      'SC-28(1)',
      'SI-7(6)',
    ],
  },
  why: 'The online store answers live lookups from the newest features of every record. With a customer-managed key its use can be restricted, watched and stopped.',
  fix: {
    summary: 'Create the feature group again with a customer-managed key for its online store.',
    console: 'SageMaker Studio › Feature Store › Create feature group › Online store › Encryption key.',
    cli: 'aws sagemaker create-feature-group --feature-group-name NEW_NAME --record-identifier-feature-name ID --event-time-feature-name TIME --feature-definitions file://FEATURES.json --online-store-config EnableOnlineStore=true,SecurityConfig={KmsKeyId=CUSTOMER_KEY}',
    effect: 'recreate',
  },
  of: 'featureGroups',
  with: ['keys'],
  evaluate: ({ online }, see) => {
    if (!online) return notApplicable('The feature group has no online store.')
    if (online.storageType === 'InMemory') return notApplicable('In-memory online stores take no key.')
    return keyVerdict('online store key', online.kmsKeyId, see)
  },
})
