import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Acknowledgement, AppRequest, Carrier } from './delivery.ts'
import { newSecret } from './ids.ts'
import { isObject, parseJson } from './json.ts'

/** Slack allows an app this many Socket Mode connections at once. */
const MAX_CONNECTIONS = 10
const PING_EVERY_MS = 10_000
const CLOSE_WITHIN_MS = 200

interface Options {
  readonly appId: string
  readonly withinMs: number
  readonly onConnections: (count: number) => void
}

/** Socket Mode: hands out one-time addresses, keeps the connections, sends each request to any one of them. */
export const createSocketMode = ({ appId, withinMs, onConnections }: Options) => {
  const server = new WebSocketServer({ noServer: true })
  const tickets = new Set<string>()
  const connections = new Set<WebSocket>()
  const waiting = new Map<string, (body: unknown) => void>()
  let turn = 0

  const receive = (raw: string): void => {
    const message = parseJson(raw)
    if (!isObject(message) || typeof message.envelope_id !== 'string') return
    waiting.get(message.envelope_id)?.(message.payload)
  }

  const disconnect = (socket: WebSocket, reason: string): void => {
    socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'local' } }))
  }

  const welcome = (socket: WebSocket): void => {
    if (connections.size >= MAX_CONNECTIONS) {
      disconnect(socket, 'too_many_websockets')
      socket.close()
      return
    }
    connections.add(socket)
    const pings = setInterval(() => socket.ping('local'), PING_EVERY_MS)
    pings.unref()
    socket.on('message', (raw) => receive(String(raw)))
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      clearInterval(pings)
      connections.delete(socket)
      onConnections(connections.size)
    })
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: connections.size,
        connection_info: { app_id: appId },
        debug_info: { host: 'local', approximate_connection_time: 18_060 },
      }),
    )
    onConnections(connections.size)
  }

  const pick = (): WebSocket | undefined => {
    const open = [...connections].filter((socket) => socket.readyState === socket.OPEN)
    turn += 1
    return open[turn % Math.max(1, open.length)]
  }

  const carrier: Carrier = (request: AppRequest) => {
    const socket = pick()
    if (socket === undefined) return Promise.resolve({ ok: false, reason: 'unreachable' })
    const envelopeId = randomUUID()
    return new Promise<Acknowledgement>((resolve) => {
      const settle = (acknowledgement: Acknowledgement) => {
        clearTimeout(timer)
        waiting.delete(envelopeId)
        resolve(acknowledgement)
      }
      const timer = setTimeout(() => settle({ ok: false, reason: 'timeout' }), withinMs)
      waiting.set(envelopeId, (body) => settle({ ok: true, body }))
      socket.send(
        JSON.stringify({
          envelope_id: envelopeId,
          type: request.kind,
          payload: request.payload,
          accepts_response_payload: request.kind !== 'events_api',
          ...(request.kind === 'events_api'
            ? { retry_attempt: request.retry?.attempt ?? 0, retry_reason: request.retry?.reason ?? '' }
            : {}),
        }),
      )
    })
  }

  return {
    carrier,
    connected: () => connections.size,
    /** A ticket for one connection; it goes into the address that apps.connections.open answers. */
    ticket: (): string => {
      const ticket = newSecret()
      tickets.add(ticket)
      return ticket
    },
    /** Takes over an HTTP upgrade that carries a ticket; refuses others. */
    upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer, ticket: string): void => {
      if (!tickets.delete(ticket)) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n')
        return
      }
      server.handleUpgrade(request, socket, head, welcome)
    },
    /** What Slack does now and then: asks each connection to come back on a new address. */
    refresh: (): void => {
      for (const socket of connections) disconnect(socket, 'refresh_requested')
    },
    close: (): void => {
      for (const socket of connections) {
        socket.close(1001)
        setTimeout(() => socket.terminate(), CLOSE_WITHIN_MS).unref()
      }
      for (const settle of waiting.values()) settle(undefined)
      server.close()
    },
  }
}
