import { describe, expect, it } from 'vitest'
import { cloudtrailLogRetention } from '../../../../src/posture/checks/logging/cloudtrail-log-retention.ts'
import type { Bucket, LifecycleRule } from '../../../../src/posture/inventory/storage.ts'
import { aGap, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aBucket } from '../../../support/samples.ts'

const expiring = (expiresAfterDays: number, fields: Partial<LifecycleRule> = {}): LifecycleRule => ({
  enabled: true,
  prefix: '',
  expires: true,
  expiresNoncurrent: false,
  expiresAfterDays,
  ...fields,
})
const judged = (fields: Partial<Bucket>, trailRetentionDays = 365) =>
  verdicts(cloudtrailLogRetention, snapshotOf({ buckets: [aBucket({ purposes: ['trail'], ...fields })] }), {
    trailRetentionDays,
  })
const byDate: LifecycleRule = { enabled: true, prefix: '', expires: true, expiresNoncurrent: false }
const EARLY = 'fail: Its logs are deleted after 30 days; at least 365 are required.'
const UNSURE =
  'unknown: A lifecycle rule deletes some objects early; whether logs are among them cannot be told.'

describe('cloudtrail-log-retention', () => {
  it.each<[string, readonly LifecycleRule[], string]>([
    ['that expire late enough', [expiring(400), expiring(2555)], 'pass: Its logs are kept for 400 days.'],
    ['that never expire', [], 'pass: No rule deletes its logs.'],
    ['with a rule that is off', [expiring(30, { enabled: false })], 'pass: No rule deletes its logs.'],
    [
      'with a rule that only moves them',
      [expiring(30, { expires: false, transitions: true })],
      'pass: No rule deletes its logs.',
    ],
    ['that expire early', [expiring(400), expiring(30)], EARLY],
    ['that expire early by their folder', [expiring(30, { prefix: 'company/AWSLogs/' })], EARLY],
    ['beside something else that expires', [expiring(30, { prefix: 'tmp/' })], UNSURE],
    ['of which tagged ones expire', [expiring(30, { narrowed: true })], UNSURE],
    ['that expire at a date', [byDate], UNSURE],
  ])('logs %s', (_what, rules, expected) => {
    expect(judged({ lifecycle: seen(rules) })).toEqual([`ml-output ${expected}`])
  })

  it('has the limit of the baseline', () => {
    expect(judged({ lifecycle: seen([expiring(400)]) }, 2190)).toEqual([
      'ml-output fail: Its logs are deleted after 400 days; at least 2190 are required.',
    ])
  })

  it('is unknown where the rules are hidden, and leaves other buckets alone', () => {
    expect(judged({ lifecycle: { gap: aGap({ kind: 'buckets' }) } })).toEqual([
      expect.stringContaining('unknown'),
    ])
    expect(judged({ purposes: ['data'] })).toEqual(['ml-output not-applicable: No trail writes to it.'])
  })
})
