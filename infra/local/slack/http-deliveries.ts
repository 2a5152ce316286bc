import type { Acknowledgement, AppRequest, Carrier } from './delivery.ts'
import { type JsonObject, parseJson } from './json.ts'
import { sign } from './signature.ts'

interface Options {
  /** Where the app listens; read for each request so that it can be set later. */
  readonly address: () => string
  readonly signingSecret: string
  readonly clock: () => number
  readonly withinMs: number
}

const formOf = (fields: JsonObject): string =>
  new URLSearchParams(
    Object.entries(fields).map(([key, value]): [string, string] => [key, String(value)]),
  ).toString()

/** Body and content type in which Slack sends each kind of request. */
const encode = ({ kind, payload }: AppRequest): { readonly type: string; readonly body: string } => {
  if (kind === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) }
  const body = kind === 'slash_commands' ? formOf(payload) : formOf({ payload: JSON.stringify(payload) })
  return { type: 'application/x-www-form-urlencoded', body }
}

const answerOf = async (response: Response): Promise<Acknowledgement> => {
  const source = await response.text()
  if (response.status !== 200) return { ok: false, reason: 'http_error', status: response.status }
  if (source === '') return { ok: true, body: undefined }
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return { ok: true, body: isJson ? parseJson(source) : { text: source } }
}

/** Sends requests to the app as signed HTTP POSTs and waits for its answer. */
export const httpCarrier = ({ address, signingSecret, clock, withinMs }: Options): Carrier => {
  return async (request) => {
    const { type, body } = encode(request)
    const seconds = Math.floor(clock() / 1000)
    const headers = {
      'content-type': type,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': sign(signingSecret, seconds, body),
      ...(request.retry
        ? { 'x-slack-retry-num': String(request.retry.attempt), 'x-slack-retry-reason': request.retry.reason }
        : {}),
    }
    try {
      const signal = AbortSignal.timeout(withinMs)
      return await answerOf(
        await fetch(address(), { method: 'POST', headers, body, signal, redirect: 'manual' }),
      )
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError'
      return { ok: false, reason: timedOut ? 'timeout' : 'unreachable' }
    }
  }
}

/** Slack's check of a new request URL: the app must send the challenge back. */
export const verifyAddress = async (carrier: Carrier, challenge: string): Promise<boolean> => {
  const answer = await carrier({ kind: 'events_api', payload: { type: 'url_verification', challenge } })
  if (!answer.ok) return false
  const { body } = answer
  return typeof body === 'object' && body !== null && (Object.values(body) as unknown[]).includes(challenge)
}
