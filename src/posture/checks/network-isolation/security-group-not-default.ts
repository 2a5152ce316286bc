import { defineCheck, fail, notApplicable, pass } from '../../check.ts'

export const securityGroupNotDefault = defineCheck({
  id: 'security-group-not-default',
  title: 'SageMaker resources must not use the default security group of a VPC',
  practice: 'network-isolation',
  severity: 'low',
  tier: 'core',
  controls: {},
  why: 'Whatever is started without a group lands in the default one and can then talk to everything else in it.',
  fix: {
    summary: 'Make a group for the purpose and create or update the resource with it.',
    console:
      'VPC console › Security groups › Create security group; then choose it where the resource is created.',
    cli: 'aws ec2 create-security-group --group-name NAME --description TEXT --vpc-id VPC',
    effect: 'recreate',
  },
  of: 'securityGroups',
  evaluate: (group) => {
    if (!group.inUse) return notApplicable('No SageMaker resource uses this group.')
    return group.isDefault
      ? fail(
          `The default group of ${group.vpcId} is used by ${group.usedBy.slice(0, 3).join(', ') || 'SageMaker'}`,
        )
      : pass('This is not the default group')
  },
})
