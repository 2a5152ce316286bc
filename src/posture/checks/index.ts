import type { Check } from '../check.ts'
import { complianceChecks } from './compliance/index.ts'
import { dataPrivacyChecks } from './data-privacy/index.ts'
import { encryptionAtRestChecks } from './encryption-at-rest/index.ts'
import { encryptionInTransitChecks } from './encryption-in-transit/index.ts'
import { identityChecks } from './identity/index.ts'
import { loggingChecks } from './logging/index.ts'
import { mfaChecks } from './mfa/index.ts'
import { monitoringChecks } from './monitoring/index.ts'
import { networkAccessChecks } from './network-access/index.ts'
import { networkIsolationChecks } from './network-isolation/index.ts'

/** Every check, practice by practice in the order of the document. */
export const CHECKS: readonly Check[] = [
  ...identityChecks,
  ...mfaChecks,
  ...encryptionAtRestChecks,
  ...encryptionInTransitChecks,
  ...networkIsolationChecks,
  ...networkAccessChecks,
  ...dataPrivacyChecks,
  ...complianceChecks,
  ...loggingChecks,
  ...monitoringChecks,
]
