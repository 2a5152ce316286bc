import type { GapCause } from '../posture/snapshot.ts'
import { DeadlineReached, type Trouble } from './limiter.ts'

/** Why an operation gave no answer: a gap that does not know yet what it hides. */
export interface Refusal {
  readonly call: string
  readonly action: string
  /** Region of the call, or `global`. */
  readonly region: string
  readonly cause: GapCause
  readonly detail: string
}

/**
 * How a call ended. `gone`: what was asked for does not exist (any more); `code` is AWS's word for it, and `refusal` is
 * there for those to whom that is no answer.
 */
export type Answer<T> =
  | { readonly outcome: 'value'; readonly value: T }
  | { readonly outcome: 'gone'; readonly code: string; readonly refusal: Refusal }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }

/** Thrown where an answer of AWS lacks what it must have: it is treated as no answer at all. */
export class Nonsense extends Error {
  override readonly name = 'Nonsense'
}

/** A value that AWS's answer must have. Throws `Nonsense`. */
export function required<T>(value: T | undefined | null, field: string): T {
  if (value === undefined || value === null) throw new Nonsense(`the answer has no ${field}`)
  return value
}

type Meaning = GapCause | 'gone' | 'no-access'

const DENIED =
  /^(AccessDenied.*|UnauthorizedOperation|NotAuthorized.*|AuthorizationError.*|UnauthorizedAccess.*|Forbidden)$/
const THROTTLED = /Throttl|^(TooManyRequests.*|RequestLimitExceeded|SlowDown|BandwidthLimitExceeded)$/
const UNSUPPORTED =
  /^(UnknownOperation.*|InvalidAction|UnsupportedOperation.*|OptInRequired|SubscriptionRequired.*|NotImplemented|AuthFailure|UnrecognizedClient.*|InvalidClientTokenId|InvalidAccessKeyId)$/
const NO_ACCESS =
  /^(ExpiredToken.*|InvalidClientTokenId|UnrecognizedClient.*|CredentialsProviderError|TokenRefreshRequired|InvalidSignature.*|SignatureDoesNotMatch|InvalidAccessKeyId|AuthFailure|IncompleteSignature.*|MissingAuthenticationToken.*)$/
const GONE = /^(ResourceNotFound.*|NoSuch.*|InvalidDocument|.*NotFound(Exception|Fault|Error)?|.*\.NotFound)$/
const GONE_MESSAGE = /not ?found|does not exist|could not find|no longer exists/i
const CLOCK = /^(RequestTimeTooSkewed|RequestExpired)$/

/** What an error of the SDK means. Names and statuses: AWS API references, "Common errors" of each service. */
function meaningOf(error: unknown): Meaning {
  if (error instanceof DeadlineReached || error instanceof Nonsense) return 'unavailable'
  const { name, status, code, message } = facts(error)
  if (THROTTLED.test(name) || status === 429) return 'throttled'
  if (CLOCK.test(name)) return 'unavailable'
  if (DENIED.test(name)) return 'denied'
  if (NO_ACCESS.test(name) && !UNSUPPORTED.test(name)) return 'no-access'
  if (UNSUPPORTED.test(name) || code === 'ENOTFOUND') return 'unsupported'
  if (GONE.test(name) || (name.startsWith('Validation') && GONE_MESSAGE.test(message))) return 'gone'
  if (status === 403) return 'denied'
  return 'unavailable'
}

/** Whether, and how, a failed request is sent again. */
export function troubleOf(error: unknown): Trouble {
  const meaning = meaningOf(error)
  const { name, status, retryAfterMs } = facts(error)
  if (meaning === 'throttled')
    return { retry: 'throttled', ...(retryAfterMs !== undefined && { retryAfterMs }) }
  if (meaning !== 'unavailable') return { retry: 'final' }
  const clientFault = status !== undefined && status >= 400 && status < 500 && !CLOCK.test(name)
  if (clientFault) return { retry: 'final' }
  return { retry: 'transient', ...(retryAfterMs !== undefined && { retryAfterMs }) }
}

/** Whether an error says that there are no usable credentials at all. */
export function saysNoAccess(error: unknown): boolean {
  return NO_ACCESS.test(facts(error).name)
}

/** The outcome of a call as a value. Never throws. */
export async function attempt<T>(
  asked: { readonly call: string; readonly action: string; readonly region: string },
  send: () => Promise<T>,
): Promise<Answer<T>> {
  try {
    return { outcome: 'value', value: await send() }
  } catch (error) {
    const meaning = meaningOf(error)
    const cause = meaning === 'no-access' || meaning === 'gone' ? 'unavailable' : meaning
    const refusal = { ...asked, cause, detail: detailOf(error) }
    return meaning === 'gone'
      ? { outcome: 'gone', code: facts(error).name, refusal }
      : { outcome: 'refused', refusal }
  }
}

/** AWS's own message in one short line, without key ids, encoded policies or anything that only AWS can read. */
export function detailOf(error: unknown): string {
  const { name, message, code } = facts(error)
  const plain = message
    .replace(/Encoded authorization failure message:.*/is, '')
    .replace(/\b(AKIA|ASIA)[A-Z0-9]{12,}\b/g, '$1…')
    .replace(/\s+/g, ' ')
    .trim()
  const text = plain || code || name
  return text.length > 240 ? `${text.slice(0, 239)}…` : text
}

interface Facts {
  readonly name: string
  readonly message: string
  readonly status: number | undefined
  readonly code: string | undefined
  readonly retryAfterMs: number | undefined
}

function facts(error: unknown): Facts {
  const name = String(inside(error, 'name') ?? 'Error')
  const status = inside(error, '$metadata', 'httpStatusCode')
  const code = inside(error, 'code')
  const seconds = Number(inside(error, '$response', 'headers', 'retry-after') ?? Number.NaN)
  return {
    name: name === 'Error' || name === 'Unknown' ? String(inside(error, 'Code') ?? name) : name,
    message: String(inside(error, 'message') ?? ''),
    status: typeof status === 'number' ? status : undefined,
    code: typeof code === 'string' ? code : undefined,
    retryAfterMs: Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined,
  }
}

function inside(value: unknown, ...path: readonly string[]): unknown {
  let at = value
  for (const key of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined
  return at
}
