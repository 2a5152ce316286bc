import { Sha256 } from '@smithy/core/checksum'
import { HttpRequest } from '@smithy/core/protocols'
import { SignatureV4 } from '@smithy/signature-v4'
import type { Clock } from '../../base/time.ts'
import type { AwsSettings } from '../clients.ts'
import { CALLER_BODY, CALLER_CONTENT_TYPE, NONCE, NONCE_HEADER, type SignedCaller } from './caller-request.ts'

/** Where and when a caller's proof is signed. */
interface Signing {
  readonly region: string
  /** The address of STS in the Region: see `stsEndpoints`. */
  readonly endpoint: string
  readonly clock: Clock
}

/**
 * Signs, but does not send, a sts:GetCallerIdentity with a nonce in it, and gives it as one line to be pasted. It is the
 * half that runs where the credentials are. The line is good for this nonce alone, holds no secret key, and lets nobody
 * do anything but ask STS who signed it; the session token of temporary credentials is in it, useless without their key.
 */
export async function signCallerIdentity(
  nonce: string,
  credentials: NonNullable<AwsSettings['credentials']>,
  { region, endpoint, clock }: Signing,
): Promise<string> {
  if (!NONCE.test(nonce)) throw new Error('The nonce is not one of this bot')
  const url = new URL(endpoint)
  const signer = new SignatureV4({
    service: 'sts',
    region,
    credentials: typeof credentials === 'function' ? () => credentials() : credentials,
    sha256: Sha256,
    applyChecksum: false,
  })
  const request = new HttpRequest({
    protocol: url.protocol,
    hostname: url.hostname,
    method: 'POST',
    path: '/',
    headers: { host: url.host, 'content-type': CALLER_CONTENT_TYPE, [NONCE_HEADER]: nonce },
    body: CALLER_BODY,
  })
  const { headers } = await signer.sign(request, { signingDate: new Date(clock()) })
  const { authorization = '', 'x-amz-date': date = '', 'x-amz-security-token': token } = headers
  const signed: SignedCaller = {
    version: 1,
    nonce,
    region,
    date,
    authorization,
    ...(token !== undefined && { token }),
  }
  return Buffer.from(JSON.stringify(signed)).toString('base64url')
}
