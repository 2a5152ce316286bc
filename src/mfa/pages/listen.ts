import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LONGEST_BODY } from './exchange.ts'
import type { Pages } from './pages.ts'

/** The pages, listening. */
export interface Listening {
  readonly port: number
  /** Stops; resolves once nothing is open any more. */
  readonly close: () => Promise<void>
}

/** Serves the pages on an address, by default to this machine alone. Rejects where the port is taken. */
export function listen(
  pages: Pages,
  { port, host = '127.0.0.1' }: { port: number; host?: string },
): Promise<Listening> {
  const server = createServer({
    requestTimeout: 10_000,
    headersTimeout: 5_000,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 1_000,
    maxHeaderSize: 8_192,
  })
  server.on('request', handler(pages))
  const close = () =>
    new Promise<void>((resolve, reject) => {
      server.close((error) => (error ? reject(error) : resolve()))
      server.closeIdleConnections()
    })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve({ port: (server.address() as AddressInfo).port, close })
    })
  })
}

/** The pages as a handler of `node:http`, to be mounted beside others. */
export function handler(pages: Pages): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    void readBody(request)
      .then(async (body) => {
        const { method = '', url: path = '/', headers } = request
        const answer = await pages({ method, path, headers, body })
        response.writeHead(answer.status, answer.headers)
        response.end(answer.body)
      })
      // Only a connection that broke gets here; there is nobody to tell.
      .catch(() => response.destroy())
  }
}

/** At most one byte more than may be sent, which is enough for the pages to refuse it; the rest is not kept. */
async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    const bytes: Buffer = chunk
    if (length <= LONGEST_BODY) chunks.push(bytes.subarray(0, LONGEST_BODY + 1 - length))
    length += bytes.length
    if (length > 16 * LONGEST_BODY) throw new Error('Far too long')
  }
  return Buffer.concat(chunks).toString('utf8')
}
