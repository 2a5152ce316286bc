import { type AlarmRow, alarmCheck } from '../../alarms/alarm-check.ts'
import { anyEvent } from '../../alarms/event-pattern.ts'
import type { Check } from '../../check.ts'

/** Control ids that most of these checks share. */
const PCI = ['10.2.1.1', '10.4.1', '10.4.1.1', '10.4.2', '10.6.3', '10.7.1', '10.7.2', 'A3.3.1', 'A3.5.1']
const NIST = [
  'AU-6(1)',
  'AU-6(5)',
  'AU-12(3)',
  'AU-14(a)',
  'AU-14(b)',
  'CA-2(2)',
  'CA-7',
  'CA-7(b)',
  'PM-14(a)(1)',
  'PM-14(b)',
  'PM-31',
  'SC-36(1)(a)',
  'SI-2(a)',
  'SI-4(12)',
  'SI-5(1)',
  'SI-5(b)',
]

/** EC2 events, by name, as ids of samples. */
function ec2(names: string): readonly string[] {
  return names.split(' ').map((name) => `ec2/${name}`)
}

const GROUPS = ec2(
  'AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress RevokeSecurityGroupEgress CreateSecurityGroup DeleteSecurityGroup',
)
const ACLS = ec2(
  'CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry ReplaceNetworkAclEntry ReplaceNetworkAclAssociation',
)
const GATEWAYS = ec2(
  'CreateCustomerGateway DeleteCustomerGateway AttachInternetGateway CreateInternetGateway DeleteInternetGateway DetachInternetGateway',
)
const ROUTES = ec2(
  'CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable DeleteRoute DisassociateRouteTable',
)
/** ClassicLink calls are left out: they no longer exist. */
const VPCS = ec2(
  'CreateVpc DeleteVpc ModifyVpcAttribute AcceptVpcPeeringConnection CreateVpcPeeringConnection DeleteVpcPeeringConnection RejectVpcPeeringConnection',
)

const ROWS: readonly AlarmRow[] = [
  {
    id: 'alarm-security-group-changes',
    title: 'Security group changes must raise an alarm',
    severity: 'medium',
    why: 'One added rule can open a notebook or an endpoint to the internet.',
    what: 'changes of security groups',
    events: GROUPS,
    pattern: anyEvent(GROUPS),
    controls: {
      fsbp: ['CloudWatch.10'],
      cisAws5: ['4.10'],
      cisAws7: ['5.10'],
      pciDss4: PCI,
      soc2: ['CC5.2'],
      iso27001: ['A.8.15', 'A.8.16'],
      gdpr: ['Art. 25'],
      awsAi: ['AISF-DETECT-05'],
    },
  },
  {
    id: 'alarm-nacl-changes',
    title: 'Network ACL changes must raise an alarm',
    severity: 'low',
    why: 'Network ACLs are the second fence around subnets; a change takes it away for all of them at once.',
    what: 'changes of network ACLs',
    events: ACLS,
    pattern: anyEvent(ACLS),
    controls: {
      fsbp: ['CloudWatch.11'],
      cisAws5: ['4.11'],
      cisAws7: ['5.11'],
      nist80053r5: NIST,
      pciDss4: PCI,
      hipaa: ['§164.308(a)(6)(i)'],
      soc2: ['CC5.2', 'CC7.2', 'CC7.3', 'CC7.4'],
      iso27001: ['A.8.15', 'A.8.16'],
      gdpr: ['Art. 25'],
      awsAi: ['AISF-DETECT-05'],
    },
  },
  {
    id: 'alarm-gateway-changes',
    title: 'Network gateway changes must raise an alarm',
    severity: 'low',
    why: 'A new gateway is a new way out for data, past everything that watches the old ones.',
    what: 'changes of network gateways',
    events: GATEWAYS,
    pattern: anyEvent(GATEWAYS),
    controls: {
      fsbp: ['CloudWatch.12'],
      cisAws5: ['4.12'],
      cisAws7: ['5.12'],
      nist80053r5: NIST,
      pciDss4: [
        '1.2.8',
        '10.2.1.1',
        '10.4.1',
        '10.4.1.1',
        '10.4.2',
        '10.6.3',
        '10.7.1',
        '10.7.2',
        'A3.3.1',
        'A3.5.1',
      ],
      hipaa: ['§164.308(a)(6)(i)'],
      soc2: ['CC5.2', 'CC7.2', 'CC7.3', 'CC7.4'],
      iso27001: ['A.8.15', 'A.8.16'],
      gdpr: ['Art. 25'],
    },
  },
  {
    id: 'alarm-route-table-changes',
    title: 'Route table changes must raise an alarm',
    severity: 'low',
    why: 'A changed route leads traffic around firewalls and VPC endpoints without touching them.',
    what: 'changes of route tables',
    events: ROUTES,
    pattern: anyEvent(ROUTES),
    controls: {
      fsbp: ['CloudWatch.13'],
      cisAws5: ['4.13'],
      cisAws7: ['5.13'],
      nist80053r5: NIST,
      pciDss4: PCI,
      hipaa: ['§164.308(a)(6)(i)'],
      soc2: ['CC5.2', 'CC7.2', 'CC7.3', 'CC7.4'],
      gdpr: ['Art. 25'],
    },
  },
  {
    id: 'alarm-vpc-changes',
    title: 'VPC changes must raise an alarm',
    severity: 'low',
    why: 'A peering connection joins a network that holds training data to one that nobody has looked at.',
    what: 'changes of VPCs',
    events: VPCS,
    pattern: anyEvent(VPCS),
    controls: {
      fsbp: ['CloudWatch.14'],
      cisAws5: ['4.14'],
      cisAws7: ['5.14'],
      nist80053r5: NIST,
      pciDss4: PCI,
      hipaa: ['§164.308(a)(6)(i)'],
      soc2: ['CC5.2', 'CC7.2', 'CC7.3', 'CC7.4'],
      iso27001: ['A.8.15', 'A.8.16', 'A.8.20', 'A.8.21', 'A.8.22'],
      gdpr: ['Art. 25'],
      awsAi: ['AISF-DETECT-05'],
    },
  },
]

/** One check per row: the same walk, other events. */
export const alarmOnNetworkEvents: readonly Check[] = ROWS.map((row) => alarmCheck(row))
