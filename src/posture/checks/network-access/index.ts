import type { Check } from '../../check.ts'
import { bucketPublicAccessBlocked } from './bucket-public-access-blocked.ts'
import { notebookRootAccessDisabled } from './notebook-root-access-disabled.ts'
import { spaceRemoteAccessDisabled } from './space-remote-access-disabled.ts'
import { workforceSourceIpNotBroad } from './workforce-source-ip-not-broad.ts'
import { workforceSourceIpRestricted } from './workforce-source-ip-restricted.ts'
import { workteamS3PresignConstrained } from './workteam-s3-presign-constrained.ts'

/** The checks of this practice, in the order of their ids. */
export const networkAccessChecks: readonly Check[] = [
  bucketPublicAccessBlocked,
  notebookRootAccessDisabled,
  spaceRemoteAccessDisabled,
  workforceSourceIpNotBroad,
  workforceSourceIpRestricted,
  workteamS3PresignConstrained,
].toSorted((a, b) => a.id.localeCompare(b.id))
