import { createHmac, timingSafeEqual } from 'node:crypto'

/** Slack's request signature (docs.slack.dev, verifying requests): HMAC-SHA256 over version, time and raw body. */
export const sign = (secret: string, seconds: number, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')}`

/** True when both strings are equal, taking the same time wherever they differ. */
export const sameSecret = (given: string, wanted: string): boolean => {
  const a = Buffer.from(given)
  const b = Buffer.from(wanted)
  return a.length === b.length && timingSafeEqual(a, b)
}
