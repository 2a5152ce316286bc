import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { known } from '../../snapshot.ts'

export const bucketLifecycleConfigured = defineCheck({
  id: 'bucket-lifecycle-configured',
  title: 'Buckets that SageMaker uses must have retention rules',
  practice: 'data-privacy',
  severity: 'low',
  tier: 'core',
  controls: {
    fsbp: ['S3.13'],
    pciDss4: ['3.2.1', '3.3.1.1', '3.3.1.3', '3.3.2', '3.3.3', '10.5.1'],
    soc2: ['C1.2'],
    iso27001: ['A.8.10'],
  },
  why: 'Training data, outputs and captures pile up for ever where nothing deletes or archives them, and so does what can leak.',
  fix: {
    summary: 'Add a lifecycle rule that expires or archives objects.',
    console: 'S3 console › the bucket › Management › Lifecycle rules › Create.',
    cli: 'aws s3api put-bucket-lifecycle-configuration --bucket BUCKET --lifecycle-configuration file://RULES.json',
    effect: 'in-place',
  },
  of: 'buckets',
  evaluate: (bucket) => {
    if (bucket.purposes.every((purpose) => purpose === 'trail'))
      return notApplicable('It keeps the logs of a trail, not data of SageMaker.')
    const rules = known(bucket.lifecycle)
    // A rule that only aborts unfinished uploads deletes nothing that anybody stored.
    const working = rules.filter((rule) => rule.enabled && (rule.expires || rule.transitions))
    if (working.length > 0) return pass(`Enabled rules that expire or archive objects: ${working.length}.`)
    return fail(
      rules.length === 0
        ? 'It has no lifecycle rule.'
        : 'No enabled lifecycle rule expires or archives objects.',
    )
  },
})
