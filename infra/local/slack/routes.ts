import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Access } from './access.ts'
import type { BrowserSide } from './client-api.ts'
import { parseJson } from './json.ts'
import { answerResponseUrl } from './response-answers.ts'
import { answerWebApi, readArguments, type WebApiOptions } from './web-api.ts'
import type { World } from './world.ts'

const MAX_BODY_BYTES = 20 * 1024 * 1024

interface Needs {
  readonly world: World
  readonly webApi: WebApiOptions
  readonly browser: BrowserSide
  readonly access: Access
}

/** The whole body; undefined when it is larger than the workspace takes. */
const readBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += (part as Buffer).length
    if (size > MAX_BODY_BYTES) return undefined
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}

/** The bytes of an upload: a raw body, or the one part of a form. */
const uploadedBytes = async (contentType: string, body: Buffer): Promise<Buffer> => {
  if (contentType.includes('application/x-www-form-urlencoded'))
    return Buffer.from(new URLSearchParams(body.toString()).get('body') ?? '')
  if (!contentType.includes('multipart/form-data')) return body
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData()
  for (const value of form.values()) {
    return typeof value === 'string' ? Buffer.from(value) : Buffer.from(await value.arrayBuffer())
  }
  return Buffer.alloc(0)
}

const json = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }

/** Answers one HTTP request: Web API, response_urls, uploads, files, the page and its API. */
export const answerRequest = async (
  request: IncomingMessage,
  response: ServerResponse,
  { world, webApi, browser, access }: Needs,
): Promise<void> => {
  const { pathname, search } = new URL(request.url ?? '/', 'http://local')
  const [, first = '', second = '', third = ''] = pathname.split('/')
  const contentType = request.headers['content-type'] ?? ''
  const body = await readBody(request)
  if (body === undefined) {
    response.writeHead(413).end()
    return
  }

  if (first === 'api') {
    const answer = answerWebApi(
      {
        method: second,
        authorization: request.headers.authorization,
        contentType: request.method === 'GET' ? '' : contentType,
        body: request.method === 'GET' ? search.slice(1) : body.toString(),
      },
      webApi,
    )
    response.writeHead(answer.status, { ...json, ...answer.headers }).end(JSON.stringify(answer.body))
    return
  }
  if (first === 'respond' && request.method === 'POST') {
    const source = body.toString()
    const given = contentType.includes('form')
      ? (readArguments(contentType, source)?.payload ?? source)
      : source
    const answer = answerResponseUrl(world, third, parseJson(String(given)))
    response.writeHead(answer.status, json).end(answer.body)
    return
  }
  if (first === 'upload' && request.method === 'POST') {
    const taken = world.files.receive(second, await uploadedBytes(contentType, body))
    response.writeHead(taken ? 200 : 404).end(taken ? `OK - ${body.length}` : 'not found')
    return
  }
  if (first === 'files') {
    const file = world.files.find(second)
    const byApp = request.headers.authorization === `Bearer ${webApi.botToken}`
    if (file === undefined || !file.completed || !(byApp || access.allows(request))) {
      response.writeHead(404).end()
      return
    }
    const name = encodeURIComponent(file.name)
    response
      .writeHead(200, {
        'content-type': file.mimetype,
        'content-disposition': `attachment; filename*=UTF-8''${name}`,
        'x-content-type-options': 'nosniff',
      })
      .end(Buffer.from(file.content, 'base64'))
    return
  }
  if (!access.allows(request)) {
    response.writeHead(403, { 'content-type': 'text/plain' }).end('This page is for this machine only.')
    return
  }
  await browser.answer({ method: request.method ?? 'GET', pathname, search, contentType, body }, response)
}
