import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { known } from '../../snapshot.ts'

export const cloudtrailBucketAccessLogging = defineCheck({
  id: 'cloudtrail-bucket-access-logging',
  title: 'The bucket of a trail must log access',
  practice: 'logging',
  severity: 'low',
  tier: 'core',
  controls: {
    fsbp: ['CloudTrail.7'],
    cisAws5: ['3.4'],
    cisAws7: ['4.4'],
    soc2: ['A1.1'],
    iso27001: ['A.8.15', 'A.8.16'],
    gdpr: ['Art. 25'],
    awsAi: ['AISF-DETECT-01'],
  },
  why: 'Whoever reads or deletes the log should leave a trace somewhere else.',
  fix: {
    summary: 'Switch server access logging on, into another bucket.',
    console: 'S3 console › the bucket › Properties › Server access logging › Edit › Enable.',
    cli: 'aws s3api put-bucket-logging --bucket BUCKET --bucket-logging-status \'{"LoggingEnabled":{"TargetBucket":"TARGET_BUCKET","TargetPrefix":"trail/"}}\'',
    effect: 'in-place',
  },
  of: 'buckets',
  evaluate: (bucket) => {
    if (!bucket.purposes.includes('trail')) return notApplicable('No trail writes to it.')
    const logging = known(bucket.logging)
    return logging === null ? fail('It logs no access.') : pass(`Access is logged to ${logging.target}.`)
  },
})
