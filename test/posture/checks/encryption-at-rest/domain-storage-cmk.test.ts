import { expect, it } from 'vitest'
import { domainStorageCmk } from '../../../../src/posture/checks/encryption-at-rest/domain-storage-cmk.ts'
import { aGap, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aDomain, aKey } from '../../../support/samples.ts'

it.each([
  [
    'passes an enabled customer-managed key',
    { kmsKeyId: 'key-1' },
    'CUSTOMER',
    'pass: Storage key key-1 is an enabled customer-managed key',
  ],
  [
    'fails a key that AWS manages',
    { kmsKeyId: 'key-1' },
    'AWS',
    'fail: Storage key key-1 is an AWS managed key',
  ],
  ['fails without a key', {}, 'CUSTOMER', 'fail: No customer-managed storage key is set'],
])('%s', (_, domain, manager, expected) => {
  const snapshot = snapshotOf({ domains: [aDomain(domain)], keys: [aKey({ manager })] })
  expect(verdicts(domainStorageCmk, snapshot)).toEqual([`studio ${expected}`])
})

it('is unknown where keys cannot be described', () => {
  const domains = [aDomain({ kmsKeyId: 'alias/ml' })]
  expect(statuses(domainStorageCmk, snapshotOf({ domains }, [aGap({ kind: 'keys' })]))).toEqual(['unknown'])
})

it('warns that the home directories go with the domain', () => {
  expect(domainStorageCmk.fix.summary).toContain('home directories')
})
