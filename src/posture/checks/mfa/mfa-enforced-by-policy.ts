import { defineCheck } from '../../check.ts'
import { permissionSomewhere } from '../../permissions/reachable.ts'
import { mfaDemandVerdict } from '../../permissions/without-mfa-verdict.ts'

const ACTIONS = [
  ['sagemaker:CreatePresignedDomainUrl', 'sagemaker', 'user-profile/*'],
  ['sagemaker:CreateNotebookInstance', 'sagemaker', 'notebook-instance/*'],
  ['iam:PassRole', 'iam', 'role/*'],
] as const

export const mfaEnforcedByPolicy = defineCheck({
  id: 'mfa-enforced-by-policy',
  title: 'MFA must be demanded by policy, not only registered',
  practice: 'mfa',
  severity: 'high',
  tier: 'core',
  controls: {},
  why: 'A registered device protects nothing while the same calls also work without it: a stolen access key never meets the second factor.',
  fix: {
    summary:
      'Attach a Deny with BoolIfExists aws:MultiFactorAuthPresent false to people, or demand MFA in the trust of the role. Keep it off Identity Center roles: their sessions carry no such key.',
    console: 'IAM console › the user or role › Permissions › Add permissions.',
    cli: 'aws iam put-user-policy --user-name USER --policy-name demand-mfa --policy-document file://demand-mfa.json',
    effect: 'in-place',
  },
  of: ['iamRoles', 'iamUsers'],
  evaluate: (principal, see) =>
    mfaDemandVerdict(
      principal,
      ACTIONS.map(
        ([action, service, shape]) =>
          (keys) =>
            permissionSomewhere(principal, [action], service, shape, see, keys),
      ),
      'It may neither open Studio, nor create notebook instances, nor pass roles.',
      see,
    ),
})
