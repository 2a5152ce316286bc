import { describe, expect, it, vi } from 'vitest'
import { toldFactors } from '../../../src/mfa/factor-sets.ts'
import { anAuthenticator } from '../../support/authenticator.ts'
import { codeAt, otherThan } from '../../support/codes.ts'
import { someFactors } from '../../support/factors.ts'
import { BEN, CAT, T0 } from '../../support/grants.ts'
import { aLink, anApp, aPasskey, jsonOf, someCodes, somePages } from '../../support/pages.ts'

type Pages = ReturnType<typeof somePages>
type Key = Awaited<ReturnType<typeof aPasskey>>

const ADD_PASSKEY = { kind: 'add-passkey' }
const ADD_APP = { kind: 'add-totp' }
const CODES = { kind: 'backup-codes' }

const factorsLink = (pages: Pages) => aLink(pages, { purpose: 'factors' })
const firstLink = (pages: Pages) => aLink(pages, { purpose: 'first-factor' })

async function methodsOf({ factors }: Pages) {
  return (await factors.read(BEN)).factors.map(({ method }) => method)
}

/** Begins a change that this authenticator confirms. */
async function begin(pages: Pages, link: string, change: object, key: Key, confirmed = change) {
  const { challengeId } = jsonOf(await pages.post(`${link}/ask`, { change: confirmed })).json
  const yes = { challengeId, response: key.answer(challengeId) }
  return jsonOf(await pages.post(`${link}/begin`, { change, yes }))
}

async function finishPasskey(pages: Pages, link: string, challengeId: string, label = 'New key') {
  const made = anAuthenticator(pages.relyingParty, label)
  const response = made.register(challengeId)
  return jsonOf(await pages.post(`${link}/finish`, { challengeId, label, response }))
}

describe('the page of one’s factors', () => {
  it('lists what is enrolled, escaped, with when it counts for what is risky', async () => {
    const pages = somePages()
    await aPasskey(pages, BEN, '<b>"Laptop"')
    await someCodes(pages, BEN)
    await aPasskey(pages, CAT, 'Cat’s own')
    const { body } = await pages.get(await factorsLink(pages))
    expect(body).toContain('<bdi>&lt;b&gt;&quot;Laptop&quot;</bdi>')
    expect(body).toContain('10 codes left')
    expect(body).toContain('Counts for high and critical risk from')
    expect(body).not.toContain('Cat’s own')
    pages.time.now += 86_400
    expect((await pages.get(await factorsLink(pages))).body).not.toContain('Counts for')
  })

  it.each([
    ['with AWS credentials or by colleagues', somePages, true],
    ['by colleagues alone', () => somePages({ without: 'proveIdentity' }), false],
  ])('shows somebody without any how to prove who they are, %s', async (_, make, byAws) => {
    const pages = make()
    const link = await factorsLink(pages)
    const { body } = await pages.get(link)
    expect(body).toContain('First show that it is you')
    expect(body).toContain('can vouch for you in Slack')
    expect(body.includes(`href="${link.replace('factors', 'enrol')}"`)).toBe(byAws)
    expect(body).not.toContain('data-add')
  })
})

