import { createHmac, timingSafeEqual } from 'node:crypto'
import type { EpochSeconds } from '../../base/time.ts'

/** How far a request's time may be from ours, in seconds, before or after. */
const MOST_APART_S = 300

export interface SignedRequest {
  /** `x-slack-signature` */
  readonly signature: string | undefined
  /** `x-slack-request-timestamp` */
  readonly timestamp: string | undefined
  readonly body: Buffer
}

/**
 * Whether Slack signed this body with our secret within the last five minutes (docs.slack.dev, verifying requests from
 * Slack: HMAC-SHA256 over `v0:timestamp:body`). Compares in constant time. Nothing of the body is read.
 */
export function isSignedBySlack(
  { signature, timestamp, body }: SignedRequest,
  secret: string,
  now: EpochSeconds,
): boolean {
  if (secret === '' || !signature || !timestamp || !/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(now - Number(timestamp)) > MOST_APART_S) return false
  const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')
  const given = Buffer.from(signature)
  const right = Buffer.from(`v0=${expected}`)
  return given.length === right.length && timingSafeEqual(given, right)
}
