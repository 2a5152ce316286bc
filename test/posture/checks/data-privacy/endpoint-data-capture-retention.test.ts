import { describe, expect, it } from 'vitest'
import { endpointDataCaptureRetention } from '../../../../src/posture/checks/data-privacy/endpoint-data-capture-retention.ts'
import type { Bucket, LifecycleRule } from '../../../../src/posture/inventory/storage.ts'
import { a, aGap, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aBucket, aConfig } from '../../../support/samples.ts'

const rule = (fields: Partial<LifecycleRule> = {}): LifecycleRule => ({
  enabled: true,
  prefix: '',
  expires: true,
  expiresNoncurrent: false,
  ...fields,
})

function judged(bucket: Partial<Bucket>, destinationS3Uri = 's3://ml-output/capture'): string {
  const world = snapshotOf({
    endpoints: [a('endpoints', { name: 'live', status: 'InService', configName: 'config' })],
    endpointConfigs: [aConfig({ dataCapture: { enabled: true, destinationS3Uri } })],
    buckets: [aBucket({ lifecycle: seen([]), ...bucket })],
  })
  return verdicts(endpointDataCaptureRetention, world).join()
}

const COVERED = 'live pass: Everything below /capture/live/ in ml-output expires.'
const UNCOVERED = 'live fail: No enabled rule of ml-output expires everything below /capture/live/.'

describe('endpoint-data-capture-retention', () => {
  it.each<[string, readonly LifecycleRule[], string]>([
    ['of the whole bucket', [rule()], COVERED],
    ['of the prefix', [rule({ prefix: 'capture' })], COVERED],
    ['of the folder', [rule({ prefix: 'capture/' })], COVERED],
    ['of the folder of this endpoint', [rule({ prefix: 'capture/live/' })], COVERED],
    ['of another prefix', [rule({ prefix: 'models/' })], UNCOVERED],
    ['of a part of the folder', [rule({ prefix: 'capture/live/blue/' })], UNCOVERED],
    ['that is off', [rule({ enabled: false })], UNCOVERED],
    ['that only aborts uploads', [rule({ expires: false })], UNCOVERED],
    ['for tagged or small objects alone', [rule({ narrowed: true })], UNCOVERED],
    ['that is missing', [], UNCOVERED],
  ])('a rule %s', (_what, rules, expected) => {
    expect(judged({ lifecycle: seen(rules) })).toBe(expected)
  })

  it.each(['Enabled', 'Suspended'])(
    'asks for an end of old versions where versioning is %s',
    (versioning) => {
      const lifecycle = seen([rule()])
      expect(judged({ versioning: seen(versioning), lifecycle })).toBe(
        'live fail: Old versions below /capture/live/ in ml-output never expire.',
      )
      const both = seen([rule(), rule({ expires: false, expiresNoncurrent: true })])
      expect(judged({ versioning: seen(versioning), lifecycle: both })).toBe(COVERED)
    },
  )

  it('knows a destination at the root of the bucket', () => {
    expect(judged({ lifecycle: seen([rule({ prefix: 'live/' })]) }, 's3://ml-output')).toContain('live pass')
  })

  it('does not apply to a bucket that does not exist', () => {
    expect(judged({}, 's3://gone/capture')).toBe('live not-applicable: The bucket gone does not exist.')
  })

  it('does not apply where capture is off', () => {
    const world = snapshotOf({ endpoints: [a('endpoints', { name: 'live', status: 'InService' })] })
    expect(verdicts(endpointDataCaptureRetention, world)).toEqual([
      'live not-applicable: Data capture is off.',
    ])
  })

  it('is unknown where the rules are hidden', () => {
    expect(judged({ lifecycle: { gap: aGap({ kind: 'buckets' }) } })).toContain('live unknown')
  })

  it('fails for a missing rule even where versioning is hidden', () => {
    expect(judged({ versioning: { gap: aGap({ kind: 'buckets' }) } })).toBe(UNCOVERED)
  })
})
