import type { Detection } from '../detection.ts'
import { deniedCalls } from './denied-calls.ts'
import { detectionOff } from './detection-off.ts'
import { enumeration } from './enumeration.ts'
import { executionRoleOutside } from './execution-role-outside.ts'
import { executionRolePolicy } from './execution-role-policy.ts'
import { failedSignIns } from './failed-sign-ins.ts'
import { grantPath } from './grant-path.ts'
import { inferenceOutput } from './inference-output.ts'
import { keyDisabled } from './key-disabled.ts'
import { lifecycleConfig } from './lifecycle-config.ts'
import { openedToInternet } from './opened-to-internet.ts'
import { presignedForAnother } from './presigned-for-another.ts'
import { presignedNewAddress } from './presigned-new-address.ts'
import { remoteAccess } from './remote-access.ts'
import { rootUsed } from './root-used.ts'
import { trailTampered } from './trail-tampered.ts'

/** Everything that is watched for, in order of the ids. */
export const DETECTIONS: readonly Detection[] = [
  deniedCalls,
  detectionOff,
  enumeration,
  executionRoleOutside,
  executionRolePolicy,
  failedSignIns,
  grantPath,
  inferenceOutput,
  keyDisabled,
  lifecycleConfig,
  openedToInternet,
  presignedForAnother,
  presignedNewAddress,
  remoteAccess,
  rootUsed,
  trailTampered,
]
