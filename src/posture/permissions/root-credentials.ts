import type { AccountSummary } from '../inventory/iam.ts'
import { Undecided } from '../snapshot.ts'

/**
 * Whether the root user has anything to sign in with. Where an organisation manages root centrally it has not, and
 * MFA for it would protect nothing. Throws `Undecided` where IAM does not tell about the password.
 */
export function rootHasCredentials({
  rootAccessKeys,
  rootPassword,
  rootMfaEnabled,
}: AccountSummary): boolean {
  if (rootAccessKeys || rootMfaEnabled || rootPassword === true) return true
  if (rootPassword === false) return false
  throw new Undecided('IAM does not say whether the root user has a password.')
}
