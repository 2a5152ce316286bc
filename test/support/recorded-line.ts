import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A call to the Web API, and what Slack said. */
export interface RecordedCall {
  readonly method: string
  readonly channel: string
  /** `client_msg_id`. */
  readonly name: string | null
  readonly status: number
  /** Milliseconds since 1970, when it arrived. */
  readonly at: number
  /** Seconds, where Slack wants quiet. */
  readonly retryAfter: number
}

/** Slack's Web API behind a line on which every call is noted. */
export interface RecordedLine {
  readonly apiUrl: string
  readonly calls: readonly RecordedCall[]
  /** From now on posting is answered with a rate limit of so many seconds; 0: by Slack again. */
  limitPosting(retryAfter: number): void
  close(): Promise<void>
}

export async function recordedLine(apiUrl: string, clock: () => number): Promise<RecordedLine> {
  const calls: RecordedCall[] = []
  let limit = 0
  const answer = async (method: string, request: IncomingMessage, body: Buffer) => {
    if (method === 'chat.postMessage' && limit > 0) return { status: 429, retryAfter: limit, text: '' }
    const said = await fetch(new URL(method, apiUrl), {
      method: 'POST',
      headers: {
        authorization: request.headers.authorization ?? '',
        'content-type': request.headers['content-type'] ?? '',
      },
      body: new Uint8Array(body),
    })
    const retryAfter = Number(said.headers.get('retry-after') ?? 0)
    return { status: said.status, retryAfter, text: await said.text() }
  }
  const handOn = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const body = Buffer.concat(chunks)
    const method = (request.url ?? '').replace(/^\//, '')
    const args = new URLSearchParams(body.toString())
    const [at, channel, name] = [clock(), args.get('channel') ?? '', args.get('client_msg_id')]
    const { status, retryAfter, text } = await answer(method, request, body)
    calls.push({ method, channel, name, status, at, retryAfter })
    const headers = retryAfter > 0 ? { 'retry-after': String(retryAfter) } : {}
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text)
  }
  const server = createServer((request, response) => {
    handOn(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    apiUrl: `http://127.0.0.1:${port}/`,
    calls,
    limitPosting: (retryAfter) => {
      limit = retryAfter
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The calls that knocked where Slack had asked for quiet. */
export function knocks(calls: readonly RecordedCall[]): readonly RecordedCall[] {
  const isSame = (one: RecordedCall, other: RecordedCall) =>
    one.method === other.method && (one.method !== 'chat.postMessage' || one.channel === other.channel)
  const limited = calls.filter(({ status }) => status === 429)
  return calls.filter((call) =>
    limited.some(
      (each) => isSame(each, call) && call.at > each.at && call.at < each.at + each.retryAfter * 1000,
    ),
  )
}
