import type { Check } from '../../check.ts'
import { bucketPolicyDataPerimeter } from './bucket-policy-data-perimeter.ts'
import { bucketPublicAccessBlocked } from './bucket-public-access-blocked.ts'
import { invokeEndpointNetworkConditioned } from './invoke-endpoint-network-conditioned.ts'
import { notebookRootAccessDisabled } from './notebook-root-access-disabled.ts'
import { presignNetworkConditionedChecks } from './presign-network-conditioned.ts'
import { spaceRemoteAccessDisabled } from './space-remote-access-disabled.ts'
import { vpcEndpointPolicyRestrictive } from './vpc-endpoint-policy-restrictive.ts'
import { workforceSourceIpNotBroad } from './workforce-source-ip-not-broad.ts'
import { workforceSourceIpRestricted } from './workforce-source-ip-restricted.ts'
import { workteamS3PresignConstrained } from './workteam-s3-presign-constrained.ts'

/** The checks of this practice, in the order of their ids. */
export const networkAccessChecks: readonly Check[] = [
  vpcEndpointPolicyRestrictive,
  ...presignNetworkConditionedChecks,
  invokeEndpointNetworkConditioned,
  bucketPolicyDataPerimeter,
  bucketPublicAccessBlocked,
  notebookRootAccessDisabled,
  spaceRemoteAccessDisabled,
  workforceSourceIpNotBroad,
  workforceSourceIpRestricted,
  workteamS3PresignConstrained,
].toSorted((a, b) => a.id.localeCompare(b.id))
