import { plural } from '../../../base/time.ts'
import { defineCheck, fail, pass } from '../../check.ts'
import { Undecided } from '../../snapshot.ts'

export const defaultSecurityGroupClosed = defineCheck({
  id: 'default-security-group-closed',
  title: 'The default security group of a VPC that SageMaker uses must have no rules',
  practice: 'network-isolation',
  severity: 'medium',
  tier: 'core',
  controls: {
    fsbp: ['EC2.2'],
    cisAws5: ['5.5'],
    cisAws7: ['6.5'],
    nist80053r5: [
      'AC-4(21)',
      'AC-17(1)',
      'AC-17(4)(a)',
      'AC-17(9)',
      'AC-17(10)',
      'AC-17(b)',
      'CM-6(a)',
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
    pciDss4: ['7.2.1'],
    hipaa: ['§164.312(e)(1)'],
    soc2: ['CC6.1', 'CC6.2', 'CC6.6'],
    iso27001: ['A.8.20', 'A.8.21', 'A.8.22'],
  },
  why: 'Whatever is started without a group lands in the default one. Without rules that resource can reach nothing, so that somebody notices.',
  fix: {
    summary: 'Move what uses the default group to groups of its own, then remove all its rules.',
    console: 'VPC console › Security groups › default › delete every inbound and outbound rule.',
    cli: 'aws ec2 revoke-security-group-ingress --group-id GROUP --security-group-rule-ids RULE\naws ec2 revoke-security-group-egress --group-id GROUP --security-group-rule-ids RULE',
    effect: 'in-place',
  },
  of: 'vpcs',
  with: ['securityGroups'],
  evaluate: (vpc, see) => {
    const group = see.securityGroups.find((one) => one.isDefault && one.vpcId === vpc.id, vpc.id)
    if (!group) throw new Undecided(`The default group of ${vpc.id} is not shown to this account.`)
    const { ingress, egress } = group
    return ingress.length + egress.length === 0
      ? pass(`The default group ${group.id} has no rules`)
      : fail(
          `The default group ${group.id} has ${plural(ingress.length, 'inbound rule')} and ${plural(egress.length, 'outbound rule')}`,
        )
  },
})
