import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Authorize, denyListed } from './authorize.ts'
import { dispatcher, type Fault } from './dispatch.ts'
import type { Estate } from './estates/estate.ts'
import { type Calls, localAnswer } from './local-paths.ts'
import type { Call } from './services/service.ts'
import { type MovableClock, movableClock } from './state/clock.ts'
import { keptIam } from './state/kept-iam.ts'
import { type Live, startLive } from './state/live.ts'
import type { Answer } from './wire/answer.ts'
import { scopeOf } from './wire/credentials.ts'
import type { Request } from './wire/route.ts'

export interface AwsAccountOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** Default 127.0.0.1. */
  readonly host?: string
  readonly estate: Estate
  /** More accounts behind the same address. As with AWS, the access key of a request says whose it is. */
  readonly others?: readonly Estate[]
  /** Milliseconds since 1970; or a clock that others move as well. */
  readonly clock: (() => number) | MovableClock
  /** Added to every call. */
  readonly latencyMs?: number
  /** The share of calls, 0..1, that is refused as too many. */
  readonly throttleRate?: number
  /** In [0, 1); decides which calls are throttled. Default: a generator with a fixed seed. */
  readonly random?: () => number
  /** IAM actions that are refused, such as `sagemaker:ListDomains` or `s3:*`. */
  readonly deny?: readonly string[]
  /**
   * Decides who may do what; by default everything but `deny` is allowed. Users and sessions of roles are judged by
   * their policies besides.
   */
  readonly authorize?: Authorize
  /** How long a write to IAM takes until calls are judged by it, in milliseconds. Default 0. */
  readonly iamDelayMs?: number
  /** Where roles and policies that are written outlive the process. */
  readonly iamFile?: string
  /** The address that calls come from, as policies see it. Default 127.0.0.1. */
  readonly sourceIp?: string
  /** Breaks chosen calls. */
  readonly faults?: (call: Call) => Fault | undefined
}

/** A running account, and those beside it. */
export interface AwsAccount {
  /** What AWS_ENDPOINT_URL is set to. */
  readonly url: string
  readonly port: number
  /** May be changed while the account runs. */
  readonly estate: Estate
  readonly clock: MovableClock
  calls(): Calls
  resetCalls(): void
  close(): Promise<void>
}

/** A small seeded generator (mulberry32), so that the same calls are chosen in every run. */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const read = async (message: IncomingMessage): Promise<Request> => {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(Buffer.from(chunk))
  return {
    method: message.method ?? 'GET',
    url: new URL(message.url ?? '/', `http://${message.headers.host ?? 'localhost'}`),
    headers: message.headers,
    body: Buffer.concat(chunks),
  }
}

const send = (
  response: ServerResponse,
  { status, headers, body }: Answer,
  withoutBody: boolean,
  now: Date,
): void => {
  const length = { 'content-length': Buffer.byteLength(body) }
  response.writeHead(status, { date: now.toUTCString(), ...headers, ...length })
  response.end(withoutBody ? undefined : body)
}

/** One account behind the address. */
interface Opened {
  readonly estate: Estate
  readonly live: Live
  readonly answer: ReturnType<typeof dispatcher>
}

/** Whether a request is signed with an access key, or a session, of this account. */
const isSignedFor = ({ headers, url }: Request, { estate, live }: Opened): boolean => {
  const accessKeyId = scopeOf(headers.authorization, url.searchParams)?.accessKeyId ?? ''
  if (accessKeyId in estate.principals || accessKeyId in estate.accessKeys) return true
  const token = headers['x-amz-security-token'] ?? url.searchParams.get('X-Amz-Security-Token')
  return live.sessions.holderOf(String(token ?? '')) !== undefined
}

const listen = (server: ReturnType<typeof createServer>, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })

/** Starts an AWS account on a port and answers until it is closed. Throws where the port is taken. */
export const startAwsAccount = async (options: AwsAccountOptions): Promise<AwsAccount> => {
  const counts = new Map<string, number>()
  const clock = typeof options.clock === 'function' ? movableClock(options.clock) : options.clock
  const open = (estate: Estate): Opened => {
    const started = startLive(estate, clock, options.iamDelayMs ?? 0)
    const { iamFile } = options
    const kept = iamFile !== undefined && estate === options.estate
    const live = kept ? { ...started, iam: keptIam(started.iam, estate, iamFile) } : started
    return { estate, live, answer: dispatcher({ ...common, estate, live }) }
  }
  const common = {
    sourceIp: options.sourceIp ?? '127.0.0.1',
    latencyMs: options.latencyMs ?? 0,
    throttleRate: options.throttleRate ?? 0,
    random: options.random ?? seededRandom(1),
    authorize: options.authorize ?? denyListed(options.deny ?? []),
    faults: options.faults,
    count: (operation: string) => counts.set(operation, (counts.get(operation) ?? 0) + 1),
  }
  const first = open(options.estate)
  const others = (options.others ?? []).map(open)
  const { estate, live } = first
  const calls = (): Calls => ({
    total: [...counts.values()].reduce((sum, count) => sum + count, 0),
    byOperation: Object.fromEntries([...counts].toSorted(([a], [b]) => a.localeCompare(b))),
  })
  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await read(message)
    const paths = { estate, live, calls, resetCalls: () => counts.clear() }
    const account = others.find((other) => isSignedFor(request, other)) ?? first
    const made = localAnswer(request, paths) ?? (await account.answer(request))
    if (made !== 'cut') return send(response, made, request.method === 'HEAD', new Date(clock.now()))
    response.writeHead(200, { 'content-length': 1000 })
    response.write('{', () => message.socket.destroy())
  }

  const server = createServer((message, response) => {
    serve(message, response).catch(() => message.socket.destroy())
  })
  server.keepAliveTimeout = 65_000
  const host = options.host ?? '127.0.0.1'
  const port = await listen(server, options.port, host)
  return {
    url: `http://${host}:${port}`,
    port,
    estate,
    clock,
    calls,
    resetCalls: () => counts.clear(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
