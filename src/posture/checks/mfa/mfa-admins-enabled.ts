import { defineCheck, notApplicable } from '../../check.ts'
import { certain } from '../../permissions/effective-permission.ts'
import { administrator } from '../../permissions/powers.ts'
import { deviceVerdict } from '../../permissions/user-mfa.ts'

export const mfaAdminsEnabled = defineCheck({
  id: 'mfa-admins-enabled',
  title: 'Administrators must have MFA',
  practice: 'mfa',
  severity: 'critical',
  tier: 'core',
  controls: { awsAi: ['AISF-IAM-01'] },
  why: 'One stolen password or key of an administrator is the whole account.',
  fix: {
    summary: 'Register an MFA device for the user, or take the administrator rights away.',
    console: 'IAM console › Users › the user › Security credentials › Assign MFA device.',
    cli: 'aws iam enable-mfa-device --user-name USER --serial-number DEVICE_ARN --authentication-code1 CODE --authentication-code2 NEXT_CODE',
    effect: 'in-place',
  },
  of: 'iamUsers',
  with: ['credentials'],
  evaluate: (user, see) => {
    const [admin] = certain([administrator(user, see)])
    return admin ? deviceVerdict(user, admin.evidence, see) : notApplicable('The user is no administrator.')
  },
})
