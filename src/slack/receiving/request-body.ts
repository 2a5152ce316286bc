/** The longest body that is taken, in bytes: a view may hold 250 kB, escaped three times as much. */
export const MOST_BYTES = 1_000_000

/** The form or JSON that Slack sends, as the one object that listeners know; `undefined` where it is neither. */
export function parseBody(
  contentType: string | undefined,
  body: Buffer,
): Record<string, unknown> | undefined {
  const type = mediaType(contentType)
  const text = body.toString('utf8')
  if (type === 'application/json') return asObject(text)
  if (type !== 'application/x-www-form-urlencoded') return undefined
  const form = Object.fromEntries(new URLSearchParams(text))
  return form.payload === undefined ? form : asObject(form.payload)
}

/** `application/json` of `Application/JSON; charset=utf-8`. */
export function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

/** Slack's occasional look whether the certificate is good. It may be unsigned, and wants nothing but an answer. */
export function isSslCheck(contentType: string | undefined, body: Buffer): boolean {
  return (
    mediaType(contentType) === 'application/x-www-form-urlencoded' &&
    body.length < 500 &&
    /(?:^|&)ssl_check=1(?:&|$)/.test(body.toString('latin1'))
  )
}

function asObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : undefined
  } catch {
    return undefined
  }
}
