import { defineCheck, fail, pass } from '../../check.ts'
import { rootHasCredentials } from '../../permissions/root-credentials.ts'

export const mfaRootEnabled = defineCheck({
  id: 'mfa-root-enabled',
  title: 'The root user must have MFA',
  practice: 'mfa',
  severity: 'critical',
  tier: 'core',
  controls: {
    fsbp: ['IAM.9'],
    cisAws5: ['1.4'],
    cisAws7: ['2.5'],
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
      'CM-6(a)',
      'CM-9(b)',
      'IA-2(1)',
      'IA-2(2)',
      'IA-2(6)',
      'IA-2(6)(a)',
      'IA-2(8)',
      'SC-23(3)',
    ],
    pciDss4: ['8.4.1', '8.4.2', '8.4.3'],
    hipaa: ['§164.308(a)(3)(ii)(A)', '§164.312(d)'],
    soc2: ['CC6.6'],
    iso27001: ['A.5.15', 'A.5.17', 'A.8.5'],
    gdpr: ['Art. 25'],
    awsAi: ['AISF-IAM-01'],
  },
  why: 'Whoever has the root password, or can reset it by mail, owns the account. A second factor is the only other lock.',
  fix: {
    summary:
      'Register an MFA device for root, or let the organisation remove the root credentials of member accounts.',
    console:
      'Sign in as root › account name › Security credentials › Multi-factor authentication › Assign MFA device.',
    cli: 'aws iam enable-organizations-root-credentials-management',
    effect: 'in-place',
  },
  of: 'accountSummary',
  evaluate: (summary) => {
    if (summary.rootMfaEnabled) return pass('The root user has MFA')
    return rootHasCredentials(summary)
      ? fail('The root user has credentials and no MFA')
      : pass('The root user has no credentials to sign in with')
  },
})
