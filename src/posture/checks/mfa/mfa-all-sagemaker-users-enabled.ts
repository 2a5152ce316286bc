import { defineCheck, notApplicable } from '../../check.ts'
import { certain } from '../../permissions/effective-permission.ts'
import { serviceRight } from '../../permissions/service-right.ts'
import { deviceVerdict } from '../../permissions/user-mfa.ts'

export const mfaAllSagemakerUsersEnabled = defineCheck({
  id: 'mfa-all-sagemaker-users-enabled',
  title: 'Every IAM user with SageMaker rights must have MFA, also one with access keys only',
  practice: 'mfa',
  severity: 'high',
  tier: 'core',
  controls: {
    fsbp: ['IAM.5', 'IAM.19'],
    cisAws5: ['1.9'],
    cisAws7: ['2.10'],
    nist80053r5: [
      'AC-2(1)',
      'AC-3(2)',
      'AC-3(3)',
      'AC-3(3)(a)',
      'AC-3(3)(b)(1)',
      'AC-3(3)(b)(2)',
      'AC-3(3)(b)(3)',
      'AC-3(3)(b)(4)',
      'AC-3(3)(b)(5)',
      'AC-3(3)(c)',
      'AC-3(4)',
      'AC-3(4)(a)',
      'AC-3(4)(b)',
      'AC-3(4)(c)',
      'AC-3(4)(d)',
      'AC-3(4)(e)',
      'AC-3(8)',
      'AC-3(12)(a)',
      'AC-3(13)',
      'AC-3(15)(a)',
      'AC-3(15)(b)',
      'AC-4(28)',
      'AC-7(4)',
      'AC-7(4)(a)',
      'AC-24',
      'CM-5(1)(a)',
      'CM-6(a)',
      'CM-9(b)',
      'IA-2(1)',
      'IA-2(2)',
      'IA-2(6)',
      'IA-2(6)(a)',
      'IA-2(8)',
      'SC-23(3)',
    ],
    pciDss4: ['7.2.1', '7.2.2', '7.2.5', '7.3.1', '7.3.2', '7.3.3', '8.4.1', '8.4.2', '8.4.3', '11.5.2'],
    hipaa: ['§164.308(a)(3)(ii)(A)', '§164.308(a)(4)(ii)(B)', '§164.312(a)(1)', '§164.312(d)'],
    soc2: ['CC6.6'],
    iso27001: ['A.5.15', 'A.5.17', 'A.8.5'],
    gdpr: ['Art. 25'],
    awsAi: ['AISF-IAM-01'],
  },
  why: 'An access key works from anywhere. Without a device the user can never be asked for more than the key, also where a policy would ask.',
  fix: {
    summary: 'Register an MFA device for the user; give machines a role instead of a user.',
    console: 'IAM console › Users › the user › Security credentials › Assign MFA device.',
    cli: 'aws iam enable-mfa-device --user-name USER --serial-number DEVICE_ARN --authentication-code1 CODE --authentication-code2 NEXT_CODE',
    effect: 'in-place',
  },
  of: 'iamUsers',
  with: ['credentials'],
  evaluate: (user, see) => {
    const [right] = certain([serviceRight(user, 'any', see)])
    if (!right) return notApplicable('The user has no right in SageMaker.')
    return deviceVerdict(user, right.evidence, see)
  },
})
