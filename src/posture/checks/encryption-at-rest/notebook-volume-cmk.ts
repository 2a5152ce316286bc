import { defineCheck, notApplicable } from '../../check.ts'
import { keyVerdict } from '../../encryption/encryption-key.ts'

export const notebookVolumeCmk = defineCheck({
  id: 'notebook-volume-cmk',
  title: 'The volume key of a notebook instance should be customer-managed',
  practice: 'encryption-at-rest',
  severity: 'low',
  tier: 'core',
  controls: { fsbp: ['SageMaker.21'] },
  why: 'The policy of an AWS managed key cannot be edited, so that everybody in the account who may use the service may use the key. A customer-managed key can be restricted and switched off.',
  fix: {
    summary: 'Create the notebook instance again with a customer-managed key.',
    console:
      'SageMaker AI console › Notebook instances › Create notebook instance › Permissions and encryption › Encryption key: choose a key that you manage.',
    cli: 'aws sagemaker create-notebook-instance --notebook-instance-name NEW_NAME --instance-type TYPE --role-arn ROLE --kms-key-id CUSTOMER_KEY',
    effect: 'recreate',
  },
  of: 'notebooks',
  with: ['keys'],
  evaluate: (notebook, see) =>
    notebook.kmsKeyId
      ? keyVerdict('volume key', notebook.kmsKeyId, see)
      : notApplicable('No volume key is named; notebook-volume-kms-key judges that.'),
})
