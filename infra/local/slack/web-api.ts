import { isObject, type JsonObject, parseJson, text } from './json.ts'
import { type Answer, type Call, type Method, refuse } from './methods/answer.ts'
import { chatMethods } from './methods/chat.ts'
import { fileMethods } from './methods/files.ts'
import { peopleMethods } from './methods/people.ts'
import { placeMethods } from './methods/places.ts'
import { scopes } from './methods/scopes.ts'
import { sessionMethods } from './methods/session.ts'
import { viewMethods } from './methods/views.ts'
import type { RateLimits } from './rate-limits.ts'
import { sameSecret } from './signature.ts'

const methods: Readonly<Record<string, Method>> = {
  ...chatMethods,
  ...fileMethods,
  ...peopleMethods,
  ...placeMethods,
  ...sessionMethods,
  ...viewMethods,
}

/** Arguments that are JSON text when the call is form-encoded. */
const jsonArguments = ['attachments', 'blocks', 'files', 'message', 'metadata', 'view']

/** The arguments of a call from its body, JSON or form. Undefined when a JSON body is not an object. */
export const readArguments = (contentType: string, body: string): JsonObject | undefined => {
  if (contentType.includes('json')) {
    const parsed = parseJson(body)
    return isObject(parsed) ? parsed : undefined
  }
  const args: JsonObject = Object.fromEntries(new URLSearchParams(body))
  for (const key of jsonArguments) {
    const value = args[key]
    if (typeof value === 'string') args[key] = parseJson(value) ?? value
  }
  return args
}

/** A call of the Web API as it came in. */
export interface WebApiRequest {
  readonly method: string
  readonly authorization: string | undefined
  readonly contentType: string
  readonly body: string
}

export interface WebApiAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Answer
}

export interface WebApiOptions extends Omit<Call, 'args'> {
  readonly botToken: string
  readonly appToken: string
  readonly rateLimits: RateLimits
  /** The bot's scopes; undefined means that every method is allowed. */
  readonly granted: readonly string[] | undefined
}

const withoutToken = new Set(['api.test', 'blocks.validate'])

/** Slack's refusal of the token for this method; undefined when it is the right one. */
const refuseToken = (
  method: string,
  token: string | undefined,
  options: WebApiOptions,
): Answer | undefined => {
  if (withoutToken.has(method)) return undefined
  if (token === undefined) return refuse('not_authed')
  const isApp = sameSecret(token, options.appToken)
  if (!isApp && !sameSecret(token, options.botToken)) return refuse('invalid_auth')
  const wantsApp = method.startsWith('apps.connections.')
  if (isApp !== wantsApp && method !== 'auth.test') return refuse('not_allowed_token_type')
  return undefined
}

const refuseScope = (method: string, granted: readonly string[] | undefined): Answer | undefined => {
  const needed = scopes[method]
  if (granted === undefined || needed === undefined || needed.some((each) => granted.includes(each)))
    return undefined
  return refuse('missing_scope', { needed: needed.join(','), provided: granted.join(',') })
}

/** Slack's Web API: token, method, scope, rate, then the method itself. */
export const answerWebApi = (request: WebApiRequest, options: WebApiOptions): WebApiAnswer => {
  const headers: Record<string, string> =
    options.granted === undefined ? {} : { 'x-oauth-scopes': options.granted.join(',') }
  const answer = (body: Answer): WebApiAnswer => ({ status: 200, headers, body })
  const args = readArguments(request.contentType, request.body)
  if (args === undefined) return answer(refuse('invalid_json'))
  const method = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined
  if (method === undefined) return answer(refuse('unknown_method', { req_method: request.method }))
  const bearer = /^Bearer (.+)$/i.exec(request.authorization ?? '')?.[1]
  const refusal =
    refuseToken(request.method, bearer ?? text(args.token), options) ??
    refuseScope(request.method, options.granted)
  if (refusal !== undefined) return answer(refusal)
  const wait = options.rateLimits.take(request.method, text(args.channel))
  if (wait !== undefined)
    return {
      status: 429,
      headers: { ...headers, 'retry-after': String(wait) },
      body: refuse('ratelimited'),
    }
  return answer(method({ ...options, args }))
}
