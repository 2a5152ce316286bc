import type { Check } from '../../check.ts'
import { endpointMultiInstance } from './endpoint-multi-instance.ts'
import { lifecycleScriptSuspiciousContent } from './lifecycle-script-suspicious-content.ts'
import { modelImageDigestPinned } from './model-image-digest-pinned.ts'
import { modelImageTrustedSource } from './model-image-trusted-source.ts'
import { modelMonitorEnabled } from './model-monitor-enabled.ts'
import { monitoringScheduleHealthy } from './monitoring-schedule-healthy.ts'
import { notebookLifecycleConfigAttached } from './notebook-lifecycle-config-attached.ts'
import { notebookSupportedPlatform } from './notebook-supported-platform.ts'
import { resourceInApprovedRegion } from './resource-in-approved-region.ts'
import { resourceTaggedChecks } from './resource-tagged.ts'

/** The checks of this practice, in the order of their ids. */
export const complianceChecks: readonly Check[] = [
  endpointMultiInstance,
  lifecycleScriptSuspiciousContent,
  modelImageDigestPinned,
  modelImageTrustedSource,
  modelMonitorEnabled,
  monitoringScheduleHealthy,
  notebookLifecycleConfigAttached,
  notebookSupportedPlatform,
  resourceInApprovedRegion,
  ...resourceTaggedChecks,
].toSorted((a, b) => a.id.localeCompare(b.id))
