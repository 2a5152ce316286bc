import { Nonsense } from './call.ts'
import type { Service } from './sdk.ts'

/** The start of an answer's body that each read of S3 and S3 Control must have; XML shapes are all optional, so nothing else tells. */
const S3_ROOTS: Readonly<Record<string, string>> = {
  GetBucketAcl: '<AccessControlPolicy',
  GetBucketEncryption: '<ServerSideEncryptionConfiguration',
  GetBucketPolicy: '{',
  GetBucketPolicyStatus: '<PolicyStatus',
  GetPublicAccessBlock: '<PublicAccessBlockConfiguration',
  GetBucketVersioning: '<VersioningConfiguration',
  GetBucketLifecycleConfiguration: '<LifecycleConfiguration',
  GetBucketLogging: '<BucketLoggingStatus',
}

const XML_DECLARATION = /^\s*(<\?xml[^>]*\?>)?\s*/

/**
 * Throws `Nonsense` where the body of a successful answer is not of the operation: a proxy's page, half a document.
 * The SDK reads such a body as an answer with no fields, which for many operations means "nothing is configured".
 */
export function checkBody(service: Service, operation: string, contentType: string, body: string): void {
  const start = body.slice(0, 400).replace(XML_DECLARATION, '')
  const json = start.startsWith('{') || contentType.includes('cbor')
  const sane =
    service === 's3' || service === 's3control'
      ? start.startsWith(S3_ROOTS[operation] ?? '<')
      : json || start.startsWith(`<${operation}Response`)
  if (!sane) throw new Nonsense(`the answer to ${operation} is not one of AWS`)
}
