import { defineCheck, fail, notApplicable, pass } from '../../check.ts'

export const logGroupRetention = defineCheck({
  id: 'log-group-retention',
  title: 'SageMaker log groups must have a retention period that is long enough',
  practice: 'logging',
  severity: 'low',
  tier: 'core',
  controls: {
    fsbp: ['CloudWatch.16'],
    nist80053r5: [
      'AC-16(b)',
      'AU-6(3)',
      'AU-6(4)',
      'AU-6(6)',
      'AU-6(9)',
      'AU-10',
      'AU-11',
      'AU-11(1)',
      'AU-12(1)',
      'AU-12(2)',
      'AU-12(3)',
      'AU-14(a)',
      'AU-14(b)',
      'CA-7(b)',
      'PM-14(a)(1)',
      'PM-14(b)',
      'PM-21(b)',
      'PM-31',
      'SC-28(2)',
      'SI-4(17)',
      'SI-12',
    ],
    pciDss4: ['3.2.1', '3.3.1.1', '3.3.1.3', '3.3.2', '3.3.3', '5.3.4', '10.5.1'],
    hipaa: ['§164.312(b)'],
    soc2: ['C1.2', 'CC7.2', 'CC7.3'],
    iso27001: ['A.8.15', 'A.8.16'],
  },
  why: 'Without a period logs are kept for ever, with whatever containers printed into them. With one that is too short they are gone when somebody asks.',
  fix: {
    summary: 'Set a retention period of at least the required days.',
    console: 'CloudWatch › Log groups › the group › Actions › Edit retention setting.',
    cli: 'aws logs put-retention-policy --log-group-name LOG_GROUP --retention-in-days DAYS',
    effect: 'in-place',
  },
  of: 'logGroups',
  evaluate: ({ name, retentionDays }, see) => {
    if (!name.startsWith('/aws/sagemaker/')) return notApplicable('It is no log group of SageMaker.')
    const limit = see.baseline.logRetentionDays
    if (retentionDays === undefined) return fail('Its logs are kept for ever.')
    return retentionDays < limit
      ? fail(`Its logs are kept for ${retentionDays} days; at least ${limit} are required.`)
      : pass(`Its logs are kept for ${retentionDays} days.`)
  },
})
