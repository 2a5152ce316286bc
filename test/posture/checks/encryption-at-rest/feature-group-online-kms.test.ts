import { expect, it } from 'vitest'
import { featureGroupOnlineKms } from '../../../../src/posture/checks/encryption-at-rest/feature-group-online-kms.ts'
import type { FeatureGroup } from '../../../../src/posture/inventory/models.ts'
import { a, aGap, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aKey } from '../../../support/samples.ts'

const aGroup = (online?: FeatureGroup['online']) =>
  a('featureGroups', { name: 'fg', ...(online && { online }) })

it.each<[string, FeatureGroup['online'], string]>([
  [
    'passes a key of its own',
    { kmsKeyId: 'key-1' },
    'pass: Online store key key-1 is an enabled customer-managed key',
  ],
  ['fails without one', { storageType: 'Standard' }, 'fail: No customer-managed online store key is set'],
  [
    'says nothing of in-memory stores',
    { storageType: 'InMemory' },
    'not-applicable: In-memory online stores take no key.',
  ],
  [
    'says nothing without an online store',
    undefined,
    'not-applicable: The feature group has no online store.',
  ],
])('%s', (_, online, expected) => {
  const snapshot = snapshotOf({ featureGroups: [aGroup(online)], keys: [aKey()] })
  expect(verdicts(featureGroupOnlineKms, snapshot)).toEqual([`fg ${expected}`])
})

it('is unknown where keys are hidden', () => {
  const snapshot = snapshotOf({ featureGroups: [aGroup({ kmsKeyId: 'k' })] }, [aGap({ kind: 'keys' })])
  expect(statuses(featureGroupOnlineKms, snapshot)).toEqual(['unknown'])
})
