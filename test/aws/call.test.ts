import { describe, expect, it } from 'vitest'
import { attempt, detailOf, Nonsense, required, troubleOf } from '../../src/aws/call.ts'
import { DeadlineReached } from '../../src/aws/limiter.ts'

/** An error as the SDK throws it. */
function anError(name: string, status?: number, more: object = {}): Error {
  const error = Object.assign(new Error(`${name} happened`), more)
  error.name = name
  return status === undefined ? error : Object.assign(error, { $metadata: { httpStatusCode: status } })
}

const ASKED = { call: 'ListThings', action: 'sagemaker:ListThings', region: 'eu-west-1' }

async function outcomeOf(error: unknown): Promise<string> {
  const answer = await attempt(ASKED, () => Promise.reject(error))
  return answer.outcome === 'refused' ? answer.refusal.cause : answer.outcome
}

describe('what an error of AWS means', () => {
  it.each([
    ['denied', anError('AccessDeniedException', 400)],
    ['denied', anError('AccessDenied', 403)],
    ['denied', anError('UnauthorizedOperation', 403)],
    ['denied', anError('AuthorizationError', 403)],
    ['denied', anError('SomethingNew', 403)],
    ['throttled', anError('ThrottlingException', 400)],
    ['throttled', anError('Throttling', 400)],
    ['throttled', anError('RequestLimitExceeded', 503)],
    ['throttled', anError('TooManyRequestsException', 429)],
    ['throttled', anError('SlowDown', 503)],
    ['throttled', anError('Whatever', 429)],
    ['unsupported', anError('UnknownOperationException', 404)],
    ['unsupported', anError('InvalidAction', 400)],
    ['unsupported', anError('OptInRequired', 403)],
    ['unsupported', anError('UnrecognizedClientException', 400)],
    ['unsupported', anError('Error', undefined, { code: 'ENOTFOUND' })],
    ['gone', anError('ResourceNotFound', 400)],
    ['gone', anError('NoSuchBucketPolicy', 404)],
    ['gone', anError('ServerSideEncryptionConfigurationNotFoundError', 404)],
    ['gone', anError('NotFoundException', 400)],
    ['gone', Object.assign(anError('ValidationException', 400), { message: 'RecordNotFound' })],
    ['gone', Object.assign(anError('ValidationException', 400), { message: 'Could not find model "m".' })],
    ['unavailable', Object.assign(anError('ValidationException', 400), { message: 'Invalid NextToken' })],
    ['unavailable', anError('InternalFailure', 500)],
    ['unavailable', anError('ServiceUnavailable', 503)],
    ['unavailable', anError('TimeoutError')],
    ['unavailable', anError('Error', undefined, { code: 'ECONNRESET' })],
    ['unavailable', anError('SyntaxError')],
    ['unavailable', new Nonsense('the answer has no list')],
    ['unavailable', new DeadlineReached('too late')],
    ['unavailable', anError('ExpiredTokenException', 400)],
  ])('is %s for %s', async (meaning, error) => {
    expect(await outcomeOf(error)).toBe(meaning)
  })

  it('keeps what was asked, so that a gap can name it', async () => {
    const answer = await attempt(ASKED, () => Promise.reject(anError('AccessDeniedException', 400)))
    expect(answer).toEqual({
      outcome: 'refused',
      refusal: { ...ASKED, cause: 'denied', detail: 'AccessDeniedException happened' },
    })
  })
})

describe('whether to try again', () => {
  it.each([
    ['throttled', anError('ThrottlingException', 400)],
    ['transient', anError('InternalFailure', 500)],
    ['transient', anError('TimeoutError')],
    ['transient', anError('RequestTimeTooSkewed', 403)],
    ['transient', new Nonsense('half an answer')],
    ['final', anError('ValidationException', 400)],
    ['final', anError('AccessDeniedException', 400)],
    ['final', anError('ResourceNotFound', 400)],
  ])('%s for %s', (retry, error) => {
    expect(troubleOf(error).retry).toBe(retry)
  })

  it('honours Retry-After, in seconds', () => {
    const error = anError('ThrottlingException', 429, { $response: { headers: { 'retry-after': '2' } } })
    expect(troubleOf(error)).toEqual({ retry: 'throttled', retryAfterMs: 2000 })
  })
})

describe('the detail of a gap', () => {
  it.each([
    ['one line', 'first\n  second', 'first second'],
    ['no key ids', 'The key AKIAIOSFODNN7EXAMPLE is unknown', 'The key AKIA… is unknown'],
    ['no encoded policy', 'Denied. Encoded authorization failure message: abc123==', 'Denied.'],
  ])('has %s', (_, message, detail) => {
    expect(detailOf(new Error(message))).toBe(detail)
  })

  it('is short', () => {
    expect(detailOf(new Error('x'.repeat(5000)))).toHaveLength(240)
  })
})

describe('a required field', () => {
  it('is given back, or is nonsense', () => {
    expect(required(0, 'Count')).toBe(0)
    expect(() => required(undefined, 'Count')).toThrow(Nonsense)
  })
})
