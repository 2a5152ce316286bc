import { describe, expect, it } from 'vitest'
import { securityGroups } from '../../../src/aws/collectors/security-groups.ts'
import { a } from '../../support/inventory.ts'
import { collected, throws } from '../reading.ts'

const SEEN = {
  notebooks: {
    items: [
      a('notebooks', {
        name: 'lab',
        vpc: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] },
        status: 'InService',
        directInternet: false,
        rootAccess: false,
        imdsVersion: '2',
      }),
    ],
    gaps: [],
  },
  vpcs: { items: [a('vpcs', { id: 'vpc-1', usedBy: [] })], gaps: [] },
}
const GROUP = {
  GroupId: 'sg-1',
  GroupName: 'lab',
  VpcId: 'vpc-1',
  IpPermissions: [
    {
      IpProtocol: 'tcp',
      FromPort: 443,
      ToPort: 443,
      IpRanges: [{ CidrIp: '10.0.0.0/8' }],
      Ipv6Ranges: [{ CidrIpv6: '::/0' }],
      UserIdGroupPairs: [{ GroupId: 'sg-1' }],
      PrefixListIds: [{ PrefixListId: 'pl-own' }, { PrefixListId: 'pl-aws' }],
    },
  ],
  IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
}
const DEFAULT = { GroupId: 'sg-0', GroupName: 'default', VpcId: 'vpc-1' }
const ANSWERS = {
  DescribeSecurityGroups: ({ Filters }: { Filters: ReadonlyArray<{ Name: string }> }) => ({
    SecurityGroups: Filters[0]?.Name === 'group-id' ? [GROUP] : [DEFAULT],
  }),
  DescribeManagedPrefixLists: {
    PrefixLists: [
      { PrefixListId: 'pl-own', OwnerId: '111122223333' },
      { PrefixListId: 'pl-aws', OwnerId: 'AWS' },
    ],
  },
  GetManagedPrefixListEntries: { Entries: [{ Cidr: '0.0.0.0/0' }] },
}

const ingress = async (answers: object) => {
  const { items } = await collected(securityGroups, { ...ANSWERS, ...answers }, SEEN)
  return items.find((group) => group.id === 'sg-1')?.ingress
}

describe('security groups', () => {
  it('are those that are named and the default ones of their VPCs', async () => {
    const { items } = await collected(securityGroups, ANSWERS, SEEN)
    expect(items.map(({ id, isDefault, inUse, usedBy }) => ({ id, isDefault, inUse, usedBy }))).toEqual([
      { id: 'sg-0', isDefault: true, inUse: false, usedBy: [] },
      { id: 'sg-1', isDefault: false, inUse: true, usedBy: ['notebook instance lab'] },
    ])
  })

  it('have one rule for each source', async () => {
    const common = { protocol: 'tcp', fromPort: 443, toPort: 443 }
    expect(await ingress({})).toEqual([
      { ...common, cidr: '10.0.0.0/8' },
      { ...common, cidr: '::/0' },
      { ...common, groupId: 'sg-1' },
      { ...common, prefixListId: 'pl-own', prefixListCidrs: { value: ['0.0.0.0/0'] } },
      { ...common, prefixListId: 'pl-aws' },
    ])
  })

  it.each(['DescribeManagedPrefixLists', 'GetManagedPrefixListEntries'])(
    'whose prefix lists may not be seen for %s have a gap there, and only there',
    async (operation) => {
      const denied = throws('UnauthorizedOperation')
      const rules = await ingress({ [operation]: denied })
      expect(rules?.slice(0, 3).every((rule) => rule.prefixListCidrs === undefined)).toBe(true)
      expect(rules?.[3]?.prefixListCidrs).toMatchObject({
        gap: { call: operation, cause: 'denied', resources: [{ name: 'sg-1' }] },
      })
    },
  )

  it('are not asked about where nothing names any', async () => {
    const { items, sent } = await collected(securityGroups, {})
    expect({ items, sent }).toEqual({ items: [], sent: [] })
  })
})
