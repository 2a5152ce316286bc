import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { known } from '../../snapshot.ts'

export const kmsKeyRotation = defineCheck({
  id: 'kms-key-rotation',
  title: 'Customer-managed KMS keys must rotate by themselves',
  practice: 'encryption-at-rest',
  severity: 'low',
  tier: 'core',
  controls: {
    fsbp: ['KMS.4'],
    cisAws5: ['3.6'],
    cisAws7: ['4.6'],
    nist80053r5: ['CM-6(a)', 'CM-9(b)', 'SA-9(6)', 'SC-12', 'SC-12(2)', 'SC-12(6)'],
    pciDss4: ['3.7.4', '3.7.5'],
    hipaa: ['§164.312(a)(2)(iv)'],
    soc2: ['PI1.5'],
    iso27001: ['A.8.5', 'A.8.11', 'A.8.24'],
    gdpr: ['Art. 25', 'Art. 30'],
    awsAi: ['AISF-INFRA-07'],
  },
  why: 'Rotation bounds how much data one version of the key material protects. It costs nothing to use: old data stays readable and no resource has to change.',
  fix: {
    summary: 'Turn on automatic rotation. For a replica do it on the primary key.',
    console: 'KMS console › Customer managed keys › the key › Key rotation › Edit › Automatically rotate.',
    cli: 'aws kms enable-key-rotation --key-id KEY',
    effect: 'in-place',
  },
  of: 'keys',
  evaluate: (key) => {
    if (key.manager !== 'CUSTOMER') return notApplicable('AWS manages and rotates this key.')
    if (!key.symmetric) return notApplicable('Asymmetric and HMAC keys cannot rotate by themselves.')
    if (key.origin !== 'AWS_KMS')
      return notApplicable(`Key material of origin ${key.origin} cannot rotate by itself.`)
    // KMS answers "no rotation" for these whatever was set: GetKeyRotationStatus.
    if (key.state.startsWith('Pending')) return notApplicable(`KMS rotates no key in the state ${key.state}.`)
    return known(key.rotation) ? pass('Automatic rotation is on') : fail('Automatic rotation is off')
  },
})
