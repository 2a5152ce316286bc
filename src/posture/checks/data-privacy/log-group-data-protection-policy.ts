import { defineCheck, fail, notApplicable, pass } from '../../check.ts'

/** Groups that hold what endpoints, jobs and Studio apps print. */
const PRINTED =
  /^\/aws\/sagemaker\/(?:Endpoints|InferenceComponents|TrainingJobs|ProcessingJobs|TransformJobs|studio)(?:\/|$)/

export const logGroupDataProtectionPolicy = defineCheck({
  id: 'log-group-data-protection-policy',
  title: 'Endpoint and job logs should have a PII masking policy',
  practice: 'data-privacy',
  severity: 'medium',
  tier: 'core',
  controls: {},
  why: 'Containers print what they are given when something goes wrong: names, addresses, card numbers. A data protection policy masks them for everybody who reads the log. It is charged by the gigabyte scanned.',
  fix: {
    summary: 'Put a data protection policy on the log group, or one on the whole account.',
    console:
      'CloudWatch › Log groups › the group › Data protection › Create policy › choose the identifiers.',
    cli: 'aws logs put-data-protection-policy --log-group-identifier LOG_GROUP --policy-document file://POLICY.json',
    effect: 'in-place',
  },
  of: 'logGroups',
  evaluate: ({ name, dataProtection, inheritsDataProtection }) => {
    if (!PRINTED.test(name)) return notApplicable('It holds no logs of endpoints, jobs or Studio apps.')
    if (dataProtection === 'ACTIVATED') return pass('A data protection policy is active.')
    if (inheritsDataProtection) return pass('The data protection policy of the account covers it.')
    return fail(
      dataProtection === undefined
        ? 'It has no data protection policy.'
        : `Its data protection policy is ${dataProtection.toLowerCase()}.`,
    )
  },
})
