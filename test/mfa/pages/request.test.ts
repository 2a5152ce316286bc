import { describe, expect, it } from 'vitest'
import { err, ok } from '../../../src/base/result.ts'
import type { Outcome } from '../../../src/mfa/pages/ports.ts'
import type { LinkPurpose } from '../../../src/mfa/ports.ts'
import { anAuthenticator } from '../../support/authenticator.ts'
import { otherThan } from '../../support/codes.ts'
import { ANN, BEN, CAT, T0 } from '../../support/grants.ts'
import { aLink, anApp, aPasskey, aRequestView, jsonOf, REQUEST_HASH, somePages } from '../../support/pages.ts'

type Pages = ReturnType<typeof somePages>
type Key = Awaited<ReturnType<typeof aPasskey>>

/** Asks for a challenge and answers it by this authenticator. */
async function sayYes(pages: Pages, link: string, key: Key) {
  const { json } = jsonOf(await pages.post(`${link}/ask`, {}))
  const { challengeId } = json
  return pages.post(`${link}/answer`, { challengeId, response: key.answer(challengeId) })
}

describe('the page of a request', () => {
  it('shows everything that a yes means, and as whom', async () => {
    const view = aRequestView({
      startsAt: T0 + 3600,
      remains: 'Logs stay.',
      approved: ['Cat Example'],
      stillNeeded: ['one of security'],
    })
    const pages = somePages({ ports: { requestOf: async () => ok(view) } })
    await aPasskey(pages, BEN)
    const { status, body } = await pages.get(await aLink(pages))
    expect(status).toBe(200)
    const texts = [
      view.requester,
      view.title,
      view.risk,
      view.riskWhy,
      view.account,
      view.region,
      view.reason,
      view.reach.words,
      view.reach.role,
      view.proof,
      view.requestHash,
      'Logs stay.',
      'Cat Example',
      'one of security',
      '1 hour 30 minutes',
      '2026-11-23 10:00 UTC',
      '2026-11-23 11:30 UTC',
      '2026-11-23 11:00 UTC',
      ...view.permissions.flatMap((each) => [...each.actions, ...each.resources, ...each.conditions]),
    ]
    expect(texts.filter((text) => !body.includes(String(text)))).toEqual([])
    expect(body).toContain('You are approving as <bdi>Ben Example</bdi>')
  })

  it('shows hostile words as words, whole', async () => {
    const reason = `<script>alert(1)</script>\u202E${'é'.repeat(2974)}"`
    const view = aRequestView({
      requester: '<b onclick=x>Ann',
      title: '<img src=x>',
      reason,
      ticket: '"><i>',
    })
    const pages = somePages({
      ports: { requestOf: async () => ok(view), nameOf: async () => '</h2><script>' },
    })
    await aPasskey(pages, BEN)
    const { body } = await pages.get(await aLink(pages))
    expect(body).toContain(`&lt;script&gt;alert(1)&lt;/script&gt;[U+202E]${'é'.repeat(2974)}&quot;`)
    expect(body).not.toMatch(/<b onclick|<img src=x|<i>|\u202E/)
    expect(body.match(/<script/g)).toEqual(['<script'])
  })

  it.each([
    [
      'the record is about something else now',
      ok(aRequestView({ requestHash: 'other' })),
      'The request has changed',
    ],
    [
      'it is decided',
      err({ heading: 'Already denied', words: ['Cat <denied> it.'] }),
      'Cat &lt;denied&gt; it.',
    ],
  ])('says so where %s, and asks nothing', async (_, found, words) => {
    const pages = somePages({ ports: { requestOf: async () => found } })
    await aPasskey(pages, BEN)
    const link = await aLink(pages)
    const page = await pages.get(link)
    expect(page).toMatchObject({ status: 410, body: expect.stringContaining(words) })
    expect(page.body).not.toContain('passkey</button>')
    expect((await pages.post(`${link}/ask`, {})).status).toBe(410)
  })

  it.each([
    [['passkey'], 'a second factor that you have not enrolled: passkey.'],
    [['passkey', 'totp'], 'a second factor that you have not enrolled: passkey or authenticator app.'],
    [[], 'lets no second factor suffice'],
  ] as const)('says what is missing where %j suffices and the person has none', async (methods, words) => {
    const pages = somePages({ ports: { methodsFor: async () => methods } })
    expect((await pages.get(await aLink(pages))).body).toContain(words)
  })
})

