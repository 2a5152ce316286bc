import { defineCheck } from '../../check.ts'
import { permissionSomewhere } from '../../permissions/reachable.ts'
import { mfaDemandVerdict } from '../../permissions/without-mfa-verdict.ts'

const ACTIONS = [
  ['sagemaker:CreatePresignedDomainUrl', 'user-profile/*'],
  ['sagemaker:CreatePresignedNotebookInstanceUrl', 'notebook-instance/*'],
  ['sagemaker:CreatePresignedMlflowTrackingServerUrl', 'mlflow-tracking-server/*'],
  ['sagemaker:CreatePresignedMlflowAppUrl', 'mlflow-app/*'],
  ['sagemaker:CreatePartnerAppPresignedUrl', 'partner-app/*'],
] as const

export const mfaPresignedUrlConditioned = defineCheck({
  id: 'mfa-presigned-url-conditioned',
  title: 'Presigned URLs of Studio, notebook instances and MLflow must need MFA',
  practice: 'mfa',
  severity: 'high',
  tier: 'core',
  controls: {},
  why: 'The URL itself is the key: whoever holds it has the session, for up to twelve hours. The moment it is made is the only one at which MFA can be asked for.',
  fix: {
    summary:
      'Add a condition on aws:MultiFactorAuthPresent or aws:MultiFactorAuthAge to every Allow of these actions.',
    console: 'IAM console › the user or role › Permissions › edit the policy that the finding names.',
    cli: 'aws iam put-user-policy --user-name USER --policy-name demand-mfa --policy-document file://demand-mfa.json',
    effect: 'in-place',
  },
  of: ['iamRoles', 'iamUsers'],
  evaluate: (principal, see) =>
    mfaDemandVerdict(
      principal,
      ACTIONS.map(
        ([action, shape]) =>
          (keys) =>
            permissionSomewhere(principal, [action], 'sagemaker', shape, see, keys),
      ),
      'It may not make a presigned URL.',
      see,
    ),
})
