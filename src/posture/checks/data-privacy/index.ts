import type { Check } from '../../check.ts'
import { bucketLifecycleConfigured } from './bucket-lifecycle-configured.ts'
import { bucketVersioningEnabled } from './bucket-versioning-enabled.ts'
import { endpointDataCaptureRetention } from './endpoint-data-capture-retention.ts'
import { endpointDataCaptureSamplingLimited } from './endpoint-data-capture-sampling-limited.ts'
import { featureGroupOnlineTtl } from './feature-group-online-ttl.ts'
import { logGroupDataProtectionPolicy } from './log-group-data-protection-policy.ts'
import { noPlaintextSecretsChecks } from './no-plaintext-secrets.ts'
import { notebookOutputSharingDisabled } from './notebook-output-sharing-disabled.ts'
import { studioIdleShutdownEnabled } from './studio-idle-shutdown-enabled.ts'

/** The checks of this practice, in the order of their ids. */
export const dataPrivacyChecks: readonly Check[] = [
  bucketLifecycleConfigured,
  bucketVersioningEnabled,
  endpointDataCaptureRetention,
  endpointDataCaptureSamplingLimited,
  featureGroupOnlineTtl,
  logGroupDataProtectionPolicy,
  ...noPlaintextSecretsChecks,
  notebookOutputSharingDisabled,
  studioIdleShutdownEnabled,
].toSorted((a, b) => a.id.localeCompare(b.id))
