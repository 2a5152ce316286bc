import { defineCheck } from '../../check.ts'
import { keyVerdict } from '../../encryption/encryption-key.ts'

export const notebookVolumeKmsKey = defineCheck({
  id: 'notebook-volume-kms-key',
  title: 'Notebook instance volumes must name a usable KMS key',
  practice: 'encryption-at-rest',
  severity: 'medium',
  tier: 'core',
  controls: {
    fsbp: ['SageMaker.21'],
    nist80053r5: ['AU-9(3)', 'CP-9(d)', 'SC-8(3)', 'SC-8(4)', 'SC-13(a)', 'SC-28', 'SC-28(1)', 'SI-19(4)'],
    pciDss4: ['3.5.1', '8.3.2'],
    hipaa: [
      '§164.308(a)(1)(ii)(B)',
      '§164.308(a)(4)(ii)(A)',
      '§164.312(a)(2)(iv)',
      '§164.312(e)(2)(ii)',
      '§164.314(b)(1)',
      '§164.314(b)(2)',
      '§164.314(b)(2)(i)',
      '§164.314(b)(2)(ii)',
      '§164.314(b)(2)(iii)',
      '§164.314(b)(2)(iv)',
    ],
    soc2: ['CC6.1', 'CC6.2', 'CC6.7'],
    iso27001: ['A.8.11', 'A.8.24'],
    gdpr: ['Art. 32'],
    awsAi: ['AISF-INFRA-05', 'AISF-ML-02'],
  },
  why: 'A notebook volume holds data sets, code and often credentials. Without a key of its own it is encrypted with one that belongs to the service: nobody here can restrict it, watch it or withdraw it.',
  fix: {
    summary:
      'Create the notebook instance again with a KMS key; the key of an existing one cannot be changed.',
    console:
      'SageMaker AI console › Notebook instances › Create notebook instance › Permissions and encryption › Encryption key.',
    cli: 'aws sagemaker create-notebook-instance --notebook-instance-name NEW_NAME --instance-type TYPE --role-arn ROLE --kms-key-id KEY',
    effect: 'recreate',
  },
  of: 'notebooks',
  with: ['keys'],
  evaluate: (notebook, see) => keyVerdict('volume key', notebook.kmsKeyId, see, 'any'),
})
