import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Authorize } from './authorize.ts'
import { type Estate, type Rec, regionOf } from './estates/estate.ts'
import { perform } from './perform.ts'
import { services } from './services/index.ts'
import { operationOfS3 } from './services/s3.ts'
import type { Call, Context, Service } from './services/service.ts'
import { identify } from './state/authenticate.ts'
import type { Identity } from './state/identity.ts'
import type { Live } from './state/live.ts'
import { type Answer, type Dialect, encode, encodeError } from './wire/answer.ts'
import { readCbor } from './wire/cbor.ts'
import type { Scope } from './wire/credentials.ts'
import { AwsError } from './wire/error.ts'
import { isRec } from './wire/json.ts'
import { readForm } from './wire/query.ts'
import { type Request, type Route, routeOf } from './wire/route.ts'
import { type Operation, operationsOf } from './wire/schema.ts'

/** What may go wrong with one call, for tests. */
export type Fault =
  /** The connection breaks in the middle of the answer. */
  | { readonly kind: 'cut' }
  /** The answer comes after this many milliseconds more. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Status 200 with a body that is not of the protocol. */
  | { readonly kind: 'nonsense'; readonly body?: string }
  /** Any error of AWS: a 5xx, or a not-found between List and Describe. */
  | { readonly kind: 'error'; readonly code: string; readonly status: number; readonly message?: string }

/** What the answers depend on beside the request. */
export interface Surroundings {
  readonly estate: Estate
  readonly live: Live
  /** The address that calls come from, as policies see it. */
  readonly sourceIp: string
  readonly latencyMs: number
  readonly throttleRate: number
  /** In [0, 1). */
  readonly random: () => number
  readonly authorize: Authorize
  readonly faults: ((call: Call) => Fault | undefined) | undefined
  /** Hears of every call, refused ones too, as `service:Operation`. */
  readonly count: (operation: string) => void
}

type Schemas = ReturnType<typeof operationsOf>

const schemas = new Map<Service, Schemas>()

const schemasOf = async (service: Service): Promise<Schemas> => {
  const known = schemas.get(service)
  if (known) return known
  const loaded = operationsOf(await service.client())
  schemas.set(service, loaded)
  return loaded
}

const missingAuthentication = (dialect: Dialect): AwsError =>
  dialect.kind === 'json' || dialect.kind === 'cbor'
    ? new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token')
    : new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403)

const unknownOperation = (dialect: Dialect, name: string): AwsError =>
  dialect.kind === 'json' || dialect.kind === 'cbor'
    ? new AwsError('UnknownOperationException', `${name} is not offered by this account`)
    : new AwsError('InvalidAction', `The action ${name} is not valid for this web service.`)

const json = (body: string): Rec => {
  try {
    const read: unknown = body === '' ? {} : JSON.parse(body)
    return isRec(read) ? read : {}
  } catch (cause) {
    throw new AwsError('SerializationException', `The request could not be parsed: ${String(cause)}`)
  }
}

/** The input of a call to an endpoint: its name from the path, the model from a header, the rest is the body. */
const endpointCall = ({ path }: Service, { url, headers, body }: Request): Rec => {
  const target = headers['x-amzn-sagemaker-target-model']
  return {
    EndpointName: decodeURIComponent(path?.exec(url.pathname)?.[1] ?? ''),
    Body: body.toString(),
    ...(typeof target === 'string' ? { TargetModel: target } : {}),
  }
}

const inputOf = (route: Route, request: Request, operation: Operation, bucket: string | undefined): Rec => {
  switch (route.dialect.kind) {
    case 'json':
      return json(request.body.toString())
    case 'cbor':
      return readCbor(request.body)
    case 's3':
      return { Bucket: bucket, ...Object.fromEntries(request.url.searchParams) }
    case 's3-control':
      return { AccountId: request.headers['x-amz-account-id'] }
    case 'rest':
      return endpointCall(route.service, request)
    default: {
      const form = request.body.toString() || request.url.search.slice(1)
      return readForm(form, operation.input, route.dialect.kind)
    }
  }
}

