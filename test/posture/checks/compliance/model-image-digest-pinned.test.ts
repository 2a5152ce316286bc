import { describe, expect, it } from 'vitest'
import { modelImageDigestPinned } from '../../../../src/posture/checks/compliance/model-image-digest-pinned.ts'
import { ACCOUNT, a, aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aConfig, aModel } from '../../../support/samples.ts'

const TAGGED = `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/train:1`
const PINNED = `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/train@sha256:${'0a'.repeat(32)}`
const AWS = '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.6'
const LIVE = [a('endpoints', { name: 'live', status: 'InService', configName: 'config' })]

const world = (images: readonly string[], endpoints = LIVE) => ({
  models: [aModel({ containers: images.map((image) => ({ name: 'main', image, secrets: [] })) })],
  endpointConfigs: [aConfig()],
  endpoints,
})

describe('model-image-digest-pinned', () => {
  it.each<[string, ReturnType<typeof world>, string]>([
    ['a digest', world([PINNED]), 'pass: Every image of its own is pinned by digest.'],
    [
      'a tag behind a live endpoint',
      world([PINNED, TAGGED]),
      'fail: A live endpoint runs train:1, which is named by a tag.',
    ],
    ['a tag that nobody runs', world([TAGGED], []), 'not-applicable: No live endpoint runs it.'],
    [
      'an image of AWS',
      world([AWS]),
      'not-applicable: All its images are those of AWS or of a model package.',
    ],
  ])('%s', (_what, items, expected) => {
    expect(verdicts(modelImageDigestPinned, snapshotOf(items))).toEqual([`churn ${expected}`])
  })

  it('is unknown where endpoints are hidden and one could run it', () => {
    const hidden = snapshotOf(world([TAGGED], []), [aGap({ kind: 'endpoints' })])
    expect(verdicts(modelImageDigestPinned, hidden)).toEqual([expect.stringContaining('churn unknown')])
  })
})
