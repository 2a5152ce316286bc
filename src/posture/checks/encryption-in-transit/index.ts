import type { Check } from '../../check.ts'
import { bucketDenyInsecureTransport } from './bucket-deny-insecure-transport.ts'
import { vpcEndpointPrivateDns } from './vpc-endpoint-private-dns.ts'
import { workforceOidcHttps } from './workforce-oidc-https.ts'
import { workloadInterContainerEncryptionChecks } from './workload-inter-container-encryption.ts'

/** The checks of this practice, in the order of their ids. */
export const encryptionInTransitChecks: readonly Check[] = [
  bucketDenyInsecureTransport,
  vpcEndpointPrivateDns,
  workforceOidcHttps,
  ...workloadInterContainerEncryptionChecks,
].toSorted((a, b) => a.id.localeCompare(b.id))
