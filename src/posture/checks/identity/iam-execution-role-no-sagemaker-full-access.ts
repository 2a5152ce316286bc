import { UNNAMED } from '../../../base/policy/unnamed.ts'
import { defineCheck, fail } from '../../check.ts'
import { mustNot, nobodys, permission } from '../../permissions/effective-permission.ts'
import { ofExecutionRole, ROLE_CARRIERS } from '../../permissions/execution-roles.ts'

const FULL_ACCESS = /^arn:[^:]+:iam::aws:policy\/AmazonSageMakerFullAccess$/

export const iamExecutionRoleNoSagemakerFullAccess = defineCheck({
  id: 'iam-execution-role-no-sagemaker-full-access',
  title: 'Execution roles must not use AmazonSageMakerFullAccess or sagemaker:* on *',
  practice: 'identity',
  severity: 'high',
  tier: 'core',
  controls: {},
  why: 'The quick setup attaches this policy. It lets code in one notebook open the notebooks of others, pass any role that SageMaker may use, and delete endpoints.',
  fix: {
    summary:
      'Attach a policy built from what the role was seen to use in CloudTrail, then detach AmazonSageMakerFullAccess.',
    console:
      'IAM console › Roles › the role › Permissions › Add permissions; then remove AmazonSageMakerFullAccess.',
    cli: 'aws iam detach-role-policy --role-name ROLE --policy-arn arn:aws:iam::aws:policy/AmazonSageMakerFullAccess',
    effect: 'in-place',
  },
  of: 'iamRoles',
  with: ROLE_CARRIERS,
  evaluate: ofExecutionRole((role, { now }) => {
    if (role.policies.some(({ arn }) => arn !== undefined && FULL_ACCESS.test(arn)))
      return fail('AmazonSageMakerFullAccess is attached')
    const anything = { action: `sagemaker:${UNNAMED}`, resource: nobodys(role, 'sagemaker', '*') }
    return mustNot(
      [permission(role, anything, now)],
      'Neither AmazonSageMakerFullAccess nor sagemaker:* on every resource is in effect',
    )
  }),
})
