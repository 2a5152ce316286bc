import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { err, ok, type Result } from '../../base/result.ts'
import { type Clock, epochSeconds, MINUTE_S } from '../../base/time.ts'
import {
  CALLER_BODY,
  CALLER_CONTENT_TYPE,
  NONCE,
  NONCE_HEADER,
  type SignedCaller,
  signedHeaders,
} from './caller-request.ts'

/** Who signed, as STS says. */
export interface Caller {
  readonly arn: string
  /** `AIDA…` of a user; `AROA…:session` of a role's session. */
  readonly userId: string
  readonly account: string
}

/**
 * Why nobody was proved. `malformed`: not what `signCallerIdentity` gives; `wrong-nonce`: signed for another question;
 * `stale`: signed too long ago; `not-accepted`: STS refused it, so it was not signed by a living key, or not as it
 * stands; `no-answer`: STS could not be asked, try again.
 */
export type CallerFault = 'malformed' | 'wrong-nonce' | 'stale' | 'not-accepted' | 'no-answer'

export interface CallerProofOptions {
  /** The addresses of STS that may be asked, by Region: see `stsEndpoints`. */
  readonly endpoints: Readonly<Record<string, string>>
  readonly clock: Clock
  readonly fetch: typeof fetch
}

/** Who signed what was pasted for this nonce. */
export type ProveCaller = (pasted: string, nonce: string) => Promise<Result<Caller, CallerFault>>

const LONGEST_PASTE = 12_000
const FRESH_S = 5 * MINUTE_S
const TIMEOUT_MS = 5000

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=[A-Z0-9]{4,128}\/(\d{8})\/([a-z0-9-]+)\/sts\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=[0-9a-f]{64}$/

const signedCaller = z.strictObject({
  version: z.literal(1),
  nonce: z.string().regex(NONCE),
  region: z.string().regex(/^[a-z]{2}(?:-[a-z]+){1,3}-\d{1,2}$/),
  date: z.string().regex(/^\d{8}T\d{6}Z$/),
  authorization: z.string().max(600).regex(AUTHORIZATION),
  token: z
    .string()
    .regex(/^[\w+/=-]{1,8192}$/)
    .optional(),
})

/**
 * Asks STS who signed a request, by sending it on: the way in which HashiCorp Vault tells AWS callers. What is pasted
 * decides nothing but a signature, its date, its session token and which of the configured addresses is asked; method,
 * path, body and nonce are ours. So nothing else can be asked with it, and no other address. A nonce is to be used once,
 * whatever came of it, and whoever asked for it is to be known by it: then a replay proves nothing new.
 * Source: IAM User Guide, "Create a signed AWS API request"; HashiCorp Vault, "AWS auth method", IAM login.
 */
export function createProveCaller({ endpoints, clock, fetch }: CallerProofOptions): ProveCaller {
  return async (pasted, nonce) => {
    const signed = read(pasted)
    if (!signed) return err('malformed')
    const endpoint = Object.entries(endpoints).find(([region]) => region === signed.region)?.[1]
    if (endpoint === undefined) return err('malformed')
    if (!sameText(signed.nonce, nonce)) return err('wrong-nonce')
    const age = epochSeconds(clock) - secondsOf(signed.date)
    if (!(Math.abs(age) <= FRESH_S)) return err('stale')
    try {
      const answer = await fetch(endpoint, {
        method: 'POST',
        headers: headersOf(signed, nonce),
        body: CALLER_BODY,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return err('not-accepted')
      const caller = answer.status === 200 ? callerIn(await answer.text()) : undefined
      return caller ? ok(caller) : err('no-answer')
    } catch {
      // A redirect, a time-out or a broken line: nobody said who this is.
      return err('no-answer')
    }
  }
}

function read(pasted: string): SignedCaller | undefined {
  if (pasted.length > LONGEST_PASTE) return undefined
  // Terminals and mail break long lines.
  const line = pasted.replace(/\s/g, '')
  if (!/^[\w-]+$/.test(line)) return undefined
  let json: unknown
  try {
    json = JSON.parse(Buffer.from(line, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
  const parsed = signedCaller.safeParse(json)
  if (!parsed.success) return undefined
  const { version, nonce, region, date, authorization, token } = parsed.data
  const [, day, scope, headers] = AUTHORIZATION.exec(authorization) ?? []
  const wanted = signedHeaders(token !== undefined).join(';')
  if (day !== date.slice(0, 8) || scope !== region || headers !== wanted) return undefined
  return { version, nonce, region, date, authorization, ...(token !== undefined && { token }) }
}

function headersOf({ date, authorization, token }: SignedCaller, nonce: string): Record<string, string> {
  return {
    'content-type': CALLER_CONTENT_TYPE,
    'x-amz-date': date,
    ...(token !== undefined && { 'x-amz-security-token': token }),
    [NONCE_HEADER]: nonce,
    authorization,
  }
}

/** NaN where the digits are no date. */
function secondsOf(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')) / 1000
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** The caller in STS's answer: each field there once, and none with markup in it. */
function callerIn(xml: string): Caller | undefined {
  const field = (name: string) => {
    const found = [...xml.matchAll(new RegExp(`<${name}>([^<>&]+)</${name}>`, 'g'))].map(([, text]) => text)
    return found.length === 1 ? found[0] : undefined
  }
  const [arn, userId, account] = [field('Arn'), field('UserId'), field('Account')]
  const whole = /^\s*(?:<\?xml[^>]*\?>\s*)?<GetCallerIdentityResponse[\s>]/.test(xml)
  return whole && arn && userId && account ? { arn, userId, account } : undefined
}
