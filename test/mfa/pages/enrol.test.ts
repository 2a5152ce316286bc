import { describe, expect, it } from 'vitest'
import { err } from '../../../src/base/result.ts'
import type { IdentityRefusal } from '../../../src/mfa/pages/ports.ts'
import { BEN } from '../../support/grants.ts'
import { aLink, aPasskey, jsonOf, PASTED, somePages } from '../../support/pages.ts'

type Pages = ReturnType<typeof somePages>

const enrolLink = (pages: Pages) => aLink(pages, { purpose: 'enrol' })

async function nonceOn(pages: Pages, link: string): Promise<string> {
  return /cli -- prove (\w+)</.exec((await pages.get(link)).body)?.[1] ?? 'none'
}

describe('the proof for a first factor', () => {
  it('is a command with a nonce that belongs to the link alone', async () => {
    const pages = somePages()
    const [one, other] = [await enrolLink(pages), await enrolLink(pages)]
    const nonce = await nonceOn(pages, one)
    expect(nonce).toMatch(/^[0-9a-f]{32}$/)
    expect(await nonceOn(pages, one)).toBe(nonce)
    expect(await nonceOn(pages, other)).not.toBe(nonce)
  })

  it('leads to a page on which the first factor can be enrolled, and uses up the link', async () => {
    const asked: unknown[] = []
    const { proveIdentity: take } = somePages().ports
    const pages = somePages({
      ports: {
        proveIdentity: async (...args) => {
          asked.push(args)
          return take ? take(...args) : err('not-accepted')
        },
      },
    })
    const link = await enrolLink(pages)
    const nonce = await nonceOn(pages, link)
    const pasted = `${PASTED} ${nonce}`
    const { status, json } = jsonOf(await pages.post(`${link}/prove`, { pasted }))
    expect(status).toBe(200)
    expect(asked).toEqual([[BEN, nonce, pasted]])
    const next = await pages.get(json.next)
    expect(next.body).toContain('Add a passkey')
    const begun = await pages.post(`${json.next}/begin`, { change: { kind: 'add-passkey' }, yes: null })
    expect(begun.status).toBe(200)
    expect((await pages.get(link)).body).toContain('This link was used')
    expect((await pages.post(`${link}/prove`, { pasted })).status).toBe(410)
  })

  it('sent twice in the same instant opens one page', async () => {
    const pages = somePages()
    const link = await enrolLink(pages)
    const act = { pasted: `${PASTED} ${await nonceOn(pages, link)}` }
    const both = await Promise.all([pages.post(`${link}/prove`, act), pages.post(`${link}/prove`, act)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 410])
  })

  it.each<[IdentityRefusal, string]>([
    ['malformed', 'not what the command prints'],
    ['wrong-nonce', 'made for another page'],
    ['stale', 'too long ago'],
    ['other-principal', 'somebody else'],
    ['not-accepted', 'AWS does not accept'],
    ['no-answer', 'AWS does not answer'],
  ])('that is %s is refused in words, and may be tried again', async (refusal, words) => {
    const pages = somePages({ ports: { proveIdentity: async () => err(refusal) } })
    const link = await enrolLink(pages)
    const { status, json } = jsonOf(await pages.post(`${link}/prove`, { pasted: 'x' }))
    expect(status).toBe(422)
    expect(json.problem[0]).toContain(words)
    expect((await pages.get(link)).status).toBe(200)
  })

  it('is of no use to somebody who has a factor', async () => {
    const pages = somePages()
    const link = await enrolLink(pages)
    const pasted = `${PASTED} ${await nonceOn(pages, link)}`
    await aPasskey(pages, BEN)
    expect((await pages.get(link)).status).toBe(409)
    expect((await pages.post(`${link}/prove`, { pasted })).status).toBe(409)
  })

  it('is not offered where AWS credentials are no proof', async () => {
    const pages = somePages({ without: 'proveIdentity' })
    const link = await enrolLink(pages)
    expect(await pages.get(link)).toMatchObject({
      status: 404,
      body: expect.stringContaining('can vouch for you'),
    })
    expect((await pages.post(`${link}/prove`, { pasted: 'x' })).status).toBe(404)
  })

  it.each([{}, { pasted: '' }, { pasted: 'x'.repeat(16_385) }, { pasted: 5 }])(
    'cannot be %j',
    async (sent) => {
      const pages = somePages()
      expect((await pages.post(`${await enrolLink(pages)}/prove`, sent)).status).toBe(400)
    },
  )
})
