import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { unusable } from '../../encryption/encryption-key.ts'

export const kmsKeyUsable = defineCheck({
  id: 'kms-key-usable',
  title: 'KMS keys in use must be enabled and not scheduled for deletion',
  practice: 'encryption-at-rest',
  severity: 'high',
  tier: 'core',
  controls: {
    fsbp: ['KMS.3'],
    nist80053r5: ['SA-9(6)', 'SC-12', 'SC-12(2)', 'SC-12(6)'],
    pciDss4: [
      '3.5.1.1',
      '3.5.1.3',
      '3.6.1',
      '3.6.1.2',
      '3.6.1.3',
      '3.6.1.4',
      '3.7.1',
      '3.7.2',
      '3.7.4',
      '3.7.6',
      '3.7.7',
      '4.2.1.1',
    ],
    hipaa: ['§164.308(a)(1)(ii)(B)'],
    soc2: ['CC6.1', 'CC6.2'],
    iso27001: ['A.8.11', 'A.8.24'],
    awsAi: ['AISF-INFRA-07'],
  },
  why: 'When a key is disabled, everything that it encrypts stops working; when it is deleted, the data is lost for good. Nobody can undo a deletion after its date.',
  fix: {
    summary:
      'Cancel the deletion or enable the key at once; retire it only after everything was moved to another.',
    console:
      'KMS console › Customer managed keys › the key › Key actions › Cancel key deletion, then Enable.',
    cli: 'aws kms cancel-key-deletion --key-id KEY\naws kms enable-key --key-id KEY',
    effect: 'in-place',
  },
  of: 'keys',
  evaluate: (key) => {
    if (key.manager !== 'CUSTOMER') return notApplicable('AWS manages this key.')
    const problem = unusable(key.state)
    if (!problem) return pass(`The key is in the state ${key.state}`)
    const users = key.usedBy.slice(0, 3).join(', ')
    return fail(`The key ${problem}${users && `, and is used by ${users}`}`)
  },
})
