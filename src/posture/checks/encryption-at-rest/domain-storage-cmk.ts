import { defineCheck } from '../../check.ts'
import { keyVerdict } from '../../encryption/encryption-key.ts'

export const domainStorageCmk = defineCheck({
  id: 'domain-storage-cmk',
  title: 'Studio domains must encrypt their EFS and EBS storage with a customer-managed key',
  practice: 'encryption-at-rest',
  severity: 'medium',
  tier: 'core',
  controls: {},
  why: 'The home directories of every Studio user and the volumes of their apps hang on this one key. With a customer-managed key its use can be restricted, watched and stopped.',
  fix: {
    summary:
      'Create a new domain with a customer-managed key and move the users there; the key cannot be changed. Copy the EFS home directories first: they do not outlive the domain.',
    console:
      'SageMaker AI console › Domains › Create domain › Set up for organizations › Storage › Encryption key. Move the home directories before anything is removed.',
    cli: 'aws sagemaker create-domain --domain-name NEW_NAME --auth-mode MODE --vpc-id VPC --subnet-ids SUBNET --default-user-settings ExecutionRole=ROLE --app-network-access-type VpcOnly --kms-key-id CUSTOMER_KEY',
    effect: 'recreate',
  },
  of: 'domains',
  with: ['keys'],
  evaluate: (domain, see) => keyVerdict('storage key', domain.kmsKeyId, see),
})
