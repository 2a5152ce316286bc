import { describe, expect, it } from 'vitest'
import { cloudtrailS3DataEventsSagemakerBuckets } from '../../../../src/posture/checks/logging/cloudtrail-s3-data-events-sagemaker-buckets.ts'
import type { EventSelector } from '../../../../src/posture/inventory/watch.ts'
import { aSelector, aTrail } from '../../../support/heard.ts'
import { aGap, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aBucket } from '../../../support/samples.ts'

type Data = EventSelector['data'][number]
const data = (fields: Partial<Data> = {}): Data => ({
  type: 'AWS::S3::Object',
  arns: [],
  readWrite: 'All',
  ...fields,
})
const bucket = aBucket({ arn: 'arn:aws:s3:::ml-output' })
const recording = (...all: readonly Data[]) => aTrail({ selectors: seen([aSelector({ data: all })]) })
const judged = (trail: ReturnType<typeof aTrail>) =>
  verdicts(cloudtrailS3DataEventsSagemakerBuckets, snapshotOf({ buckets: [bucket], trails: [trail] }))
const PASS = 'ml-output pass: Reads and writes of all its objects are recorded.'
const NONE = 'ml-output fail: No trail records all reads and writes of its objects.'

describe('cloudtrail-s3-data-events-sagemaker-buckets', () => {
  it.each<[string, readonly Data[], string]>([
    ['all buckets', [data()], PASS],
    ['this bucket', [data({ arns: ['arn:aws:s3:::ml-output/'] })], PASS],
    ['buckets that begin alike', [data({ arns: ['arn:aws:s3:::ml-'] })], PASS],
    ['another bucket', [data({ arns: ['arn:aws:s3:::ml-output-2/'] })], NONE],
    ['one folder of it', [data({ arns: ['arn:aws:s3:::ml-output/models/'] })], NONE],
    ['no objects', [], NONE],
    ['functions', [data({ type: 'AWS::Lambda::Function' })], NONE],
    [
      'its writes',
      [data({ readWrite: 'WriteOnly' })],
      'ml-output fail: No trail records all reads of its objects.',
    ],
    [
      'its reads',
      [data({ readWrite: 'ReadOnly' })],
      'ml-output fail: No trail records all writes of its objects.',
    ],
    ['reads and writes apart', [data({ readWrite: 'ReadOnly' }), data({ readWrite: 'WriteOnly' })], PASS],
  ])('a trail of %s', (_what, all, expected) => {
    expect(judged(recording(...all))).toEqual([expected])
  })

  it('leaves the bucket of a trail alone', () => {
    const buckets = [aBucket({ purposes: ['trail'] })]
    expect(verdicts(cloudtrailS3DataEventsSagemakerBuckets, snapshotOf({ buckets, trails: [] }))).toEqual([
      'ml-output not-applicable: It keeps the logs of a trail, not data of SageMaker.',
    ])
  })

  it('is unknown where selectors are hidden, unless another trail records all', () => {
    const hidden = aTrail({ name: 'organisation', selectors: { gap: aGap({ kind: 'trails' }) } })
    expect(judged(hidden)).toEqual([expect.stringContaining('unknown')])
    const both = snapshotOf({ buckets: [bucket], trails: [hidden, recording(data())] })
    expect(verdicts(cloudtrailS3DataEventsSagemakerBuckets, both)).toEqual([PASS])
  })
})