const disturbance = async (around: Surroundings, call: Call): Promise<Answer | 'cut' | undefined> => {
  const fault = around.faults?.(call)
  if (around.latencyMs > 0) await sleep(around.latencyMs)
  switch (fault?.kind) {
    case 'cut':
      return 'cut'
    case 'slow':
      await sleep(fault.ms, undefined, { ref: false })
      return undefined
    case 'nonsense':
      return { status: 200, headers: {}, body: fault.body ?? '<html>It works!</html>' }
    case 'error':
      throw new AwsError(fault.code, fault.message ?? fault.code, fault.status)
    default:
      return undefined
  }
}

const callOf = (
  around: Surroundings,
  service: Service,
  name: string,
  scope: Scope,
  identity: Identity,
  input: Rec,
): Call => ({
  service: service.actionPrefix,
  operation: name,
  action: service.actions?.[name] ?? `${service.actionPrefix}:${name}`,
  region: scope.region,
  accessKeyId: scope.accessKeyId,
  principal: identity.principal,
  identity,
  resource: service.resourceOf?.(name, input, scope.region, around.estate.account) ?? '*',
  input,
})

const operationOf = ({ dialect, service, operation }: Route, request: Request) => {
  if (dialect.kind === 's3') return operationOfS3(request)
  const [only = ''] = service.path ? Object.keys(service.operations) : []
  return { operation: only || operation, bucket: undefined }
}

/**
 * Makes the function that answers one request after another: find the service, authenticate, disturb, throttle,
 * authorise, answer. It never throws: what goes wrong becomes an answer in the shape of the service.
 */
export const dispatcher = (around: Surroundings): ((request: Request) => Promise<Answer | 'cut'>) => {
  const memory = new Map<string, number>()

  const answer = async (route: Route, request: Request, requestId: string): Promise<Answer | 'cut'> => {
    const { service, dialect, scope } = route
    const { operation: name, bucket } = operationOf(route, request)
    around.count(`${service.actionPrefix}:${name}`)
    if (!scope) throw missingAuthentication(dialect)
    const operation = (await schemasOf(service))(name)
    const handler = service.operations[name]
    if (!operation || !handler) throw unknownOperation(dialect, name)
    const credential = { accessKeyId: scope.accessKeyId, token: route.token }
    const identity = identify(credential, around.estate, around.live, dialect.kind)
    const call = callOf(around, service, name, scope, identity, inputOf(route, request, operation, bucket))
    const disturbed = await disturbance(around, call)
    if (disturbed) return disturbed
    if (around.throttleRate > 0 && around.random() < around.throttleRate)
      throw new AwsError(service.throttled.code, 'Rate exceeded', service.throttled.status)
    around.live.settle()
    const context: Context = {
      estate: around.estate,
      here: regionOf(around.estate, scope.region),
      region: scope.region,
      principal: call.principal,
      identity,
      sourceIp: around.sourceIp,
      origin: request.url.origin,
      now: around.live.clock.seconds(),
      live: around.live,
      memory,
    }
    const userAgent = request.headers['user-agent'] ?? ''
    const output = perform(call, service, handler, context, {
      authorize: around.authorize,
      userAgent,
      requestId,
    })
    return encode(dialect, operation, output, requestId)
  }

  return async (request) => {
    const requestId = randomUUID()
    const route = routeOf(request, services)
    const dialect: Dialect = route?.dialect ?? { kind: 'json', version: '1.1' }
    try {
      if (!route) throw new AwsError('UnknownOperationException', 'There is no such service here', 404)
      return await answer(route, request, requestId)
    } catch (error) {
      const known = error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), 500)
      return encodeError(dialect, known, requestId)
    }
  }
}