describe('a yes', () => {
  it.each([
    ['approve', 'Approved'],
    ['confirm', 'Confirmed'],
  ] as const)('to %s by the passkey of the bound person is taken, once', async (purpose, heading) => {
    const pages = somePages()
    const key = await aPasskey(pages, BEN)
    const link = await aLink(pages, { purpose })
    expect(jsonOf(await sayYes(pages, link, key))).toMatchObject({
      status: 200,
      json: { good: true, heading },
    })
    expect(pages.answers).toMatchObject([
      {
        link: { purpose, subject: 'g1.1' },
        proof: { method: 'passkey', person: BEN, subjectHash: REQUEST_HASH, factorId: key.id },
      },
    ])
    expect((await pages.get(link)).body).toContain('This link was used')
    expect((await pages.post(`${link}/ask`, {})).status).toBe(410)
    expect(pages.answers).toHaveLength(1)
  })

  it('twice in the same instant by two challenges of one link is taken once', async () => {
    const pages = somePages()
    const key = await aPasskey(pages, BEN)
    const link = await aLink(pages)
    const both = await Promise.all([sayYes(pages, link, key), sayYes(pages, link, key)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 410])
    expect(pages.answers).toHaveLength(1)
  })

  it('by the passkey of somebody else who has the link is refused, and leaves the link to its person', async () => {
    const pages = somePages()
    const [bens, cats] = [await aPasskey(pages, BEN), await aPasskey(pages, CAT, 'Cat’s key')]
    const link = await aLink(pages)
    expect(jsonOf(await sayYes(pages, link, cats))).toEqual({
      status: 422,
      json: { problem: ['This is none of the factors of the person this page is for.'] },
    })
    expect(pages.answers).toEqual([])
    expect((await sayYes(pages, link, bens)).status).toBe(200)
  })

  it.each([
    ['a spoilt signature', { spoilt: true }],
    ['no user verification', { userVerified: false }],
    ['another origin', { origin: 'https://evil.example' }],
    ['another challenge', { challenge: 'AAAA' }],
  ])('with %s is refused', async (_, oddity) => {
    const pages = somePages()
    const key = await aPasskey(pages, BEN)
    const link = await aLink(pages)
    const { challengeId } = jsonOf(await pages.post(`${link}/ask`, {})).json
    const answer = { challengeId, response: key.answer(challengeId, oddity) }
    expect((await pages.post(`${link}/answer`, answer)).status).toBe(422)
    expect(pages.answers).toEqual([])
  })

  it('whose challenge was for another link of the same person is refused', async () => {
    const pages = somePages()
    const key = await aPasskey(pages, BEN)
    const [one, other] = [await aLink(pages), await aLink(pages, { subjectHash: 'other' })]
    const { challengeId } = jsonOf(await pages.post(`${one}/ask`, {})).json
    const answer = { challengeId, response: key.answer(challengeId) }
    expect((await pages.post(`${other}/answer`, answer)).status).toBe(422)
  })

  it('by a code is taken where codes suffice; a wrong one may be followed by another try', async () => {
    const pages = somePages({ ports: { methodsFor: async () => ['passkey', 'totp'] } })
    const codeAt = await anApp(pages, BEN)
    const link = await aLink(pages)
    pages.time.now += 60
    const code = codeAt(pages.time.now)
    expect(jsonOf(await pages.post(`${link}/answer`, { code: otherThan(code) })).json.problem[0]).toContain(
      'wrong',
    )
    expect((await pages.post(`${link}/answer`, { code: ` ${code}` })).status).toBe(200)
    expect(pages.answers).toMatchObject([{ proof: { method: 'totp', subjectHash: REQUEST_HASH } }])
  })

  it('by a code is not even looked at where codes do not suffice', async () => {
    const pages = somePages()
    const codeAt = await anApp(pages, BEN)
    pages.time.now += 60
    const code = codeAt(pages.time.now)
    const link = await aLink(pages)
    const { json } = jsonOf(await pages.post(`${link}/answer`, { code }))
    expect(json.problem).toEqual(['That kind of factor does not suffice here.'])
    expect((await pages.factors.read(BEN)).wrongCodes.count).toBe(0)
  })

  it('by codes is locked after five wrong ones, and says for how long', async () => {
    const pages = somePages({ ports: { methodsFor: async () => ['totp', 'backup-code'] } })
    const codeAt = await anApp(pages, BEN)
    const link = await aLink(pages)
    pages.time.now += 60
    const code = codeAt(pages.time.now)
    for (let tries = 0; tries < 5; tries++) await pages.post(`${link}/answer`, { code: otherThan(code) })
    expect(jsonOf(await pages.post(`${link}/answer`, { code })).json.problem).toEqual([
      'Too many wrong codes. Codes are locked for another 15 minutes.',
    ])
  })

  it.each<[Outcome, object]>([
    [{ kind: 'done' }, { good: true, heading: 'Approved' }],
    [
      { kind: 'still-needed', needed: ['one of leads', 'one of security'] },
      {
        good: true,
        words: [expect.stringContaining('2 approvals are still needed: one of leads, one of security.')],
      },
    ],
    [
      { kind: 'refused', words: ['Too new\u202E.'] },
      { good: false, heading: 'Not taken', words: ['Too new[U+202E].'] },
    ],
    [
      { kind: 'already-decided', what: 'denied', by: 'Cat', at: T0 },
      { good: false, at: T0, words: [expect.stringContaining('denied by Cat before')] },
    ],
    [
      { kind: 'already-decided', what: 'lapsed', by: null, at: T0 },
      { good: false, words: [expect.stringContaining('This was lapsed before')] },
    ],
  ])('shows what came of it: %j', async (outcome, json) => {
    const pages = somePages({ ports: { answer: async () => outcome } })
    const key = await aPasskey(pages, BEN)
    expect(jsonOf(await sayYes(pages, await aLink(pages), key))).toMatchObject({ status: 200, json })
  })

  it.each([
    null,
    [],
    {},
    { code: 5 },
    { code: '' },
    { code: 'x'.repeat(65) },
    { code: '1', more: 1 },
    { challengeId: '' },
  ])('that is %j is refused', async (sent) => {
    const pages = somePages()
    expect((await pages.post(`${await aLink(pages)}/answer`, sent)).status).toBe(400)
  })
})

