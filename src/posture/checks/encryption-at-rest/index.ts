import type { Check } from '../../check.ts'
import { bucketDefaultEncryptionKms } from './bucket-default-encryption-kms.ts'
import { domainStorageCmk } from './domain-storage-cmk.ts'
import { endpointAsyncOutputKms } from './endpoint-async-output-kms.ts'
import { endpointConfigVolumeKms } from './endpoint-config-volume-kms.ts'
import { endpointDataCaptureKms } from './endpoint-data-capture-kms.ts'
import { featureGroupOfflineKms } from './feature-group-offline-kms.ts'
import { featureGroupOnlineKms } from './feature-group-online-kms.ts'
import { kmsKeyPolicyRestricted } from './kms-key-policy-restricted.ts'
import { kmsKeyRotation } from './kms-key-rotation.ts'
import { kmsKeyUsable } from './kms-key-usable.ts'
import { monitoringKmsChecks } from './monitoring-kms.ts'
import { notebookVolumeCmk } from './notebook-volume-cmk.ts'
import { notebookVolumeKmsKey } from './notebook-volume-kms-key.ts'
import { pipelineStepsKms } from './pipeline-steps-kms.ts'
import { workloadOutputKmsChecks } from './workload-output-kms.ts'
import { workloadVolumeKmsChecks } from './workload-volume-kms.ts'

/** The checks of this practice, in the order of their ids. */
export const encryptionAtRestChecks: readonly Check[] = [
  kmsKeyPolicyRestricted,
  bucketDefaultEncryptionKms,
  domainStorageCmk,
  endpointAsyncOutputKms,
  endpointConfigVolumeKms,
  endpointDataCaptureKms,
  featureGroupOfflineKms,
  featureGroupOnlineKms,
  kmsKeyRotation,
  kmsKeyUsable,
  ...monitoringKmsChecks,
  notebookVolumeCmk,
  notebookVolumeKmsKey,
  pipelineStepsKms,
  ...workloadOutputKmsChecks,
  ...workloadVolumeKmsChecks,
].toSorted((a, b) => a.id.localeCompare(b.id))
