/** The body of the one request that proves who somebody is. */
export const CALLER_BODY = 'Action=GetCallerIdentity&Version=2011-06-15'

export const CALLER_CONTENT_TYPE = 'application/x-www-form-urlencoded; charset=utf-8'

/** Carries the nonce. It is signed with the rest, so only the holder of the key can have put it there. */
export const NONCE_HEADER = 'x-sagewarden-nonce'

/** What a nonce may be: it stands in a header. */
export const NONCE = /^[\w-]{16,128}$/

/** Headers that are signed: all of these, and nothing else. */
export function signedHeaders(withToken: boolean): readonly string[] {
  return ['content-type', 'host', 'x-amz-date', ...(withToken ? ['x-amz-security-token'] : []), NONCE_HEADER]
}

/**
 * What somebody pastes: the parts of a signed sts:GetCallerIdentity that only they could make. Method, address, path and
 * body are not among them: whoever sends the request fills them in.
 */
export interface SignedCaller {
  readonly version: 1
  readonly nonce: string
  readonly region: string
  /** `20261123T090000Z`. */
  readonly date: string
  /** The Authorization header of Signature Version 4. */
  readonly authorization: string
  /** The session token of temporary credentials. */
  readonly token?: string
}

/** The addresses of STS in these Regions. Source: AWS General Reference, "AWS Security Token Service endpoints". */
export function stsEndpoints(
  partition: string,
  regions: readonly string[],
): Readonly<Record<string, string>> {
  const suffix = partition === 'aws-cn' ? '.cn' : ''
  return Object.fromEntries(
    regions.map((region) => [region, `https://sts.${region}.amazonaws.com${suffix}`] as const),
  )
}
