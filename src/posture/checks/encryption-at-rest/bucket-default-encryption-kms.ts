import { defineCheck } from '../../check.ts'
import { bucketKeyVerdict } from '../../encryption/encryption-key.ts'

export const bucketDefaultEncryptionKms = defineCheck({
  id: 'bucket-default-encryption-kms',
  title: 'Buckets that SageMaker uses should encrypt by default with a customer-managed key',
  practice: 'encryption-at-rest',
  severity: 'medium',
  tier: 'core',
  controls: {
    fsbp: ['S3.17'],
    nist80053r5: [
      'AU-9(3)',
      'CM-6(a)',
      'CM-9(b)',
      'CP-9(8)',
      'CP-9(d)',
      'PM-11(b)',
      'SC-8(3)',
      'SC-8(4)',
      'SC-13(a)',
      'SC-16(1)',
      'SC-28(1)',
      'SI-19(4)',
    ],
    pciDss4: ['3.5.1', '8.3.2'],
    hipaa: [
      '§164.308(a)(1)(ii)(B)',
      '§164.308(a)(4)(ii)(A)',
      '§164.312(a)(2)(iv)',
      '§164.312(c)(1)',
      '§164.312(c)(2)',
      '§164.312(e)(2)(ii)',
      '§164.314(b)(1)',
      '§164.314(b)(2)',
      '§164.314(b)(2)(i)',
      '§164.314(b)(2)(ii)',
      '§164.314(b)(2)(iii)',
      '§164.314(b)(2)(iv)',
    ],
    soc2: ['CC6.1', 'CC6.2', 'PI1.4'],
    iso27001: ['A.8.11', 'A.8.24'],
    gdpr: ['Art. 32'],
    awsAi: ['AISF-DATA-04', 'AISF-INFRA-05'],
  },
  why: 'Every object is encrypted, but with S3-managed keys whoever may read the bucket may read the data. A customer-managed key is a second lock, with a policy and a log of its own.',
  fix: {
    summary:
      'Make a customer-managed key the default of the bucket. Objects that are already there keep their encryption until they are copied.',
    console:
      'S3 console › the bucket › Properties › Default encryption › Edit › SSE-KMS › choose a key that you manage.',
    cli: 'aws s3api put-bucket-encryption --bucket BUCKET --server-side-encryption-configuration \'{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"CUSTOMER_KEY"},"BucketKeyEnabled":true}]}\'',
    effect: 'in-place',
  },
  of: 'buckets',
  with: ['keys'],
  evaluate: bucketKeyVerdict,
})