describe('a link', () => {
  it.each<[LinkPurpose, string]>([
    ['factors', '/approve'],
    ['enrol', '/factors'],
    ['approve', '/factors'],
    ['first-factor', '/enrol'],
    ['confirm', '/enrol'],
  ])('made for %s does not open %s', async (purpose, kind) => {
    const pages = somePages()
    const token = (await aLink(pages, { purpose, person: ANN })).split('/')[2]
    expect((await pages.get(`${kind}/${token}`)).status).toBe(404)
  })

  it('that has expired says so and what to do, and does nothing', async () => {
    const pages = somePages()
    const key = await aPasskey(pages, BEN)
    const link = await aLink(pages)
    const { challengeId } = jsonOf(await pages.post(`${link}/ask`, {})).json
    pages.time.now += 300
    const page = await pages.get(link)
    expect(page).toMatchObject({ status: 410, body: expect.stringContaining('This link has expired') })
    expect(page.body).toContain('Ask for a new link in Slack')
    const answer = { challengeId, response: key.answer(challengeId) }
    expect((await pages.post(`${link}/answer`, answer)).status).toBe(410)
    expect(pages.answers).toEqual([])
  })

  it('is not used up by looking at it', async () => {
    const pages = somePages()
    const key = anAuthenticator(pages.relyingParty)
    await aPasskey(pages, BEN)
    const link = await aLink(pages)
    for (const method of ['GET', 'HEAD', 'GET']) expect((await pages.get(link, method)).status).toBe(200)
    expect((await sayYes(pages, link, key)).status).toBe(422)
    expect((await pages.get(link)).status).toBe(200)
  })
})
