import type { Check } from '../../check.ts'
import { iamExecutionRoleNoAdmin } from './iam-execution-role-no-admin.ts'
import { iamExecutionRoleNoExternalTrust } from './iam-execution-role-no-external-trust.ts'
import { iamExecutionRoleNoPermissiveStudioPolicies } from './iam-execution-role-no-permissive-studio-policies.ts'
import { iamExecutionRoleNoPrivilegeEscalation } from './iam-execution-role-no-privilege-escalation.ts'
import { iamExecutionRoleNoSagemakerFullAccess } from './iam-execution-role-no-sagemaker-full-access.ts'
import { iamExecutionRoleNotShared } from './iam-execution-role-not-shared.ts'
import { iamExecutionRoleReachChecks } from './iam-execution-role-reach.ts'
import { iamExecutionRoleTrustConfusedDeputy } from './iam-execution-role-trust-confused-deputy.ts'
import { iamNoFullAdminPolicies } from './iam-no-full-admin-policies.ts'
import { iamNoSagemakerServiceWildcard } from './iam-no-sagemaker-service-wildcard.ts'
import { iamPrivescNotebookLifecycleConfig } from './iam-privesc-notebook-lifecycle-config.ts'
import { iamPrivescPassroleChecks } from './iam-privesc-passrole.ts'
import { iamPrivescPresignedNotebookUrl } from './iam-privesc-presigned-notebook-url.ts'
import { iamRootNoAccessKey } from './iam-root-no-access-key.ts'
import { iamRootNotUsed } from './iam-root-not-used.ts'

/** The checks of this practice, in the order of their ids. */
export const identityChecks: readonly Check[] = [
  iamExecutionRoleNoAdmin,
  iamExecutionRoleNoExternalTrust,
  iamExecutionRoleNoPermissiveStudioPolicies,
  iamExecutionRoleNoPrivilegeEscalation,
  iamExecutionRoleNoSagemakerFullAccess,
  iamExecutionRoleNotShared,
  ...iamExecutionRoleReachChecks,
  iamExecutionRoleTrustConfusedDeputy,
  iamNoFullAdminPolicies,
  iamNoSagemakerServiceWildcard,
  iamPrivescNotebookLifecycleConfig,
  ...iamPrivescPassroleChecks,
  iamPrivescPresignedNotebookUrl,
  iamRootNoAccessKey,
  iamRootNotUsed,
].toSorted((a, b) => a.id.localeCompare(b.id))