describe('a first factor', () => {
  it('is enrolled without another where the link stands for the proof, and is announced', async () => {
    const pages = somePages()
    const link = await firstLink(pages)
    const begun = jsonOf(await pages.post(`${link}/begin`, { change: ADD_PASSKEY, yes: null }))
    expect(begun.status).toBe(200)
    expect(await finishPasskey(pages, link, begun.json.challengeId)).toEqual({
      status: 200,
      json: { done: 'Added New key.' },
    })
    expect(await methodsOf(pages)).toEqual(['passkey'])
    expect(pages.announced).toMatchObject([
      { person: BEN, change: 'added', factor: { method: 'passkey', label: 'New key' } },
    ])
  })

  it('may be an app, after its first right code', async () => {
    const pages = somePages()
    const link = await firstLink(pages)
    const { json } = jsonOf(await pages.post(`${link}/begin`, { change: ADD_APP, yes: null }))
    expect(json.qr.path).toMatch(/^M\d/)
    const { challengeId } = json
    const code = codeAt(json.key, pages.time.now)
    const wrong = await pages.post(`${link}/finish`, { challengeId, label: 'Phone', code: otherThan(code) })
    expect(wrong.status).toBe(422)
    expect((await pages.post(`${link}/finish`, { challengeId, label: 'Phone', code })).status).toBe(200)
    expect(await methodsOf(pages)).toEqual(['totp'])
  })

  it.each([
    ['a passkey', ADD_PASSKEY],
    ['an app', ADD_APP],
    ['backup codes', CODES],
  ])('cannot be %s by a link that stands for no proof', async (_, change) => {
    const pages = somePages()
    const link = await factorsLink(pages)
    expect((await pages.post(`${link}/begin`, { change, yes: null })).status).toBe(403)
    expect((await pages.post(`${link}/begin`, { change, yes: { code: '123456' } })).status).toBe(422)
    expect(await methodsOf(pages)).toEqual([])
  })

  it('cannot be backup codes', async () => {
    const pages = somePages()
    expect((await pages.post(`${await firstLink(pages)}/begin`, { change: CODES, yes: null })).status).toBe(
      403,
    )
  })

  it('is enrolled once: what was begun beside it does not become a second one', async () => {
    const pages = somePages()
    const link = await firstLink(pages)
    const begin = async () =>
      jsonOf(await pages.post(`${link}/begin`, { change: ADD_PASSKEY, yes: null })).json.challengeId
    const [one, two, three] = [await begin(), await begin(), await begin()]
    const both = await Promise.all([
      finishPasskey(pages, link, one, 'One'),
      finishPasskey(pages, link, two, 'Two'),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 422])
    expect((await finishPasskey(pages, link, three, 'Three')).status).toBe(422)
    expect((await finishPasskey(pages, await factorsLink(pages), three, 'Three')).status).toBe(422)
    expect(await methodsOf(pages)).toEqual(['passkey'])
    expect(pages.announced).toHaveLength(1)
  })

  it('makes the link one like any other: the next needs the first one’s yes', async () => {
    const pages = somePages()
    const link = await firstLink(pages)
    await aPasskey(pages, BEN)
    expect((await pages.post(`${link}/begin`, { change: ADD_APP, yes: null })).status).toBe(403)
  })
})

