import type { Rec } from '../estates/estate.ts'
import { ACCOUNT, EU, NET } from './company.ts'
import { PARTNERS_LIST, S3_PREFIXES } from './network.ts'

const group = (GroupId: string, VpcId: string, GroupName: string): Rec => ({
  GroupId,
  VpcId,
  GroupName,
  OwnerId: ACCOUNT,
  Description: GroupName === 'default' ? 'default VPC security group' : `${GroupName} workloads`,
})

const rule = (id: number, GroupId: string, over: Rec): Rec => ({
  SecurityGroupRuleId: `sgr-${id.toString(16).padStart(17, '0')}`,
  GroupId,
  GroupOwnerId: ACCOUNT,
  IsEgress: false,
  IpProtocol: '-1',
  FromPort: -1,
  ToPort: -1,
  ...over,
})

const https: Rec = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }
const itself = (GroupId: string): Rec => ({ ReferencedGroupInfo: { GroupId, UserId: ACCOUNT } })
const outward: Rec = { IsEgress: true, CidrIpv4: '0.0.0.0/0' }

const acl = (
  NetworkAclId: string,
  VpcId: string,
  subnets: readonly string[],
  entries: readonly Rec[],
): Rec => ({
  NetworkAclId,
  VpcId,
  OwnerId: ACCOUNT,
  IsDefault: false,
  Entries: [
    ...entries,
    ...[true, false].map((Egress) => ({
      CidrBlock: '0.0.0.0/0',
      Egress,
      Protocol: '-1',
      RuleAction: 'deny',
      RuleNumber: 32_767,
    })),
  ],
  Associations: subnets.map((SubnetId) => ({
    NetworkAclAssociationId: `aclassoc-${SubnetId.slice(7)}`,
    NetworkAclId,
    SubnetId,
  })),
})

const entry = (
  RuleNumber: number,
  Egress: boolean,
  CidrBlock: string,
  ports?: readonly [number, number],
): Rec => ({
  CidrBlock,
  Egress,
  Protocol: ports ? '6' : '-1',
  RuleAction: 'allow',
  RuleNumber,
  ...(ports ? { PortRange: { From: ports[0], To: ports[1] } } : {}),
})

const european = (): Record<string, Rec[]> => ({
  SecurityGroups: [
    group(NET.sgProd, NET.vpcProd, 'ml-training'),
    group(NET.sgEndpoints, NET.vpcProd, 'endpoints'),
    group(NET.sgDefaultProd, NET.vpcProd, 'default'),
    group(NET.sgLab, NET.vpcLab, 'ml-lab-open'),
    group(NET.sgLabEgress, NET.vpcLab, 'ml-lab-egress'),
    group(NET.sgDefaultLab, NET.vpcLab, 'default'),
  ],
  SecurityGroupRules: [
    rule(1, NET.sgProd, itself(NET.sgProd)),
    rule(2, NET.sgProd, { IsEgress: true, ...https, ...itself(NET.sgEndpoints) }),
    rule(3, NET.sgProd, { IsEgress: true, ...https, PrefixListId: S3_PREFIXES }),
    rule(4, NET.sgProd, { IsEgress: true, ...itself(NET.sgProd) }),
    rule(5, NET.sgEndpoints, { ...https, CidrIpv4: '10.20.0.0/16' }),
    rule(6, NET.sgLab, {
      IpProtocol: 'tcp',
      FromPort: 8888,
      ToPort: 8888,
      CidrIpv4: '0.0.0.0/0',
      Description: 'jupyter from anywhere',
    }),
    rule(7, NET.sgLab, { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv6: '::/0' }),
    rule(8, NET.sgLab, outward),
    rule(9, NET.sgLabEgress, outward),
    rule(12, NET.sgLabEgress, { ...https, PrefixListId: PARTNERS_LIST }),
    rule(10, NET.sgDefaultLab, itself(NET.sgDefaultLab)),
    rule(11, NET.sgDefaultLab, outward),
  ],
  NetworkAcls: [
    acl(
      'acl-0a1b2c3d4e5f60701',
      NET.vpcProd,
      [NET.prodA, NET.prodB],
      [
        entry(100, false, '10.20.0.0/16'),
        entry(110, false, '52.218.0.0/17', [1024, 65_535]),
        entry(100, true, '0.0.0.0/0', [443, 443]),
        entry(110, true, '10.20.0.0/16'),
      ],
    ),
    acl(
      'acl-0b2b3c4d5e6f70802',
      NET.vpcLab,
      [NET.labPublic, NET.labNat],
      [entry(100, false, '0.0.0.0/0'), entry(100, true, '0.0.0.0/0')],
    ),
  ],
})

const american = (): Record<string, Rec[]> => ({
  SecurityGroups: [group(NET.sgUs, NET.vpcUs, 'ml-us'), group(NET.sgDefaultUs, NET.vpcUs, 'default')],
  SecurityGroupRules: [
    rule(21, NET.sgUs, itself(NET.sgUs)),
    rule(22, NET.sgUs, outward),
    rule(23, NET.sgDefaultUs, itself(NET.sgDefaultUs)),
  ],
  NetworkAcls: [
    acl(
      'acl-0c3b4c5d6e7f80903',
      NET.vpcUs,
      [NET.usA, NET.usB],
      [entry(100, false, '10.80.0.0/16'), entry(100, true, '0.0.0.0/0')],
    ),
  ],
})

/** Security groups, their rules and network ACLs of one Region. */
export const firewalls = (region: string): Record<string, Rec[]> => (region === EU ? european() : american())
