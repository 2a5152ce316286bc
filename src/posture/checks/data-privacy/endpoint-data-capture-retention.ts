import { bucketOf } from '../../../base/arn.ts'
import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import type { LifecycleRule } from '../../inventory/storage.ts'
import { known, Undecided } from '../../snapshot.ts'
import { captureOf } from '../../workloads/data-capture.ts'

export const endpointDataCaptureRetention = defineCheck({
  id: 'endpoint-data-capture-retention',
  title: 'Captured payloads must expire',
  practice: 'data-privacy',
  severity: 'medium',
  tier: 'core',
  controls: {},
  why: 'Captured requests are personal data in many cases. What is never deleted is found by the next intruder, and by the next request for erasure.',
  fix: {
    summary:
      'Add a lifecycle rule that expires the prefix, and its noncurrent versions where the bucket is versioned.',
    console:
      'S3 console › the bucket › Management › Lifecycle rules › Create: limit it to the prefix, expire current versions, permanently delete noncurrent ones.',
    cli: 'aws s3api put-bucket-lifecycle-configuration --bucket BUCKET --lifecycle-configuration \'{"Rules":[{"ID":"capture","Status":"Enabled","Filter":{"Prefix":"PREFIX"},"Expiration":{"Days":90},"NoncurrentVersionExpiration":{"NoncurrentDays":30}}]}\'',
    effect: 'in-place',
  },
  of: 'endpoints',
  with: ['endpointConfigs', 'buckets'],
  evaluate: (endpoint, see) => {
    const capture = captureOf(endpoint, see)
    if (capture === undefined) return notApplicable('Data capture is off.')
    const uri = capture.destinationS3Uri
    const name = bucketOf(uri)
    if (uri === undefined || name === undefined)
      throw new Undecided('AWS does not say where the capture is written.')
    const bucket = see.buckets.find((one) => one.name === name, name)
    if (bucket === undefined) return notApplicable(`The bucket ${name} does not exist.`)
    const prefix = prefixOf(uri, endpoint.name)
    const rules = known(bucket.lifecycle).filter((rule) => coversAll(rule, prefix))
    if (!rules.some((rule) => rule.expires))
      return fail(`No enabled rule of ${name} expires everything below /${prefix}.`)
    if (known(bucket.versioning) !== 'Off' && !rules.some((rule) => rule.expiresNoncurrent))
      return fail(`Old versions below /${prefix} in ${name} never expire.`)
    return pass(`Everything below /${prefix} in ${name} expires.`)
  },
})

/** Where an endpoint's captures lie. Source: SageMaker Developer Guide, "Capture data from real-time endpoint". */
function prefixOf(uri: string, endpoint: string): string {
  const prefix = uri.replace(/^[^:]*:\/\/[^/]*\/?/, '').replace(/\/$/, '')
  return prefix === '' ? `${endpoint}/` : `${prefix}/${endpoint}/`
}

/** Whether a rule is on and covers all of a prefix: tags or sizes that narrow it leave something out. */
function coversAll(rule: LifecycleRule, prefix: string): boolean {
  return rule.enabled && !rule.narrowed && prefix.startsWith(rule.prefix)
}
