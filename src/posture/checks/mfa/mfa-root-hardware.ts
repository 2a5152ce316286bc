import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { rootHasCredentials } from '../../permissions/root-credentials.ts'
import { known } from '../../snapshot.ts'

export const mfaRootHardware = defineCheck({
  id: 'mfa-root-hardware',
  title: 'The MFA of the root user should be a hardware key or a passkey',
  practice: 'mfa',
  severity: 'high',
  tier: 'core',
  controls: {
    fsbp: ['IAM.6'],
    cisAws5: ['1.5'],
    cisAws7: ['2.6'],
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
    pciDss4: ['8.4.1', '8.4.2', '8.4.3'],
    hipaa: ['§164.308(a)(3)(ii)(A)', '§164.312(d)'],
    soc2: ['CC6.6'],
    gdpr: ['Art. 25'],
    awsAi: ['AISF-IAM-01'],
  },
  why: 'A code from an app can be phished and its seed can be copied. A hardware key signs only for the real site and cannot be copied.',
  fix: {
    summary:
      'Register a FIDO2 key or passkey for root, then remove the virtual device: one virtual device among several still counts.',
    console: 'Sign in as root › account name › Security credentials › Multi-factor authentication.',
    cli: 'aws iam list-virtual-mfa-devices --assignment-status Assigned',
    effect: 'in-place',
  },
  of: 'accountSummary',
  evaluate: (summary) => {
    if (!rootHasCredentials(summary))
      return notApplicable('The root user has no credentials to sign in with.')
    if (!summary.rootMfaEnabled) return fail('The root user has no MFA at all')
    return known(summary.rootMfaVirtual)
      ? fail('A virtual MFA device is assigned to the root user')
      : pass('The root user has MFA and no virtual device')
  },
})
