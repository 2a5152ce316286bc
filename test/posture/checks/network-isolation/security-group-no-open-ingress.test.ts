import { expect, it } from 'vitest'
import { securityGroupNoOpenIngress } from '../../../../src/posture/checks/network-isolation/security-group-no-open-ingress.ts'
import type { SecurityGroup } from '../../../../src/posture/inventory/network.ts'
import { aGap, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aGroup } from '../../../support/samples.ts'

const https = { protocol: 'tcp', fromPort: 443, toPort: 443 }
const list = { protocol: '-1', prefixListId: 'pl-1' }

it.each<[string, Partial<SecurityGroup>, string]>([
  ['passes a group without rules', {}, 'pass: No inbound rule admits the internet'],
  [
    'passes a network',
    { ingress: [{ ...https, cidr: '10.0.0.0/8' }] },
    'pass: No inbound rule admits the internet',
  ],
  [
    'passes another group',
    { ingress: [{ ...https, groupId: 'sg-2' }] },
    'pass: No inbound rule admits the internet',
  ],
  [
    'fails the internet on any port',
    { ingress: [{ ...https, cidr: '0.0.0.0/0' }] },
    'fail: Admits 0.0.0.0/0 on tcp 443',
  ],
  ['fails IPv6', { ingress: [{ protocol: '-1', cidr: '::/0' }] }, 'fail: Admits ::/0 on all ports'],
  [
    'fails two halves',
    {
      ingress: [
        { ...https, cidr: '0.0.0.0/1' },
        { ...https, cidr: '128.0.0.0/1' },
      ],
    },
    'fail: Admits 0.0.0.0/0 on tcp 443',
  ],
  [
    'fails a prefix list that holds the internet',
    { ingress: [{ ...list, prefixListCidrs: seen(['0.0.0.0/0']) }] },
    'fail: Admits 0.0.0.0/0 on all ports',
  ],
  ['passes a prefix list of AWS', { ingress: [list] }, 'pass: No inbound rule admits the internet'],
  [
    'is unknown where a prefix list is hidden',
    { ingress: [{ ...list, prefixListCidrs: { gap: aGap({ kind: 'securityGroups' }) } }] },
    'unknown: Could not be seen: DescribeSample was denied (needs sagemaker:DescribeSample).',
  ],
  [
    'says nothing of a default group that nobody uses',
    { inUse: false, ingress: [{ ...https, cidr: '0.0.0.0/0' }] },
    'not-applicable: No SageMaker resource uses this group.',
  ],
])('%s', (_, fields, expected) => {
  const securityGroups = [aGroup(fields)]
  expect(verdicts(securityGroupNoOpenIngress, snapshotOf({ securityGroups }))).toEqual([`sg-1 ${expected}`])
})
