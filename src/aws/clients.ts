import type { STSClientConfig } from '@aws-sdk/client-sts'
import { Nonsense } from './call.ts'
import { type Input, type Operation, type Output, SERVICES, type Service } from './sdk.ts'
import { checkBody } from './wire-check.ts'

/** What may be set for all clients; whatever is absent comes from the SDK's own chain (environment, shared config). */
export interface AwsSettings {
  /** A URL that stands in for AWS, e.g. the local account. `AWS_ENDPOINT_URL` does the same. */
  readonly endpoint?: string
  readonly credentials?: NonNullable<STSClientConfig['credentials']>
  /** Milliseconds until an answer must have begun; 15 seconds where absent. */
  readonly requestTimeoutMs?: number
}

/** Requests sent to AWS, retries and redirects included; by `service:Operation`. */
export interface CallCounts {
  readonly total: number
  readonly byOperation: Readonly<Record<string, number>>
}

/** The clients of one collection. */
export interface Clients {
  /** Sends one request, once. Throws what the SDK throws, or `Nonsense`; where `signal` ends the wait for it, at once. */
  send<S extends Service, O extends Operation<S>>(
    service: S,
    region: string,
    operation: O,
    input: Input<S, O>,
    signal?: AbortSignal,
  ): Promise<Output<S, O>>
  counts(): CallCounts
  /** Closes all connections. */
  close(): void
}

type Next = (args: unknown) => Promise<{ response: unknown; output: unknown }>

interface Command {
  readonly middlewareStack: {
    add(middleware: (next: Next) => Next, at: { readonly step: string; readonly name: string }): void
    addRelativeTo(
      middleware: (next: Next) => Next,
      at: { readonly relation: string; readonly toMiddleware: string; readonly name: string },
    ): void
  }
}

interface Client {
  readonly config: { readonly credentials: NonNullable<STSClientConfig['credentials']> }
  send(command: Command, options: { readonly abortSignal?: AbortSignal }): Promise<never>
  destroy(): void
}
type ClientClass = new (config: object) => Client
type CommandClass = new (input: unknown) => Command

/** Makes clients when they are first needed: a module per service, a client per service and Region. */
export function createClients(settings: AwsSettings): Clients {
  const clients = new Map<string, Promise<Client>>()
  const opened: Client[] = []
  const byOperation = new Map<string, number>()
  let credentials = settings.credentials

  const open = async (service: Service, region: string): Promise<Client> => {
    const module = await SERVICES[service].load()
    const ClientOf: ClientClass = Reflect.get(module, SERVICES[service].client)
    const client = new ClientOf(configOf(service, region, settings, credentials))
    // Every client would ask the whole credential chain again; the first one's memoised provider serves all.
    credentials ??= client.config.credentials
    opened.push(client)
    return client
  }
  const clientOf = (service: Service, region: string) => {
    const key = `${service} ${region}`
    const known = clients.get(key) ?? open(service, region)
    clients.set(key, known)
    return known
  }

  return {
    async send(service, region, operation, input, signal) {
      const client = await clientOf(service, region)
      const module = await SERVICES[service].load()
      const CommandOf: CommandClass = Reflect.get(module, `${operation}Command`)
      const key = `${service}:${operation}`
      const count =
        (next: Next): Next =>
        (args) => {
          byOperation.set(key, (byOperation.get(key) ?? 0) + 1)
          return next(args)
        }
      const command = new CommandOf(input)
      command.middlewareStack.add(count, { step: 'finalizeRequest', name: 'countRequest' })
      command.middlewareStack.addRelativeTo(checkingBodies(service, operation), {
        relation: 'after',
        toMiddleware: 'deserializerMiddleware',
        name: 'checkBody',
      })
      return client.send(command, signal ? { abortSignal: signal } : {})
    },
    counts() {
      const sorted = [...byOperation].sort(([a], [b]) => a.localeCompare(b))
      const total = sorted.reduce((sum, [, calls]) => sum + calls, 0)
      return { total, byOperation: Object.fromEntries(sorted) }
    },
    close() {
      for (const client of opened) client.destroy()
    },
  }
}

function configOf(
  service: Service,
  region: string,
  settings: AwsSettings,
  credentials: AwsSettings['credentials'],
): object {
  const agent = { keepAlive: true, maxSockets: 64 }
  return {
    region,
    // The limiter retries; two layers of retries would multiply.
    maxAttempts: 1,
    requestHandler: {
      requestTimeout: settings.requestTimeoutMs ?? 15_000,
      throwOnRequestTimeout: true,
      connectionTimeout: 5_000,
      httpAgent: agent,
      httpsAgent: agent,
    },
    ...(settings.endpoint !== undefined && { endpoint: settings.endpoint }),
    ...(credentials !== undefined && { credentials }),
    // Else a queue's URL would win over AWS_ENDPOINT_URL, and say so on the console.
    ...(service === 'sqs' && { useQueueUrlAsEndpoint: false }),
    ...(service === 's3' && {
      followRegionRedirects: true,
      ...(settings.endpoint !== undefined && { forcePathStyle: true }),
    }),
  }
}

interface HttpAnswer {
  statusCode: number
  headers: Record<string, string>
  body: AsyncIterable<Uint8Array>
}

/** Reads each body whole and checks it before the SDK does. */
function checkingBodies(service: Service, operation: string) {
  return (next: Next): Next =>
    async (args) => {
      const result = await next(args)
      const answer = result.response
      if (!isHttpAnswer(answer) || answer.statusCode >= 300) return result
      const chunks: Uint8Array[] = []
      for await (const chunk of answer.body) chunks.push(chunk)
      const body = Buffer.concat(chunks)
      checkBody(service, operation, answer.headers['content-type'] ?? '', body.toString('utf8', 0, 500))
      Reflect.set(answer, 'body', body)
      return result
    }
}

function isHttpAnswer(value: unknown): value is HttpAnswer {
  if (typeof value !== 'object' || value === null) return false
  const body: unknown = Reflect.get(value, 'body')
  if (typeof Reflect.get(value, 'statusCode') !== 'number') return false
  if (typeof body === 'object' && body !== null && Symbol.asyncIterator in body) return true
  throw new Nonsense('the answer has no body')
}
