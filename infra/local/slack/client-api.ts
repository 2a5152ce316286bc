import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { AppManifest } from './app-manifest.ts'
import { performAct } from './client-acts.ts'
import { filesOf, seesChange, stateFor } from './client-state.ts'
import type { Acts } from './driver.ts'
import { isObject, parseJson } from './json.ts'
import { pageAssets } from './page-assets.ts'
import type { Person } from './shapes.ts'
import type { World } from './world.ts'

interface Needs {
  readonly world: World
  readonly acts: Acts
  readonly manifest: AppManifest
  readonly isConnected: () => boolean
}

interface ClientRequest {
  readonly method: string
  readonly pathname: string
  readonly search: string
  readonly contentType: string
  readonly body: Buffer
}

const headers = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** The page, its data and its live line. Whoever may reach it may act as anybody in the workspace. */
export const createBrowserSide = ({ world, acts, manifest, isConnected }: Needs) => {
  const live = new WebSocketServer({ noServer: true })
  const personIn = (search: string): Person | undefined =>
    world.directory.person(new URLSearchParams(search).get('as') ?? '')

  const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
    response.writeHead(status, { ...headers, 'content-type': 'application/json; charset=utf-8' })
    response.end(JSON.stringify(body))
  }

  const answerClient = async (request: ClientRequest, response: ServerResponse): Promise<void> => {
    if (request.pathname === '/client/people') return sendJson(response, 200, world.directory.people())
    const person = personIn(request.search)
    if (person === undefined) return sendJson(response, 404, { ok: false, error: 'nobody' })
    if (request.pathname === '/client/state' && request.method === 'GET')
      return sendJson(response, 200, stateFor(world, person, manifest, isConnected()))
    const isAct = request.pathname === '/client/act' && request.method === 'POST'
    // A form on another site cannot send JSON without asking first.
    if (!isAct || !request.contentType.startsWith('application/json'))
      return sendJson(response, 400, { ok: false, error: 'bad_request' })
    const asked = parseJson(request.body.toString())
    return sendJson(response, 200, await performAct(world, acts, person, isObject(asked) ? asked : {}))
  }

  live.on('connection', (socket: import('ws').WebSocket, request: IncomingMessage) => {
    const person = personIn(new URL(request.url ?? '/', 'http://local').search)
    if (person === undefined) return socket.close()
    const stop = world.changes.listen((change) => {
      if (!seesChange(world, person, change)) return
      const files = change.kind === 'message' ? filesOf(world, [change.message]) : []
      socket.send(JSON.stringify({ change, files }))
    })
    socket.on('close', stop)
    socket.on('error', () => socket.terminate())
    socket.send(
      JSON.stringify({ change: { kind: 'connection', connected: isConnected() ? 1 : 0 }, files: [] }),
    )
  })

  return {
    answer: async (request: ClientRequest, response: ServerResponse): Promise<void> => {
      if (request.pathname.startsWith('/client/')) return answerClient(request, response)
      const asset = await pageAssets(request.pathname)
      if (asset === undefined) response.writeHead(404, headers).end()
      else response.writeHead(200, { ...headers, 'content-type': asset.type }).end(asset.body)
    },
    upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
      live.handleUpgrade(request, socket, head, (ws) => live.emit('connection', ws, request))
    },
    close: (): void => {
      for (const socket of live.clients) socket.terminate()
      live.close()
    },
  }
}

export type BrowserSide = ReturnType<typeof createBrowserSide>
