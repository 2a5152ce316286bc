import type { Check } from '../../check.ts'
import { domainAuthModeSso } from './domain-auth-mode-sso.ts'
import { domainSsoRemoteAccessBypass } from './domain-sso-remote-access-bypass.ts'
import { mfaAdminsEnabled } from './mfa-admins-enabled.ts'
import { mfaAllSagemakerUsersEnabled } from './mfa-all-sagemaker-users-enabled.ts'
import { mfaConditionOperatorCorrect } from './mfa-condition-operator-correct.ts'
import { mfaConsoleUsersEnabled } from './mfa-console-users-enabled.ts'
import { mfaEnforcedByPolicy } from './mfa-enforced-by-policy.ts'
import { mfaPresignedUrlConditioned } from './mfa-presigned-url-conditioned.ts'
import { mfaRoleAssumptionRequired } from './mfa-role-assumption-required.ts'
import { mfaRootEnabled } from './mfa-root-enabled.ts'
import { mfaRootHardware } from './mfa-root-hardware.ts'

/** The checks of this practice, in the order of their ids. */
export const mfaChecks: readonly Check[] = [
  domainAuthModeSso,
  domainSsoRemoteAccessBypass,
  mfaAdminsEnabled,
  mfaAllSagemakerUsersEnabled,
  mfaConditionOperatorCorrect,
  mfaConsoleUsersEnabled,
  mfaEnforcedByPolicy,
  mfaPresignedUrlConditioned,
  mfaRoleAssumptionRequired,
  mfaRootEnabled,
  mfaRootHardware,
]
