import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import type { NetworkAcl, NetworkAclEntry } from '../../inventory/network.ts'
import { wholeFamilies } from '../../network/cidr.ts'
import { EVERYBODY, rangesOf } from '../../network/network.ts'

/** Ports of remote administration: SSH and RDP (CIS AWS Foundations). */
const PORTS = [22, 3389] as const

export const networkAclRestrictive = defineCheck({
  id: 'network-acl-restrictive',
  title: 'Network ACLs of SageMaker subnets must not admit the internet to SSH, RDP or all ports',
  practice: 'network-isolation',
  severity: 'low',
  tier: 'core',
  controls: {
    fsbp: ['EC2.21'],
    cisAws5: ['5.2'],
    cisAws7: ['6.2'],
    nist80053r5: [
      'AC-4(21)',
      'AC-17(1)',
      'AC-17(4)(a)',
      'AC-17(9)',
      'AC-17(10)',
      'AC-17(b)',
      'CM-2(2)',
      'CM-2(a)',
      'CM-6(a)',
      'CM-7(b)',
      'CM-8(6)',
      'CM-9(b)',
      'SC-7(5)',
      'SC-7(7)',
      'SC-7(11)',
      'SC-7(12)',
      'SC-7(16)',
      'SC-7(21)',
      'SC-7(24)(b)',
      'SC-7(25)',
      'SC-7(26)',
      'SC-7(27)',
      'SC-7(28)',
      'SC-7(a)',
      'SC-7(c)',
    ],
    pciDss4: ['1.2.8', '1.3.1', '1.3.2', '1.4.2', '1.5.1', 'A1.1.3'],
    hipaa: ['§164.308(a)(1)(ii)(B)', '§164.312(e)(1)'],
    soc2: ['CC6.6'],
    iso27001: ['A.8.20', 'A.8.21', 'A.8.22'],
  },
  why: 'A network ACL is the second lock behind security groups. The default one admits everything, so that a careless group rule is all that it takes.',
  fix: {
    summary:
      'Admit only the networks and ports that the subnet needs, with a lower rule number than any broad rule.',
    console: 'VPC console › Network ACLs › the ACL › Inbound rules › Edit inbound rules.',
    cli: 'aws ec2 replace-network-acl-entry --network-acl-id ACL --ingress --rule-number NUMBER --protocol -1 --rule-action allow --cidr-block VPC_CIDR',
    effect: 'in-place',
  },
  of: 'networkAcls',
  evaluate: (acl) => {
    if (acl.subnetIds.length === 0) return notApplicable('The ACL belongs to no subnet.')
    for (const family of [4, 6] as const) {
      const [entry, ...more] = PORTS.map((port) => admitting(acl, family, port))
      const rule = entry ?? more.find((other) => other !== undefined)
      if (rule) return fail(`Rule ${rule.ruleNumber} admits ${EVERYBODY[family]} on ${portsOf(rule)}`)
    }
    return pass('The internet is not admitted to SSH, RDP or all ports')
  },
})

/**
 * The inbound rule through which everybody reaches a TCP port, if there is one. Rules count in the order of their
 * numbers; what an earlier rule refuses, a later one cannot admit. Source: VPC User Guide, "Network ACL rules".
 */
function admitting(acl: NetworkAcl, family: 4 | 6, port: number): NetworkAclEntry | undefined {
  const inbound = acl.entries.filter((entry) => !entry.egress && covers(entry, port))
  const allowed: string[] = []
  const denied: string[] = []
  for (const entry of inbound.toSorted((a, b) => a.ruleNumber - b.ruleNumber)) {
    const list = entry.action === 'allow' ? allowed : denied
    list.push(entry.cidr)
    if (wholeFamilies(rangesOf(denied)).includes(family)) return undefined
    if (wholeFamilies(rangesOf(allowed)).includes(family)) return entry
  }
  return undefined
}

/** EC2 writes protocols as numbers: 6 is TCP, -1 is all. */
function covers({ protocol, fromPort = 0, toPort = 65_535 }: NetworkAclEntry, port: number): boolean {
  if (protocol === '-1') return true
  return (protocol === '6' || protocol === 'tcp') && fromPort <= port && port <= toPort
}

function portsOf({ protocol, fromPort = 0, toPort = 65_535 }: NetworkAclEntry): string {
  if (protocol === '-1' || (fromPort === 0 && toPort === 65_535)) return 'all ports'
  return fromPort === toPort ? `port ${fromPort}` : `ports ${fromPort}-${toPort}`
}
