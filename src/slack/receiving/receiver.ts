import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { App, Receiver } from '@slack/bolt'
import { type Clock, epochSeconds } from '../../base/time.ts'
import type { Log } from '../log.ts'
import { isSslCheck, MOST_BYTES, mediaType, parseBody } from './request-body.ts'
import { isSignedBySlack } from './signature.ts'

export interface HttpReceiverOptions {
  readonly signingSecret: string
  readonly port: number
  readonly host: string
  readonly clock: Clock
  readonly log: Log
}

/** Takes Slack's signed requests on `POST /slack/events`, and answers `GET /healthz`. */
export interface HttpReceiver extends Receiver {
  /** The port it listens on, once started. */
  port(): number
}

const CONTENT_TYPES = ['application/json', 'application/x-www-form-urlencoded']

/**
 * Nothing of a body is parsed before its size, content type, time and signature are right; whatever is not gets a short
 * 4xx. Every request is answered: with the acknowledgement, or 404 where no listener wants it.
 */
export function createHttpReceiver(options: HttpReceiverOptions): HttpReceiver {
  const { signingSecret, clock, log } = options
  if (signingSecret === '') throw new Error('the signing secret is empty')
  let app: App | undefined
  const server: Server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'a request failed')
      reply(response, 500)
    })
  })
  server.requestTimeout = 10_000
  server.headersTimeout = 5000

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [path] = (request.url ?? '').split('?')
    if (path === '/healthz') return reply(response, request.method === 'GET' ? 200 : 405, 'ok')
    if (path !== '/slack/events') return reply(response, 404)
    if (request.method !== 'POST') return reply(response, 405)
    const type = request.headers['content-type']
    if (!CONTENT_TYPES.includes(mediaType(type))) return reply(response, 415)
    const body = await read(request)
    if (body === undefined) return reply(response.setHeader('connection', 'close'), 413)
    if (isSslCheck(type, body)) return reply(response, 200)
    const signed = isSignedBySlack(
      {
        signature: single(request.headers['x-slack-signature']),
        timestamp: single(request.headers['x-slack-request-timestamp']),
        body,
      },
      signingSecret,
      epochSeconds(clock),
    )
    if (!signed) {
      log.warn({ bytes: body.length }, 'a request without a good signature was refused')
      return reply(response, 401)
    }
    const parsed = parseBody(type, body)
    if (parsed === undefined) return reply(response, 400)
    if (parsed.type === 'url_verification') return reply(response, 200, String(parsed.challenge ?? ''))
    await dispatch(parsed, response)
  }

  const dispatch = async (body: Record<string, unknown>, response: ServerResponse): Promise<void> => {
    await app?.processEvent({
      body,
      ack: async (answered?: unknown) => {
        if (answered === undefined || answered === '') reply(response, 200)
        else if (typeof answered === 'string') reply(response, 200, answered)
        else reply(response, 200, JSON.stringify(answered), 'application/json')
      },
    })
    reply(response, 404)
  }

  return {
    init: (bolt) => {
      app = bolt
    },
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(options.port, options.host, () => {
          server.off('error', reject)
          resolve(undefined)
        })
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve(undefined))
        server.closeIdleConnections()
      }),
    port: () => {
      const address = server.address()
      return typeof address === 'object' && address !== null ? address.port : 0
    },
  }
}

/** Answers once; later answers are nothing. */
function reply(response: ServerResponse, status: number, text = '', type = 'text/plain'): void {
  if (response.headersSent) return
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}

/** The raw body, or `undefined` as soon as it is too long. */
async function read(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return undefined
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue
    bytes += part.length
    if (bytes > MOST_BYTES) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? undefined : value
}
