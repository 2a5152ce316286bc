import { expect, it } from 'vitest'
import { networkAclRestrictive } from '../../../../src/posture/checks/network-isolation/network-acl-restrictive.ts'
import { snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { anAcl } from '../../../support/samples.ts'

const closed = 'pass: The internet is not admitted to SSH, RDP or all ports'
const refuse = '32767 deny -1 0.0.0.0/0'

it.each<[string, readonly string[], string]>([
  [
    'fails the default ACL',
    ['100 allow -1 0.0.0.0/0', refuse],
    'fail: Rule 100 admits 0.0.0.0/0 on all ports',
  ],
  ['fails IPv6', ['101 allow -1 ::/0', refuse], 'fail: Rule 101 admits ::/0 on all ports'],
  ['fails SSH', ['100 allow 6 0.0.0.0/0 22-22', refuse], 'fail: Rule 100 admits 0.0.0.0/0 on port 22'],
  [
    'fails RDP within a range',
    ['100 allow 6 0.0.0.0/0 3000-4000', refuse],
    'fail: Rule 100 admits 0.0.0.0/0 on ports 3000-4000',
  ],
  [
    'fails two halves',
    ['100 allow -1 0.0.0.0/1', '110 allow -1 128.0.0.0/1'],
    'fail: Rule 110 admits 0.0.0.0/0 on all ports',
  ],
  ['passes the return ports', ['100 allow 6 0.0.0.0/0 32768-65535', refuse], closed],
  ['passes UDP', ['100 allow 17 0.0.0.0/0 0-65535', refuse], closed],
  ['passes a network', ['100 allow -1 10.0.0.0/8', refuse], closed],
  [
    'passes what an earlier rule refuses, wherever it is listed',
    ['200 allow -1 0.0.0.0/0', '100 deny -1 0.0.0.0/0'],
    closed,
  ],
  [
    'fails where an earlier rule refuses one network alone',
    ['100 deny -1 203.0.113.0/24', '200 allow -1 0.0.0.0/0'],
    'fail: Rule 200 admits 0.0.0.0/0 on all ports',
  ],
  [
    'passes all ports but those of administration',
    ['10 deny 6 0.0.0.0/0 22-22', '11 deny 6 0.0.0.0/0 3389-3389', '100 allow -1 0.0.0.0/0'],
    closed,
  ],
  [
    'fails where only one of those is refused',
    ['10 deny 6 0.0.0.0/0 22-22', '100 allow -1 0.0.0.0/0'],
    'fail: Rule 100 admits 0.0.0.0/0 on all ports',
  ],
])('%s', (_, entries, expected) => {
  expect(verdicts(networkAclRestrictive, snapshotOf({ networkAcls: [anAcl(entries)] }))).toEqual([
    `acl-1 ${expected}`,
  ])
})

it('does not look at what goes out', () => {
  const entries = [
    { ruleNumber: 100, egress: true, action: 'allow' as const, protocol: '-1', cidr: '0.0.0.0/0' },
  ]
  expect(statuses(networkAclRestrictive, snapshotOf({ networkAcls: [anAcl([], { entries })] }))).toEqual([
    'pass',
  ])
})

it('says nothing of an ACL without subnets', () => {
  const networkAcls = [anAcl(['100 allow -1 0.0.0.0/0'], { subnetIds: [] })]
  expect(statuses(networkAclRestrictive, snapshotOf({ networkAcls }))).toEqual(['not-applicable'])
})
