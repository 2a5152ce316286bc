import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { known } from '../../snapshot.ts'

export const bucketVersioningEnabled = defineCheck({
  id: 'bucket-versioning-enabled',
  title: 'Training data and model buckets should be versioned',
  practice: 'data-privacy',
  severity: 'low',
  tier: 'extended',
  controls: {
    fsbp: ['S3.14'],
    nist80053r5: [
      'AU-9(2)',
      'CP-1(2)',
      'CP-2(5)',
      'CP-6(1)',
      'CP-6(2)',
      'CP-6(a)',
      'CP-9(a)',
      'CP-9(b)',
      'CP-9(c)',
      'CP-10',
      'CP-10(2)',
      'PM-11(b)',
      'PM-17(b)',
      'SC-5(2)',
      'SC-16(1)',
      'SI-1(a)(2)',
      'SI-1(c)(2)',
      'SI-13(5)',
    ],
    pciDss4: ['10.3.4'],
    hipaa: [
      '§164.308(a)(1)(ii)(B)',
      '§164.308(a)(7)(i)',
      '§164.308(a)(7)(ii)(A)',
      '§164.308(a)(7)(ii)(B)',
      '§164.308(a)(7)(ii)(C)',
      '§164.310(d)(2)(iv)',
      '§164.312(a)(2)(ii)',
      '§164.312(c)(1)',
      '§164.312(c)(2)',
    ],
    soc2: ['A1.1', 'A1.2', 'C1.2', 'CC7.4', 'PI1.5'],
    iso27001: ['A.8.3', 'A.8.10'],
    awsAi: ['AISF-DATA-04'],
  },
  why: 'Without versions a poisoned model or data set replaces the good one without a trace. Old versions need an expiry of their own, or they defeat requests for erasure.',
  fix: {
    summary: 'Switch versioning on, and let noncurrent versions expire.',
    console: 'S3 console › the bucket › Properties › Bucket versioning › Edit › Enable.',
    cli: 'aws s3api put-bucket-versioning --bucket BUCKET --versioning-configuration Status=Enabled',
    effect: 'in-place',
  },
  of: 'buckets',
  evaluate: (bucket) => {
    if (!bucket.purposes.some((purpose) => purpose === 'model' || purpose === 'data'))
      return notApplicable('It holds neither training data nor models.')
    const versioning = known(bucket.versioning)
    return versioning === 'Enabled'
      ? pass('Versioning is enabled.')
      : fail(`Versioning is ${versioning.toLowerCase()}.`)
  },
})
