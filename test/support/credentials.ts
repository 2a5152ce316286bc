import type { Credential } from '../../src/posture/inventory/iam.ts'
import { ACCOUNT, a, NOW } from './inventory.ts'

/** A row of the credential report: a user with a password and an MFA device. */
export function aCredential(fields: Partial<Credential> = {}): Credential {
  const name = fields.name ?? 'ana'
  return a('credentials', {
    name,
    region: 'global',
    arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
    root: false,
    passwordEnabled: true,
    mfaActive: true,
    accessKeys: [],
    reportedAt: NOW,
    ...fields,
  })
}
