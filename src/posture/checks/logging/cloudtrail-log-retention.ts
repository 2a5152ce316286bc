import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import type { LifecycleRule } from '../../inventory/storage.ts'
import { known, Undecided } from '../../snapshot.ts'

export const cloudtrailLogRetention = defineCheck({
  id: 'cloudtrail-log-retention',
  title: 'Trail logs must be kept long enough',
  practice: 'logging',
  severity: 'medium',
  tier: 'core',
  controls: {},
  why: 'Intrusions are found months later. What has expired by then cannot be asked any more. Some rules want six years: the limit is a setting.',
  fix: {
    summary: 'Let the lifecycle rule of the bucket expire the logs later.',
    console:
      'S3 console › the bucket › Management › Lifecycle rules › the rule › Edit › Expire current versions.',
    cli: 'aws s3api put-bucket-lifecycle-configuration --bucket BUCKET --lifecycle-configuration file://RULES.json',
    effect: 'in-place',
  },
  of: 'buckets',
  evaluate: (bucket, see) => {
    if (!bucket.purposes.includes('trail')) return notApplicable('No trail writes to it.')
    const limit = see.baseline.trailRetentionDays
    const expiring = known(bucket.lifecycle).filter((rule) => rule.enabled && rule.expires)
    if (expiring.length === 0) return pass('No rule deletes its logs.')
    const days = (rule: LifecycleRule) => rule.expiresAfterDays ?? 0
    const early = expiring.filter((rule) => days(rule) < limit)
    const sure = early.find((rule) => rule.expiresAfterDays !== undefined && aboutLogs(rule))
    if (sure) return fail(`Its logs are deleted after ${days(sure)} days; at least ${limit} are required.`)
    if (early.length > 0)
      throw new Undecided(
        'A lifecycle rule deletes some objects early; whether logs are among them cannot be told.',
      )
    return pass(`Its logs are kept for ${Math.min(...expiring.map(days))} days.`)
  },
})

/** Whether a rule surely deletes log files, which lie below `AWSLogs/`, with or without a prefix before it. */
function aboutLogs({ prefix, narrowed }: LifecycleRule): boolean {
  return !narrowed && ('AWSLogs/'.startsWith(prefix) || /(?:^|\/)AWSLogs/.test(prefix))
}
