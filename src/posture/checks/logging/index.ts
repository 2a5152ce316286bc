import type { Check } from '../../check.ts'
import { cloudtrailBucketAccessLogging } from './cloudtrail-bucket-access-logging.ts'
import { cloudtrailBucketNotPublic } from './cloudtrail-bucket-not-public.ts'
import { cloudtrailCloudwatchIntegration } from './cloudtrail-cloudwatch-integration.ts'
import { cloudtrailDeliveryHealthy } from './cloudtrail-delivery-healthy.ts'
import { cloudtrailKmsEncryption } from './cloudtrail-kms-encryption.ts'
import { cloudtrailLogFileValidation } from './cloudtrail-log-file-validation.ts'
import { cloudtrailLogRetention } from './cloudtrail-log-retention.ts'
import { cloudtrailManagementEventsUnfiltered } from './cloudtrail-management-events-unfiltered.ts'
import { cloudtrailMultiRegionLogging } from './cloudtrail-multi-region-logging.ts'
import { cloudtrailS3DataEventsSagemakerBuckets } from './cloudtrail-s3-data-events-sagemaker-buckets.ts'
import { cloudtrailSagemakerDataEvents } from './cloudtrail-sagemaker-data-events.ts'
import { executionRoleCanWriteLogs } from './execution-role-can-write-logs.ts'
import { logGroupKms } from './log-group-kms.ts'
import { logGroupPresentForLiveResource } from './log-group-present-for-live-resource.ts'
import { logGroupRetention } from './log-group-retention.ts'
import { studioSourceIdentityEnabled } from './studio-source-identity-enabled.ts'

/** The checks of this practice, in the order of their ids. */
export const loggingChecks: readonly Check[] = [
  executionRoleCanWriteLogs,
  cloudtrailBucketAccessLogging,
  cloudtrailBucketNotPublic,
  cloudtrailCloudwatchIntegration,
  cloudtrailDeliveryHealthy,
  cloudtrailKmsEncryption,
  cloudtrailLogFileValidation,
  cloudtrailLogRetention,
  cloudtrailManagementEventsUnfiltered,
  cloudtrailMultiRegionLogging,
  cloudtrailS3DataEventsSagemakerBuckets,
  cloudtrailSagemakerDataEvents,
  logGroupKms,
  logGroupPresentForLiveResource,
  logGroupRetention,
  studioSourceIdentityEnabled,
].toSorted((a, b) => a.id.localeCompare(b.id))
