import { describe, expect, it } from 'vitest'
import { err, ok } from '../../../src/base/result.ts'
import type { DirectoryRefusal, IdentityPorts } from '../../../src/mfa/pages/ports.ts'
import { BEN } from '../../support/grants.ts'
import { NINA } from '../../support/identity-links.ts'
import { aLink, jsonOf, somePages } from '../../support/pages.ts'

/** Pages on which a line that ends with the nonce is Nina's. What is linked is kept. */
function linkPages(change: Partial<IdentityPorts> = {}) {
  const linked: unknown[] = []
  const identity: IdentityPorts = {
    prove: async (nonce, pasted) => (pasted === `nina ${nonce}` ? ok(NINA) : err('wrong-nonce')),
    link: async (person, user) => {
      linked.push([person, user])
      return ok(undefined)
    },
    ...change,
  }
  const pages = somePages({ ports: { identity } })
  return { ...pages, linked }
}

type Pages = ReturnType<typeof linkPages>

const page = (pages: Pages) => aLink(pages, { purpose: 'identity' })
const nonceOn = async (pages: Pages, link: string) =>
  /cli -- prove (\w+)</.exec((await pages.get(link)).body)?.[1] ?? 'none'

describe('the page on which somebody links themself to Identity Center', () => {
  it('shows a command with a nonce that belongs to this page alone', async () => {
    const pages = linkPages()
    const [one, other] = [await page(pages), await page(pages)]
    expect((await pages.get(one)).body).toContain('Link yourself to Identity Center')
    expect(await nonceOn(pages, one)).toMatch(/^[0-9a-f]{32}$/)
    expect(await nonceOn(pages, other)).not.toBe(await nonceOn(pages, one))
  })

  it('links its person, once, to the user of the proof, and says when that counts', async () => {
    const pages = linkPages()
    const link = await page(pages)
    const act = { pasted: `nina ${await nonceOn(pages, link)}` }
    const both = await Promise.all([pages.post(`${link}/prove`, act), pages.post(`${link}/prove`, act)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 410])
    expect(pages.linked).toEqual([[BEN, NINA]])
    const said = both.map(({ body }) => body).join()
    expect(said).toContain('You are nina.kowalski in Identity Center')
    expect(said).toContain('high and critical risk the link counts only after 1 day')
    expect((await pages.post(`${link}/prove`, act)).status).toBe(410)
  })

  it('takes no line of another page', async () => {
    const pages = linkPages()
    const pasted = `nina ${await nonceOn(pages, await page(pages))}`
    const { status, json } = jsonOf(await pages.post(`${await page(pages)}/prove`, { pasted }))
    expect([status, json.problem[0]]).toEqual([422, expect.stringContaining('another page')])
    expect(pages.linked).toEqual([])
  })

  it.each<[DirectoryRefusal, string]>([
    ['malformed', 'not what the command prints'],
    ['stale', 'too long ago'],
    ['not-accepted', 'does not accept'],
    ['no-answer', 'does not answer'],
    ['not-identity-center', 'aws sso login'],
    ['other-account', 'another AWS account'],
    ['permission-set', 'permission set'],
    ['user-unknown', 'does not know this user'],
  ])('refuses a proof that is %s in words, and it may be tried again', async (refusal, words) => {
    const pages = linkPages({ prove: async () => err(refusal) })
    const link = await page(pages)
    const { status, json } = jsonOf(await pages.post(`${link}/prove`, { pasted: 'x' }))
    expect([status, json.problem[0]]).toEqual([422, expect.stringContaining(words)])
    expect((await pages.get(link)).status).toBe(200)
    expect(pages.linked).toEqual([])
  })

  it('says why a proved user is not linked', async () => {
    const pages = linkPages({ link: async () => err(['This user belongs to another.']) })
    const link = await page(pages)
    const act = { pasted: `nina ${await nonceOn(pages, link)}` }
    const { status, json } = jsonOf(await pages.post(`${link}/prove`, act))
    expect([status, json.problem]).toEqual([422, ['This user belongs to another.']])
  })

  it('shows a hostile user name as it is written', async () => {
    const pages = linkPages({ prove: async () => ok({ ...NINA, userName: 'ni\u202ena' }) })
    const { json } = jsonOf(await pages.post(`${await page(pages)}/prove`, { pasted: 'x' }))
    expect(json.words[0]).toContain('ni[U+202E]na')
  })

  it('is not there where nobody may link, and opens by no other link', async () => {
    const closed = somePages()
    const link = await aLink(closed, { purpose: 'identity' })
    expect((await closed.get(link)).status).toBe(404)
    expect((await closed.post(`${link}/prove`, { pasted: 'x' })).status).toBe(404)
    const pages = linkPages()
    const enrol = await aLink(pages, { purpose: 'enrol' })
    expect((await pages.get(enrol.replace('/enrol/', '/identity/'))).status).toBe(404)
    expect((await pages.get((await page(pages)).replace('/identity/', '/enrol/'))).status).toBe(404)
  })

  it.each([{}, { pasted: '' }, { pasted: 'x'.repeat(16_385) }, { pasted: 5 }])(
    'takes no %j',
    async (sent) => {
      const pages = linkPages()
      expect((await pages.post(`${await page(pages)}/prove`, sent)).status).toBe(400)
    },
  )
})
