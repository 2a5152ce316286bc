import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LONGEST_BODY } from '../../../src/mfa/pages/exchange.ts'
import { handler, type Listening, listen } from '../../../src/mfa/pages/listen.ts'
import { aLink, somePages } from '../../support/pages.ts'

let pages: ReturnType<typeof somePages>
let listening: Listening
let url: string

beforeEach(async () => {
  pages = somePages()
  listening = await listen(pages.pages, { port: 0 })
  url = `http://127.0.0.1:${listening.port}`
})
afterEach(() => listening.close())

const post = (path: string, body: string) =>
  fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: pages.relyingParty.origin },
    body,
  })

/** All that comes back for these bytes. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = ''
    const socket = connect(listening.port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (bytes) => (heard += bytes.toString()))
    socket.on('close', () => resolve(heard))
    socket.on('error', reject)
  })
}

describe('the pages on a port', () => {
  it('answer with all of their headers', async () => {
    const answer = await fetch(url + (await aLink(pages)))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('x-powered-by')).toBeNull()
    expect(await answer.text()).toContain('Approve access for Ann Example')
  })

  it('take an act, and refuse one that is too long', async () => {
    const link = await aLink(pages)
    expect((await post(`${link}/ask`, '{}')).status).toBe(422)
    expect((await post(`${link}/ask`, `"${'x'.repeat(LONGEST_BODY)}"`)).status).toBe(413)
  })

  it('hang up on somebody who does not stop talking', async () => {
    await expect(post(`${await aLink(pages)}/ask`, 'x'.repeat(64 * LONGEST_BODY))).rejects.toThrow(
      'fetch failed',
    )
  })

  it('can be mounted beside others', async () => {
    const answer = handler(pages.pages)
    const server = createServer((request, response) => {
      if (request.url === '/slack/events') response.end('somebody else’s')
      else answer(request, response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const shared = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    expect(await (await fetch(`${shared}/slack/events`)).text()).toBe('somebody else’s')
    expect((await fetch(shared + (await aLink(pages)))).status).toBe(200)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  it.each([
    ['no HTTP', 'hello\r\n\r\n', '400'],
    ['too many headers', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(10_000)}\r\n\r\n`, '431'],
  ])('refuse %s', async (_, text, status) => {
    expect(await raw(text)).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  })

  it('go on when somebody hangs up in the middle', async () => {
    const link = await aLink(pages)
    const socket = connect(listening.port, '127.0.0.1')
    await new Promise<void>((resolve) => {
      socket.write(`POST ${link}/ask HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{`, () => {
        socket.destroy()
        resolve()
      })
    })
    expect((await fetch(url + link)).status).toBe(200)
  })
})
