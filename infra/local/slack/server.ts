import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createAccess } from './access.ts'
import { readManifest } from './app-manifest.ts'
import { createClicking } from './clicking.ts'
import { createBrowserSide } from './client-api.ts'
import { ACK_WITHIN_MS, type Carrier, createDelivery, RETRY_AFTER_MS } from './delivery.ts'
import { createDriver, type Driver } from './driver.ts'
import { httpCarrier, verifyAddress } from './http-deliveries.ts'
import { newSecret } from './ids.ts'
import { createRateLimits } from './rate-limits.ts'
import { createRequests } from './requests.ts'
import { answerRequest } from './routes.ts'
import { acmeWorkspace } from './sample.ts'
import type { WorkspaceSeed } from './shapes.ts'
import { createShortcuts } from './shortcuts.ts'
import { createSocketMode } from './socket.ts'
import { createSpeaking } from './speaking.ts'
import { createSubmitting } from './submitting.ts'
import { createWorld, type World } from './world.ts'

/** How to start a workspace. Only `port` is needed; 0 takes any free one. */
export interface SlackWorkspaceOptions {
  readonly port: number
  readonly host?: string
  /** Where to keep messages, threads and Home views; without it they live in memory. */
  readonly stateFile?: string | undefined
  /** Milliseconds since 1970. */
  readonly clock?: () => number
  /** Moves that clock on by milliseconds; given, the page has a clock that people may move. */
  readonly moveClock?: (ms: number) => void
  /** A Slack app manifest as an object: its slash commands, scopes and events are what the workspace knows. */
  readonly manifest?: unknown
  readonly rateLimits?: boolean
  /** Sends events again that were not acknowledged. */
  readonly redeliver?: boolean
  readonly retryAfterMs?: readonly number[]
  /** How long the app may take to acknowledge, in milliseconds (Slack: 3000). */
  readonly ackWithinMs?: number
  readonly sample?: WorkspaceSeed
  /** Where the app listens; set, requests go there as signed HTTP instead of through Socket Mode. */
  readonly eventsUrl?: string | undefined
  readonly signingSecret?: string
  readonly botToken?: string
  readonly appToken?: string
}

export interface SlackWorkspace {
  /** The page: http://127.0.0.1:PORT */
  readonly url: string
  /** For `slackApiUrl`: the same with /api/ */
  readonly apiUrl: string
  readonly botToken: string
  readonly appToken: string
  readonly signingSecret: string
  readonly world: World
  /** Acts as people and waits for what happens. */
  readonly driver: Driver
  /** From now on requests go to this address; answers whether it passed Slack's url_verification. */
  readonly useRequestUrl: (url: string) => Promise<boolean>
  /** Asks Socket Mode connections to reconnect, as Slack does now and then. */
  readonly refreshConnections: () => void
  readonly connections: () => number
  readonly repeatLastEvent: () => Promise<unknown>
  readonly close: () => Promise<void>
}

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.removeListener('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })

const named = (seed: WorkspaceSeed, name: string | undefined): WorkspaceSeed =>
  name === undefined ? seed : { ...seed, app: { ...seed.app, name } }

/**
 * Starts the workspace and resolves when it answers. Rejects with the system's error when the port is taken
 * (EADDRINUSE) or the state file cannot be written.
 */
export const startSlackWorkspace = async (options: SlackWorkspaceOptions): Promise<SlackWorkspace> => {
  const host = options.host ?? '127.0.0.1'
  const clock = options.clock ?? Date.now
  const withinMs = options.ackWithinMs ?? ACK_WITHIN_MS
  const signingSecret = options.signingSecret ?? newSecret()
  const botToken = options.botToken ?? `xoxb-local-${newSecret(12)}`
  const appToken = options.appToken ?? `xapp-local-${newSecret(12)}`
  const manifest = readManifest(options.manifest)
  const world = createWorld(
    named(options.sample ?? acmeWorkspace, manifest.name),
    clock,
    options.stateFile,
    options.moveClock,
  )

  let url = ''
  let requestUrl = options.eventsUrl
  const socketMode = createSocketMode({
    appId: world.app.id,
    withinMs,
    onConnections: (connected) => world.changes.tell({ kind: 'connection', connected }),
  })
  const http = httpCarrier({ address: () => requestUrl ?? '', signingSecret, clock, withinMs })
  const carrier: Carrier = (request) => (requestUrl === undefined ? socketMode.carrier : http)(request)
  const delivery = createDelivery({
    carrier,
    redeliver: options.redeliver ?? false,
    retryAfterMs: options.retryAfterMs ?? RETRY_AFTER_MS,
  })
  const requests = createRequests(world, () => url)
  const needs = { world, requests, delivery, manifest }
  const acts = {
    ...createSpeaking(needs),
    ...createClicking(needs),
    ...createSubmitting(needs),
    ...createShortcuts(needs),
  }
  const isConnected = () => requestUrl !== undefined || socketMode.connected() > 0
  const browser = createBrowserSide({ world, acts, manifest, isConnected })
  const webApi = {
    world,
    botToken,
    appToken,
    rateLimits: createRateLimits(clock, options.rateLimits ?? false),
    granted: manifest.scopes,
    socketAddress: () =>
      `${url.replace('http', 'ws')}/link/?ticket=${socketMode.ticket()}&app_id=${world.app.id}`,
  }
  const access = createAccess(() => url)

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    answerRequest(request, response, { world, webApi: { ...webApi, baseUrl: url }, browser, access }).catch(
      (error: unknown) => {
        response.writeHead(500).end(error instanceof Error ? error.message : 'unexpected')
      },
    )
  })
  server.on('upgrade', (request, socket, head) => {
    const target = new URL(request.url ?? '/', url)
    if (target.pathname === '/link/')
      socketMode.upgrade(request, socket, head, target.searchParams.get('ticket') ?? '')
    else if (target.pathname === '/client/live' && access.allows(request))
      browser.upgrade(request, socket, head)
    else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
  })
  const port = await listen(server, options.port, host)
  url = `http://${host}:${port}`

  return {
    url,
    apiUrl: `${url}/api/`,
    botToken,
    appToken,
    signingSecret,
    world,
    driver: createDriver(world, acts),
    useRequestUrl: (address) => {
      requestUrl = address
      return verifyAddress(http, newSecret())
    },
    refreshConnections: socketMode.refresh,
    connections: socketMode.connected,
    repeatLastEvent: delivery.repeatLastEvent,
    close: () =>
      new Promise((resolve) => {
        delivery.close()
        socketMode.close()
        browser.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
