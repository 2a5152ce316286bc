import { defineCheck, notApplicable } from '../../check.ts'
import { mustNot } from '../../permissions/effective-permission.ts'
import { escalations } from '../../permissions/escalation-paths.ts'
import { ofExecutionRole, ROLE_CARRIERS } from '../../permissions/execution-roles.ts'
import { administrator } from '../../permissions/powers.ts'

export const iamExecutionRoleNoPrivilegeEscalation = defineCheck({
  id: 'iam-execution-role-no-privilege-escalation',
  title: 'Execution roles must not be able to raise their own rights',
  practice: 'identity',
  severity: 'high',
  tier: 'core',
  controls: { soc2: ['CC3.3'], awsAi: ['AISF-IAM-02'] },
  why: 'A role that can change policies, or hand a stronger role to compute that it controls, is an administrator in all but name. Code in a notebook runs with it.',
  fix: {
    summary:
      'Remove the action that the finding names, or bound it; a permissions boundary keeps it out for good.',
    console:
      'IAM console › Roles › the role › Permissions › Set permissions boundary; edit the policy that is named.',
    cli: 'aws iam put-role-permissions-boundary --role-name ROLE --permissions-boundary BOUNDARY_ARN',
    effect: 'in-place',
  },
  of: 'iamRoles',
  with: ROLE_CARRIERS,
  evaluate: ofExecutionRole((role, see) => {
    if (administrator(role, see).truth === 'yes')
      return notApplicable('It is an administrator already: iam-execution-role-no-admin tells.')
    return mustNot(escalations(role, see), 'No known way to raise its own rights is open')
  }),
})
