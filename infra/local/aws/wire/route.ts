import type { IncomingHttpHeaders } from 'node:http'
import type { Service } from '../services/service.ts'
import type { Dialect } from './answer.ts'
import { type Scope, scopeOf } from './credentials.ts'

/** An HTTP request, read whole. */
export interface Request {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Where a request goes: which service, in which dialect, signed by whom. */
export interface Route {
  readonly service: Service
  readonly dialect: Dialect
  readonly scope: Scope | undefined
  /** The session token of temporary credentials. */
  readonly token: string | undefined
  /** The operation's name; for S3 it follows from method and path and is left empty here. */
  readonly operation: string
}

const header = (request: Request, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

/** The path of a Smithy RPC v2 call: /service/NAME/operation/NAME. https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html */
const RPC = /^\/service\/[^/]+\/operation\/([^/]+)$/

const dialectOf = (service: Service, request: Request): Dialect => {
  const xmlNamespace = service.xmlNamespace ?? ''
  if (service.dialect === 's3' || service.dialect === 's3-control' || service.dialect === 'rest')
    return { kind: service.dialect }
  if (service.dialect === 'ec2') return { kind: 'ec2', xmlNamespace }
  if (RPC.test(request.url.pathname)) return { kind: 'cbor' }
  if (header(request, 'x-amz-target')) {
    const version = header(request, 'content-type')?.includes('json-1.0') ? '1.0' : '1.1'
    return { kind: 'json', version }
  }
  return { kind: 'query', xmlNamespace }
}

/**
 * Finds the service by the credential scope; for an unsigned request by X-Amz-Target, by a form's Action, or S3, which
 * is what an unmarked request is. Undefined where nothing matches.
 */
export const routeOf = (request: Request, services: readonly Service[]): Route | undefined => {
  const scope = scopeOf(header(request, 'authorization'), request.url.searchParams)
  const target = header(request, 'x-amz-target') ?? ''
  const dot = target.lastIndexOf('.')
  const form =
    request.method === 'POST' && target === ''
      ? new URLSearchParams(request.body.toString())
      : new URLSearchParams(target === '' ? request.url.search : '')
  const action = form.get('Action') ?? ''
  const service = scope
    ? services.find(
        (one) => one.signingName === scope.service && (one.path?.test(request.url.pathname) ?? true),
      )
    : (services.find((one) => one.target !== undefined && one.target === target.slice(0, dot)) ??
      services.find((one) => action !== '' && one.operations[action] !== undefined) ??
      (target === '' && action === '' ? services.find((one) => one.dialect === 's3') : undefined))
  if (!service) return undefined
  return {
    service,
    scope,
    token:
      header(request, 'x-amz-security-token') ??
      request.url.searchParams.get('X-Amz-Security-Token') ??
      undefined,
    dialect: dialectOf(service, request),
    operation: RPC.exec(request.url.pathname)?.[1] ?? (target === '' ? action : target.slice(dot + 1)),
  }
}
