import type { SecurityGroup as GroupRaw } from '@aws-sdk/client-ec2'
import type { SecurityGroup, SecurityGroupRule } from '../../posture/inventory/network.ts'
import type { Part } from '../../posture/snapshot.ts'
import { required } from '../call.ts'
import { defineCollector, type Listed, type Reading } from '../collector.ts'
import { filtered, networkArn } from '../ec2/filtered.ts'
import { mapAll, texts } from '../fields.ts'
import { groupUsers, NAMING, namings, type Users } from '../names.ts'
import { rulesOf } from '../parts/network-rules.ts'

/** The security groups that SageMaker resources name, and the default groups of their VPCs. */
export const securityGroups = defineCollector({
  kind: 'securityGroups',
  actions: [
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeManagedPrefixLists',
    'ec2:GetManagedPrefixListEntries',
  ],
  uses: [...NAMING.networks, 'vpcs'],
  regional: true,
  async collect(reading) {
    const users = groupUsers(await namings(reading, NAMING.networks))
    const vpcs = (await reading.seen('vpcs')).map((vpc) => vpc.id)
    const reader = {
      items: (page: { readonly SecurityGroups?: GroupRaw[] | undefined }) => page.SecurityGroups,
      map: (raw: GroupRaw) => groupOf(reading, raw, users),
    }
    const [named, defaults] = await Promise.all([
      filtered(reading, 'DescribeSecurityGroups', 'group-id', users.keys(), reader),
      filtered(reading, 'DescribeSecurityGroups', 'vpc-id', vpcs, reader, [
        { Name: 'group-name', Values: ['default'] },
      ]),
    ])
    const groups = [...new Map([...defaults, ...named].map((group) => [group.id, group])).values()]
    return withPrefixLists(reading, groups)
  },
})

function groupOf(reading: Reading, raw: GroupRaw, users: Users): SecurityGroup {
  const id = required(raw.GroupId, 'GroupId')
  return {
    ...reading.identity(id, networkArn(reading, 'security-group', id)),
    id,
    vpcId: raw.VpcId ?? '',
    isDefault: raw.GroupName === 'default',
    inUse: users.has(id),
    usedBy: users.of(id),
    ingress: rulesOf(raw.IpPermissions),
    egress: rulesOf(raw.IpPermissionsEgress),
  }
}

/** Adds what the customer's own prefix lists hold: a rule that names one lets in whatever stands in it. */
async function withPrefixLists(
  reading: Reading,
  groups: readonly SecurityGroup[],
): Promise<readonly SecurityGroup[]> {
  const rules = groups.flatMap((group) => [...group.ingress, ...group.egress])
  const ids = texts(rules.map((rule) => rule.prefixListId))
  const contents = await contentsOf(reading, ids)
  const filled = (group: SecurityGroup) => (rule: SecurityGroupRule) => {
    const found = contents.get(rule.prefixListId ?? '')
    if (!found) return rule
    const prefixListCidrs: Part<readonly string[]> = found.refusal
      ? reading.partGap(found.refusal, group)
      : { value: found.items }
    return { ...rule, prefixListCidrs }
  }
  return groups.map((group) => ({
    ...group,
    ingress: group.ingress.map(filled(group)),
    egress: group.egress.map(filled(group)),
  }))
}

/** What customer-managed prefix lists hold, by id. AWS's own lists are left out: they never hold the whole internet. */
async function contentsOf(
  reading: Reading,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Listed<string>>> {
  if (ids.length === 0) return new Map()
  const listed = await reading.pages(
    'ec2',
    'DescribeManagedPrefixLists',
    { Filters: [{ Name: 'prefix-list-id', Values: [...ids] }], MaxResults: 100 },
    {
      items: (page) => page.PrefixLists,
      map: (raw) => ({ id: required(raw.PrefixListId, 'PrefixListId'), owner: raw.OwnerId }),
    },
  )
  const { refusal } = listed
  if (refusal) return new Map(ids.map((id) => [id, { items: [], refusal }]))
  const own = listed.items.filter((list) => list.owner !== 'AWS').map((list) => list.id)
  return new Map(await mapAll(own, async (id) => [id, await entriesOf(reading, id)] as const))
}

function entriesOf(reading: Reading, id: string): Promise<Listed<string>> {
  return reading.pages(
    'ec2',
    'GetManagedPrefixListEntries',
    { PrefixListId: id, MaxResults: 100 },
    { gone: 'nothing', items: (page) => page.Entries, map: (entry) => required(entry.Cidr, 'Cidr') },
  )
}
