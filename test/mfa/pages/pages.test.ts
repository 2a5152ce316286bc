import { describe, expect, it } from 'vitest'
import { securityHeaders } from '../../../src/mfa/pages/headers.ts'
import { BEN } from '../../support/grants.ts'
import { aLink, aPasskey, jsonOf, somePages } from '../../support/pages.ts'

const UNKNOWN = `/approve/${'x'.repeat(43)}`

describe('every answer', () => {
  it('forbids what others could do with it', async () => {
    const pages = somePages({ ports: { methodsFor: () => Promise.reject(new Error('no policy')) } })
    await aPasskey(pages, BEN)
    const [works, breaks] = [await aLink(pages, { purpose: 'factors' }), await aLink(pages)]
    const answers = await Promise.all([
      pages.get(works),
      pages.get(works, 'HEAD'),
      pages.get(works, 'DELETE'),
      pages.get(breaks),
      pages.get(UNKNOWN),
      pages.get('/'),
      pages.get('/assets/page.css'),
      pages.get('/assets/request.js'),
      pages.get('/assets/icon.svg'),
      pages.post(`${works}/ask`, {}),
      pages.post(`${works}/ask`, {}, { origin: 'https://evil.example' }),
      pages.post(`${breaks}/ask`, {}),
      pages.post(`${works}/nothing`, {}),
    ])
    expect(answers.map(({ status }) => status)).toEqual([
      200, 200, 405, 500, 404, 404, 200, 200, 200, 400, 403, 500, 404,
    ])
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('publickey-credentials-get=(self)'),
      })
      const policy = headers['content-security-policy']?.split('; ')
      expect(policy).toEqual(
        expect.arrayContaining([
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "form-action 'none'",
          "base-uri 'none'",
          "frame-ancestors 'none'",
        ]),
      )
      expect(policy?.join()).not.toMatch(/unsafe|data:|\*|http/)
    }
  })

  it('asks for HTTPS for ever where it is there', () => {
    const secure = { id: 'access.example.com', origin: 'https://access.example.com' }
    expect(securityHeaders(secure)).toHaveProperty('strict-transport-security')
    expect(securityHeaders({ id: 'localhost', origin: 'http://localhost' })).not.toHaveProperty(
      'strict-transport-security',
    )
  })

  it.each(['approve', 'factors', 'enrol'] as const)(
    'to %s has no inline script, style or handler',
    async (purpose) => {
      const pages = somePages()
      const { status, body } = await pages.get(await aLink(pages, { purpose, person: BEN }))
      expect(status).toBe(200)
      expect(body).not.toMatch(
        /<style|\sstyle=|\son\w+=|javascript:|<script(?! type="module" src="\/assets\/\w+\.js"><)/,
      )
      expect([...body.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, to]) => to?.[0])).not.toContain('h')
    },
  )
})

describe('the pages', () => {
  it.each([
    ['GET', '/ask', 'POST'],
    ['PUT', '/answer', 'POST'],
    ['POST', '', 'GET, HEAD'],
    ['OPTIONS', '', 'GET, HEAD'],
    ['TRACE', '', 'GET, HEAD'],
  ])('do not take %s at a link%s, but %s', async (method, act, allow) => {
    const pages = somePages()
    const answer = await pages.get(`${await aLink(pages)}${act}`, method)
    expect(answer).toMatchObject({ status: 405, headers: { allow } })
  })

  it.each([
    '/',
    '/favicon.ico',
    '/approve',
    '/approve/',
    '/approve/..%2f..%2fetc%2fpasswd',
    '/assets/../pages.ts',
    '/assets/tsconfig.json',
    '/assets/constructor',
    '/constructor/x',
    '/approve/__proto__',
    '//evil.example/approve/x',
    `/approve/${'x'.repeat(1000)}`,
    UNKNOWN,
  ])('have nothing at %s', async (path) => {
    expect((await somePages().get(path)).status).toBe(404)
  })

  it.each(['constructor', 'show', 'prove'])('know no act %s', async (act) => {
    const pages = somePages()
    expect((await pages.post(`${await aLink(pages)}/${act}`, {})).status).toBe(404)
  })

  it('answer HEAD as GET, without the body', async () => {
    const pages = somePages()
    const link = await aLink(pages)
    const [get, head] = [await pages.get(link), await pages.get(link, 'HEAD')]
    expect(head).toEqual({ ...get, body: '' })
  })

  it('say nothing of what broke, and tell whoever runs them without the token', async () => {
    const secret = new Error('password=hunter2')
    const told: unknown[] = []
    const pages = somePages({
      ports: { requestOf: () => Promise.reject(secret), onFailure: (...args) => told.push(args) },
    })
    await aPasskey(pages, BEN)
    const link = await aLink(pages)
    const [page, act] = [await pages.get(link), await pages.post(`${link}/ask`, {})]
    expect(page.body + act.body).not.toContain('hunter2')
    expect(jsonOf(act)).toMatchObject({
      status: 500,
      json: { problem: [expect.stringContaining('Something went wrong')] },
    })
    expect(told).toEqual([
      ['page', secret],
      ['page', secret],
    ])
  })

  it('ignore the query', async () => {
    const pages = somePages()
    const link = await aLink(pages)
    expect((await pages.get(`${link}?x=<script>`)).body).toBe((await pages.get(link)).body)
  })
})
