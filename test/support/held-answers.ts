import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Slack's Web API behind a line on which the answers to one method never arrive. */
export interface HeldAnswers {
  readonly apiUrl: string
  close(): Promise<void>
}

/** Hands every request on to `apiUrl`; what Slack answers to `method` is kept back. */
export async function holdAnswers(apiUrl: string, method: string): Promise<HeldAnswers> {
  const handOn = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const path = (request.url ?? '').replace(/^\//, '')
    const answer = await fetch(new URL(path, apiUrl), {
      method: request.method ?? 'POST',
      headers: {
        authorization: request.headers.authorization ?? '',
        'content-type': request.headers['content-type'] ?? '',
      },
      body: Buffer.concat(chunks),
    })
    const body = await answer.text()
    if (path === method) return
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(body)
  }
  const server = createServer((request, response) => {
    handOn(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    apiUrl: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
