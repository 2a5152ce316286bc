import { defineCheck } from '../../check.ts'
import { mustNot } from '../../permissions/effective-permission.ts'
import { ofExecutionRole, ROLE_CARRIERS } from '../../permissions/execution-roles.ts'
import { administrator } from '../../permissions/powers.ts'

export const iamExecutionRoleNoAdmin = defineCheck({
  id: 'iam-execution-role-no-admin',
  title: 'Execution roles must not hold administrator rights',
  practice: 'identity',
  severity: 'critical',
  tier: 'core',
  controls: { nist80053r5: ['AC-6'], hipaa: ['§164.312(a)(1)'], soc2: ['CC6.1'], awsAi: ['AISF-IAM-02'] },
  why: 'Any code in a notebook or job runs with this role. As an administrator, one malicious package or one careless cell owns the whole account.',
  fix: {
    summary: 'Detach the administrator policy and give the role only what its jobs were seen to use.',
    console: 'IAM console › Roles › the role › Permissions › select the policy › Remove.',
    cli: 'aws iam detach-role-policy --role-name ROLE --policy-arn arn:aws:iam::aws:policy/AdministratorAccess',
    effect: 'in-place',
  },
  of: 'iamRoles',
  with: ROLE_CARRIERS,
  evaluate: ofExecutionRole((role, see) =>
    mustNot([administrator(role, see)], 'No policy that takes effect makes it an administrator'),
  ),
})
