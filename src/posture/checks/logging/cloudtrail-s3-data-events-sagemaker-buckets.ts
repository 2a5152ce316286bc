import { recordsData } from '../../alarms/data-events.ts'
import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { failing } from '../../verdicts/doubt.ts'

const WORDS = { ReadOnly: 'reads', WriteOnly: 'writes' } as const

export const cloudtrailS3DataEventsSagemakerBuckets = defineCheck({
  id: 'cloudtrail-s3-data-events-sagemaker-buckets',
  title: 'Object reads and writes in buckets that SageMaker uses must be recorded',
  practice: 'logging',
  severity: 'medium',
  tier: 'core',
  controls: {
    cisAws5: ['3.8', '3.9'],
    cisAws7: ['4.8', '4.9'],
    nist80053r5: [
      'AC-2(4)',
      'AC-3(1)',
      'AC-3(10)',
      'AC-4(26)',
      'AC-6(9)',
      'AU-2(b)',
      'AU-3(a)',
      'AU-3(b)',
      'AU-3(c)',
      'AU-3(d)',
      'AU-3(e)',
      'AU-3(f)',
      'AU-6(3)',
      'AU-6(4)',
      'AU-6(6)',
      'AU-6(9)',
      'AU-8(b)',
      'AU-10',
      'AU-12(1)',
      'AU-12(2)',
      'AU-12(3)',
      'AU-12(4)',
      'AU-12(a)',
      'AU-12(c)',
      'AU-14(3)',
      'AU-14(a)',
      'AU-14(b)',
      'CA-7(b)',
      'CM-5(1)(b)',
      'CM-6(a)',
      'CM-9(b)',
      'IA-3(3)(b)',
      'MA-4(1)(a)',
      'PM-14(a)(1)',
      'PM-14(b)',
      'PM-31',
      'SC-7(9)(b)',
      'SI-1(1)(c)',
      'SI-3(8)(b)',
      'SI-4(2)',
      'SI-4(17)',
      'SI-4(20)',
      'SI-7(8)',
      'SI-10(1)(c)',
    ],
    pciDss4: [
      '5.3.4',
      '10.2.1',
      '10.2.1.1',
      '10.2.1.2',
      '10.2.1.3',
      '10.2.1.4',
      '10.2.1.5',
      '10.2.1.6',
      '10.2.1.7',
      '10.2.2',
      '10.3.1',
      '10.6.3',
      'A1.2.1',
    ],
    hipaa: [
      '§164.308(a)(1)(ii)(D)',
      '§164.308(a)(3)(ii)(A)',
      '§164.308(a)(6)(ii)',
      '§164.312(a)(2)(i)',
      '§164.312(b)',
      '§164.312(e)(2)(i)',
    ],
    soc2: ['CC2.1', 'CC7.2', 'PI1.2'],
    iso27001: ['A.8.15', 'A.8.16'],
    gdpr: ['Art. 30'],
  },
  why: 'Stolen training data and poisoned models are object reads and writes. Without data events the bucket keeps no memory of them. Limiting them to these buckets keeps the bill small.',
  fix: {
    summary: 'Record the data events of the bucket, reads and writes.',
    console:
      'CloudTrail › Trails › the trail › Data events › Edit › S3 › Custom › resources.ARN starts with arn:aws:s3:::BUCKET/.',
    cli: 'aws cloudtrail put-event-selectors --trail-name TRAIL --advanced-event-selectors file://SELECTORS.json   # with resources.type AWS::S3::Object and resources.ARN StartsWith arn:aws:s3:::BUCKET/',
    effect: 'in-place',
  },
  of: 'buckets',
  with: ['trails'],
  evaluate: ({ arn, region, purposes }, see) => {
    if (purposes.every((purpose) => purpose === 'trail'))
      return notApplicable('It keeps the logs of a trail, not data of SageMaker.')
    const missing = failing(['ReadOnly', 'WriteOnly'] as const, (access) =>
      recordsData({ type: 'AWS::S3::Object', arn: `${arn}/`, region, access }, see),
    )
    return missing.length === 0
      ? pass('Reads and writes of all its objects are recorded.')
      : fail(`No trail records all ${missing.map((access) => WORDS[access]).join(' and ')} of its objects.`)
  },
})
