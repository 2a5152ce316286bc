import { defineCheck, notApplicable } from '../../check.ts'
import { keyVerdict } from '../../encryption/encryption-key.ts'

export const logGroupKms = defineCheck({
  id: 'log-group-kms',
  title: 'SageMaker log groups should be encrypted with a customer-managed key',
  practice: 'logging',
  severity: 'low',
  tier: 'extended',
  controls: {
    nist80053r5: ['AU-9(3)', 'CP-9(d)', 'SC-8(3)', 'SC-8(4)', 'SC-13(a)', 'SC-28(1)', 'SI-19(4)'],
    pciDss4: ['3.5.1', '8.3.2', '10.3.2', '10.3.3', '10.3.4', 'A1.2.1'],
    hipaa: ['§164.308(a)(1)(ii)(B)', '§164.308(a)(4)(ii)(A)', '§164.312(a)(2)(iv)', '§164.312(e)(2)(ii)'],
    soc2: ['CC6.1', 'CC6.2', 'CC7.3', 'PI1.4'],
    iso27001: ['A.8.11', 'A.8.15', 'A.8.16', 'A.8.24'],
    gdpr: ['Art. 32'],
    awsAi: ['AISF-INFRA-05'],
  },
  why: 'CloudWatch encrypts every log anyway. A key of your own adds a second lock, with a policy and a log of its own.',
  fix: {
    summary:
      'Associate a customer-managed key that CloudWatch Logs may use. It applies to what is written from then on.',
    console:
      'The console cannot do it; use the command. KMS › the key › Key policy must allow logs.REGION.amazonaws.com.',
    cli: 'aws logs associate-kms-key --log-group-name LOG_GROUP --kms-key-id KEY_ARN',
    effect: 'in-place',
  },
  of: 'logGroups',
  with: ['keys'],
  evaluate: ({ name, kmsKeyId }, see) =>
    name.startsWith('/aws/sagemaker/')
      ? keyVerdict('log group key', kmsKeyId, see)
      : notApplicable('It is no log group of SageMaker.'),
})
