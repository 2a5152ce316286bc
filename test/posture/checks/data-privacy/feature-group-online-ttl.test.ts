import { expect, it } from 'vitest'
import { featureGroupOnlineTtl } from '../../../../src/posture/checks/data-privacy/feature-group-online-ttl.ts'
import type { FeatureGroup } from '../../../../src/posture/inventory/models.ts'
import { a, aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'

it.each<[Partial<FeatureGroup>, string]>([
  [{ online: { ttl: '30 Days' } }, 'pass: Records expire after 30 Days.'],
  [{ online: {} }, 'fail: TtlDuration is not set.'],
  [{ offline: { s3Uri: 's3://features/' } }, 'not-applicable: It has no online store.'],
])('%j: %s', (fields, expected) => {
  const featureGroups = [a('featureGroups', fields)]
  expect(verdicts(featureGroupOnlineTtl, snapshotOf({ featureGroups }))).toEqual([`sample ${expected}`])
})

it('is unknown where feature groups are hidden', () => {
  expect(verdicts(featureGroupOnlineTtl, snapshotOf({}, [aGap({ kind: 'featureGroups' })]))).toEqual([
    expect.stringContaining('unknown'),
  ])
})

it('does not mistake the online store for the offline one', () => {
  expect(featureGroupOnlineTtl.why).toContain('The offline store is another matter')
})