describe('a further change', () => {
  it.each([
    ['a passkey', ADD_PASSKEY],
    ['an app', ADD_APP],
    ['backup codes', CODES],
  ])('adds %s once another factor says yes to just that', async (_, change) => {
    const pages = somePages()
    const key = await aPasskey(pages, BEN)
    const link = await factorsLink(pages)
    expect((await pages.post(`${link}/begin`, { change, yes: null })).status).toBe(403)
    expect((await begin(pages, link, change, key)).status).toBe(200)
  })

  it('is not begun by a yes to another change, or by another link', async () => {
    const pages = somePages()
    const key = await aPasskey(pages, BEN)
    const link = await factorsLink(pages)
    const remove = { kind: 'remove', factorId: key.id }
    expect((await begin(pages, link, remove, key, CODES)).status).toBe(422)
    expect((await begin(pages, link, CODES, key, ADD_PASSKEY)).status).toBe(422)
    const { challengeId } = jsonOf(
      await pages.post(`${await factorsLink(pages)}/ask`, { change: CODES }),
    ).json
    const yes = { challengeId, response: key.answer(challengeId) }
    expect((await pages.post(`${link}/begin`, { change: CODES, yes })).status).toBe(422)
    expect(await methodsOf(pages)).toEqual(['passkey'])
  })

  it('is not confirmed by somebody else’s passkey', async () => {
    const pages = somePages()
    await aPasskey(pages, BEN)
    const cats = await aPasskey(pages, CAT)
    expect((await begin(pages, await factorsLink(pages), CODES, cats)).status).toBe(422)
    expect(await methodsOf(pages)).toEqual(['passkey'])
  })

  it('may be confirmed by a code, which is spent by it', async () => {
    const pages = somePages()
    const codeLater = await anApp(pages, BEN)
    pages.time.now += 60
    const code = codeLater(pages.time.now)
    const link = await factorsLink(pages)
    const first = jsonOf(await pages.post(`${link}/begin`, { change: CODES, yes: { code } }))
    expect(first.json.codes).toHaveLength(10)
    const again = jsonOf(await pages.post(`${link}/begin`, { change: CODES, yes: { code } }))
    expect(again.json.problem[0]).toContain('used already')
    const [backup] = first.json.codes
    expect((await pages.post(`${link}/begin`, { change: ADD_PASSKEY, yes: { code: backup } })).status).toBe(
      200,
    )
    expect((await pages.get(link)).body).toContain('9 codes left')
  })

  it('removes a factor, and says so to others', async () => {
    const pages = somePages()
    const key = await aPasskey(pages, BEN)
    await aPasskey(pages, BEN, 'Old key')
    const old = (await pages.factors.read(BEN)).factors.find(({ label }) => label === 'Old key')?.id
    const remove = { kind: 'remove', factorId: old }
    expect(await begin(pages, await factorsLink(pages), remove, key)).toEqual({
      status: 200,
      json: { done: 'Removed Old key.' },
    })
    expect(pages.announced).toMatchObject([{ change: 'removed', factor: { id: old } }])
    expect(await methodsOf(pages)).toEqual(['passkey'])
  })

  it('shows backup codes in one answer and never again', async () => {
    const pages = somePages()
    const key = await aPasskey(pages, BEN)
    const link = await factorsLink(pages)
    const { codes } = (await begin(pages, link, CODES, key)).json
    const kept = [...pages.factors.texts.values()].join()
    const page = (await pages.get(link)).body
    for (const code of codes) expect(kept + page).not.toContain(code)
  })

  it.each(['add', 'codes'])('that cannot be announced is not kept: %s', async (which) => {
    const pages = somePages({ ports: { announce: () => Promise.reject(new Error('Slack is down')) } })
    const key = await aPasskey(pages, BEN)
    const link = await factorsLink(pages)
    const begun = await begin(pages, link, which === 'add' ? ADD_PASSKEY : CODES, key)
    const last = which === 'add' ? await finishPasskey(pages, link, begun.json.challengeId) : begun
    expect(last).toMatchObject({ status: 503, json: { problem: [expect.stringContaining('not kept')] } })
    expect(await methodsOf(pages)).toEqual(['passkey'])
    expect(pages.failures).toHaveLength(1)
  })

  it('that nobody was told of, as the process was killed, counts for nothing and gives way to the next', async () => {
    const factors = someFactors({ counting: toldFactors })
    const killed = somePages({ factors, ports: { announce: () => new Promise<void>(() => undefined) } })
    const lost = await firstLink(killed)
    const begun = jsonOf(await killed.post(`${lost}/begin`, { change: ADD_PASSKEY, yes: null }))
    void finishPasskey(killed, lost, begun.json.challengeId)
    await vi.waitFor(async () => expect((await factors.factors.read(BEN)).factors).toHaveLength(1))

    const pages = somePages({ factors })
    const link = await firstLink(pages)
    expect((await pages.get(link)).body).not.toContain('New key')
    const again = jsonOf(await pages.post(`${link}/begin`, { change: ADD_PASSKEY, yes: null }))
    expect(await finishPasskey(pages, link, again.json.challengeId, 'Second key')).toMatchObject({
      status: 200,
    })
    const { factors: kept } = await factors.factors.read(BEN)
    expect(kept.map(({ announcedAt }) => announcedAt)).toEqual([T0])
  })

  it('removes a factor even where that cannot be announced', async () => {
    const pages = somePages({ ports: { announce: () => Promise.reject(new Error('Slack is down')) } })
    const key = await aPasskey(pages, BEN)
    const remove = { kind: 'remove', factorId: key.id }
    expect((await begin(pages, await factorsLink(pages), remove, key)).status).toBe(200)
    expect(await methodsOf(pages)).toEqual([])
  })

  it.each([
    ['ask', {}],
    ['ask', { change: { kind: 'remove' } }],
    ['begin', { change: CODES }],
    ['begin', { change: { kind: 'other' }, yes: null }],
    ['finish', { challengeId: 'x', label: 'x' }],
    ['finish', null],
  ])('that cannot be read is refused: %s %j', async (act, sent) => {
    const pages = somePages()
    expect((await pages.post(`${await factorsLink(pages)}/${act}`, sent)).status).toBe(400)
  })
})
