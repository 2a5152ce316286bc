/** The credential scope of a Signature Version 4 request. The signature itself is not checked: there is no secret. */
export interface Scope {
  readonly accessKeyId: string
  readonly region: string
  readonly service: string
}

const SCOPE = /^([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request$/

const parse = (credential: string | undefined | null): Scope | undefined => {
  const [, accessKeyId, region, service] = SCOPE.exec(credential ?? '') ?? []
  return accessKeyId && region && service ? { accessKeyId, region, service } : undefined
}

/**
 * Reads who signed a request, for which service and Region, from the Authorization header or a presigned query.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export const scopeOf = (authorization: string | undefined, query: URLSearchParams): Scope | undefined =>
  parse(/^AWS4-[A-Z0-9-]+ .*?Credential=([^,\s]+)/.exec(authorization ?? '')?.[1]) ??
  parse(query.get('X-Amz-Credential'))
