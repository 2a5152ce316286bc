import { defineCheck, verdictOf } from '../../check.ts'
import { known } from '../../snapshot.ts'

export const cloudtrailDeliveryHealthy = defineCheck({
  id: 'cloudtrail-delivery-healthy',
  title: 'Trail delivery must have no error',
  practice: 'logging',
  severity: 'high',
  tier: 'core',
  controls: {},
  why: 'A trail that is "logging" and cannot write to its bucket records nothing. The switch stays green; only the delivery error tells.',
  fix: {
    summary: 'Let CloudTrail write to the bucket and use the key again.',
    console:
      'CloudTrail › Trails › the trail › General details › the error; then S3 › the bucket › Permissions › Bucket policy, or KMS › the key › Key policy.',
    cli: 'aws cloudtrail get-trail-status --name TRAIL\naws s3api put-bucket-policy --bucket BUCKET --policy file://POLICY.json',
    effect: 'in-place',
  },
  of: 'trails',
  evaluate: (trail) => {
    const { deliveryError, digestError } = known(trail.status)
    const problems = [
      ...(deliveryError === undefined ? [] : [`Its log files are not delivered: ${deliveryError}`]),
      ...(digestError === undefined ? [] : [`Its digests are not delivered: ${digestError}`]),
    ]
    return verdictOf(problems, 'Its last deliveries ended without an error.')
  },
})
