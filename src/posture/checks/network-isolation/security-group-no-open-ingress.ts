import { defineCheck, notApplicable, verdictOf } from '../../check.ts'
import { EVERYBODY, openRules, portsOf } from '../../network/network.ts'

export const securityGroupNoOpenIngress = defineCheck({
  id: 'security-group-no-open-ingress',
  title: 'Security groups that SageMaker uses must not admit the internet',
  practice: 'network-isolation',
  severity: 'high',
  tier: 'core',
  controls: {
    fsbp: ['EC2.18', 'EC2.19'],
    cisAws5: ['5.3', '5.4'],
    cisAws7: ['6.3', '6.4'],
    nist80053r5: [
      'AC-4(21)',
      'AC-17(1)',
      'AC-17(4)(a)',
      'AC-17(9)',
      'AC-17(10)',
      'AC-17(b)',
      'SC-7(5)',
      'SC-7(7)',
      'SC-7(11)',
      'SC-7(12)',
      'SC-7(16)',
      'SC-7(21)',
      'SC-7(24)(b)',
      'SC-7(a)',
      'SC-7(c)',
    ],
    pciDss4: [
      '1.2.5',
      '1.2.8',
      '1.3.1',
      '1.3.2',
      '1.4.2',
      '1.5.1',
      '2.2.5',
      '7.2.1',
      '7.3.1',
      '11.3.1.1',
      '11.3.1.3',
      '11.5.1.1',
      '11.5.2',
      'A1.1.3',
    ],
    hipaa: ['§164.308(a)(1)(ii)(B)', '§164.312(e)(1)'],
    soc2: ['CC6.1', 'CC6.2', 'CC6.6'],
    iso27001: ['A.8.20', 'A.8.21', 'A.8.22'],
  },
  why: 'Nothing on the internet ever needs to reach a notebook, job or endpoint interface. An open rule waits for the day when a route or a public address appears.',
  fix: {
    summary: 'Remove the rule, or narrow it to the groups and networks that need it.',
    console: 'VPC console › Security groups › the group › Inbound rules › Edit inbound rules › Delete.',
    cli: 'aws ec2 revoke-security-group-ingress --group-id GROUP --security-group-rule-ids RULE',
    effect: 'in-place',
  },
  of: 'securityGroups',
  evaluate: (group) => {
    if (!group.inUse) return notApplicable('No SageMaker resource uses this group.')
    const problems = openRules(group.ingress).map(
      ({ family, rule }) => `Admits ${EVERYBODY[family]} on ${portsOf(rule)}`,
    )
    return verdictOf(problems, 'No inbound rule admits the internet')
  },
})
