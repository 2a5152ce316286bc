import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { err, ok } from '../../../src/base/result.ts'
import type { PersonKey } from '../../../src/grants/terms.ts'
import { type Listening, listen } from '../../../src/mfa/pages/listen.ts'
import type { Outcome, PagePorts, RequestView } from '../../../src/mfa/pages/ports.ts'
import { openBrowser, SCREENSHOTS } from '../../support/browser.ts'
import { codeAt, otherThan } from '../../support/codes.ts'
import { faintTexts } from '../../support/contrast.ts'
import { someFactors } from '../../support/factors.ts'
import { BEN, CAT, T0 } from '../../support/grants.ts'
import { NINA } from '../../support/identity-links.ts'
import { aLink, anApp, aRequestView, PASTED, someCodes, somePages } from '../../support/pages.ts'

type Pages = ReturnType<typeof somePages>

let browser: Browser
let context: BrowserContext
let page: Page
let pages: Pages
let listening: Listening
let origin: string
/** What went wrong in the page, and what it asked of others. */
let complaints: string[]
let view: RequestView
let outcome: Outcome
let linked: PersonKey[]
let methods: Awaited<ReturnType<PagePorts['methodsFor']>>

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

beforeEach(async () => {
  const port = await freePort()
  origin = `http://localhost:${port}`
  view = aRequestView()
  outcome = { kind: 'done' }
  linked = []
  methods = ['passkey']
  const factors = someFactors({ relyingParty: { id: 'localhost', origin } })
  pages = somePages({
    factors,
    ports: {
      requestOf: async () => ok(view),
      methodsFor: async () => methods,
      identity: {
        prove: async (nonce, text) => (text === `${PASTED} ${nonce}` ? ok(NINA) : err('wrong-nonce')),
        link: async (person) => ok(void linked.push(person)),
      },
    },
    outcome: () => outcome,
  })
  listening = await listen(pages.pages, { port })
  context = await browser.newContext({
    viewport: { width: 1000, height: 900 },
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Paris',
    locale: 'en-GB',
  })
  page = await context.newPage()
  complaints = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    const isRefusal = /the server responded with a status of (?:4\d\d)/.test(message.text())
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text())
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) complaints.push(`asked ${request.url()}`)
  })
})
afterEach(async () => {
  await context.close()
  await listening.close()
  expect(complaints).toEqual([])
})

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Gives the page's browser an authenticator whose owner always says yes. */
async function anAuthenticatorIn(session: CDPSession): Promise<string> {
  await session.send('WebAuthn.enable', { enableUI: false })
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return authenticatorId
}

async function anAuthenticator(): Promise<void> {
  await anAuthenticatorIn(await context.newCDPSession(page))
}

const open = async (path: string) => {
  await page.goto(origin + path)
  await page.getByRole('main').waitFor()
}
const button = (name: string | RegExp) => page.getByRole('button', { name })
const spoken = () => page.locator('#spoken')
/** The field that the browser asks to be filled in, and has gone to. */
const unfilled = () =>
  page.evaluate<string>('document.activeElement.matches(":invalid") && document.activeElement.id')
const refused = (words: string) => page.locator('#answer-spoken').getByText(words).waitFor()
const inDialog = () => page.getByRole('dialog')
const widerThanPage = () => page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')

/** Pictures of the page as it is: light, dark, and on a phone. All of it can be read. */
async function shots(name: string): Promise<void> {
  for (const [kind, colorScheme, width] of [
    ['light', 'light', 1000],
    ['dark', 'dark', 1000],
    ['phone', 'light', 360],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 })
    expect(await widerThanPage()).toBe(false)
    expect(await faintTexts(page, 'body'), kind).toEqual([])
    const fullPage = (await inDialog().count()) === 0
    await page.screenshot({ path: join(SCREENSHOTS, `pages-${name}-${kind}.png`), fullPage })
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1000, height: 900 })
}

/** Enrols a passkey of Ben's as his first factor, on the page. */
async function enrolFirst(label = 'Work laptop'): Promise<void> {
  await open(await aLink(pages, { purpose: 'first-factor' }))
  await page.getByRole('textbox', { name: 'Name' }).first().fill(label)
  await button('Add a passkey').click()
  await button('Make the passkey').click()
  await spoken().getByText(`Added ${label}.`).waitFor()
}

describe('in a browser', () => {
  test('somebody proves who they are, enrols a passkey, and approves with it', async () => {
    await anAuthenticator()
    await open(await aLink(pages, { purpose: 'enrol' }))
    await shots('enrol')
    await button('Go on').click()
    expect(await unfilled()).toBe('pasted')
    await page.getByRole('textbox', { name: 'Output of the command' }).fill('something else')
    await button('Go on').click()
    await spoken().getByText('not what the command prints').waitFor()
    const nonce = (await page.locator('#command').textContent())?.split(' ').at(-1)
    await page.getByRole('textbox').fill(`${PASTED} ${nonce}`)
    await button('Go on').click()
    await page.getByRole('heading', { name: 'Your second factors' }).waitFor()
    await shots('factors-first')

    await button('Add a passkey').click()
    expect(await unfilled()).toBe('add-passkey-label')
    await page.getByRole('textbox', { name: 'Name' }).first().fill('Work laptop')
    await page.keyboard.press('Enter')
    await inDialog().getByText('Make the passkey').first().waitFor()
    await shots('factors-make-passkey')
    await button('Make the passkey').click()
    await spoken().getByText('Added Work laptop.').waitFor()
    await page.getByRole('listitem').filter({ hasText: 'Work laptop' }).waitFor()
    expect(pages.announced).toMatchObject([
      { person: BEN, change: 'added', factor: { label: 'Work laptop' } },
    ])

    const link = await aLink(pages)
    await open(link)
    await page.getByRole('heading', { name: 'You are approving as Ben Example' }).waitFor()
    await shots('approve')
    await button('Approve with a passkey').click()
    await spoken().getByRole('heading', { name: 'Approved' }).waitFor()
    await shots('approved')
    expect(await page.evaluate('document.activeElement.id')).toBe('spoken')
    expect(pages.answers).toMatchObject([{ proof: { person: BEN, method: 'passkey' } }])
    expect(await button(/Approve/).count()).toBe(0)

    await page.reload()
    await page.getByRole('heading', { name: 'This link was used' }).waitFor()
    await shots('used')
  })

  test('everything works by keyboard alone, and aloud', async () => {
    await anAuthenticator()
    await enrolFirst()
    await open(await aLink(pages))
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('main')
    for (let presses = 0; presses < 10; presses++) {
      await page.keyboard.press('Tab')
      if ((await page.evaluate('document.activeElement.id')) === 'passkey') break
    }
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
    await page.keyboard.press('Enter')
    await page.getByRole('status').getByRole('heading', { name: 'Approved' }).waitFor()
    expect(await page.getByRole('main').ariaSnapshot()).toContain('status')
  })

  test('somebody else who opens the link cannot approve with their own passkey', async () => {
    await enrolBensElsewhere()
    await anAuthenticator()
    await open(await aLink(pages, { purpose: 'first-factor', person: CAT }))
    await page.getByRole('textbox', { name: 'Name' }).first().fill('Cat’s laptop')
    await button('Add a passkey').click()
    await button('Make the passkey').click()
    await spoken().getByText('Added Cat’s laptop.').waitFor()

    const link = await aLink(pages)
    await open(link)
    await button('Approve with a passkey').click()
    await refused('none of this person’s passkeys is on this device')
    await shots('approve-of-another')
    expect(pages.answers).toEqual([])
    expect((await pages.get(link)).status).toBe(200)
  })

  test('a link that is too old says so, also when it grows old while it is open', async () => {
    await anAuthenticator()
    await enrolFirst()
    const link = await aLink(pages)
    await open(link)
    pages.time.now += 300
    await button('Approve with a passkey').click()
    await refused('A link works for five minutes.')
    await page.reload()
    await page.getByRole('heading', { name: 'This link has expired' }).waitFor()
    await shots('expired')
    expect(pages.answers).toEqual([])
  })

  test('somebody links themself to Identity Center; a line of another page does not', async () => {
    await open(await aLink(pages, { purpose: 'identity' }))
    await shots('identity')
    const nonce = /prove (\w+)/.exec((await page.locator('#command').textContent()) ?? '')?.[1] ?? ''
    const pasted = page.getByRole('textbox', { name: 'Output of the command' })
    await button('Go on').click()
    expect(await unfilled()).toBe('pasted')
    await pasted.fill(`${PASTED} of-another-page`)
    await button('Go on').click()
    await spoken().getByText('This was made for another page.').waitFor()
    await pasted.fill(`${PASTED} ${nonce}`)
    await button('Go on').click()
    await spoken().getByRole('heading', { name: 'You are linked' }).waitFor()
    expect(await page.locator('#proof').count()).toBe(0)
    expect(linked).toEqual([BEN])
    await shots('identity-linked')
  })

  test('an app is enrolled by its QR code, and its code approves where that suffices; a wrong one does not', async () => {
    methods = ['passkey', 'totp']
    await open(await aLink(pages, { purpose: 'first-factor' }))
    await page.getByRole('textbox', { name: 'Name' }).nth(1).fill('Phone')
    await button('Add an app').click()
    await inDialog().getByRole('img', { name: 'The key as a QR code' }).waitFor()
    await shots('factors-app')
    const key = (await page.locator('#totp-key').textContent()) ?? ''
    const code = codeAt(key, pages.time.now)
    const field = page.getByRole('textbox', { name: 'The code that the app shows now' })
    await field.fill(otherThan(code))
    await button('Finish').click()
    await inDialog().getByText('That code is wrong.').waitFor()
    await field.fill(code)
    await button('Finish').click()
    await spoken().getByText('Added Phone.').waitFor()

    pages.time.now += 60
    await open(await aLink(pages))
    const next = codeAt(key, pages.time.now)
    const typed = page.getByRole('textbox', { name: 'Code of your authenticator app' })
    await button('Approve').click()
    expect(await unfilled()).toBe('code')
    await typed.fill(otherThan(next))
    await page.keyboard.press('Enter')
    await refused('That code is wrong.')
    await shots('approve-wrong-code')
    await typed.fill(`${next.slice(0, 3)} ${next.slice(3)}`)
    await page.keyboard.press('Enter')
    await spoken().getByRole('heading', { name: 'Approved' }).waitFor()
    expect(pages.answers).toMatchObject([{ proof: { method: 'totp' } }])
  })

  test('backup codes are shown once, and one of them removes a factor', async () => {
    await anAuthenticator()
    await enrolFirst()
    await button('Make backup codes').click()
    await inDialog().getByText('First say with a factor you have').waitFor()
    await shots('factors-confirm')
    await button('Confirm with a passkey').click()
    const codes = inDialog().getByRole('listitem')
    await codes.first().waitFor()
    await shots('factors-codes')
    await page.emulateMedia({ media: 'print' })
    await page.screenshot({ path: join(SCREENSHOTS, 'pages-factors-codes-print.png') })
    await page.emulateMedia({ media: 'screen' })
    const shown = await codes.allTextContents()
    expect(shown).toHaveLength(10)
    await page.keyboard.press('Escape')
    expect(await codes.count()).toBe(10)
    await button('I have kept them').click()
    await page.getByText('10 codes left').waitFor()
    for (const code of shown) expect(await page.content()).not.toContain(code)

    await button('Remove Work laptop').click()
    await inDialog().getByRole('heading', { name: 'Remove “Work laptop”?' }).waitFor()
    await button('Cancel').click()
    await inDialog().waitFor({ state: 'hidden' })
    await button('Remove Work laptop').click()
    await page.getByRole('textbox', { name: /backup code/i }).fill(shown[3] ?? '')
    await button('Confirm').last().click()
    await spoken().getByText('Removed Work laptop.').waitFor()
    await page.getByText('9 codes left').waitFor()
    expect(await button('Remove Work laptop').count()).toBe(0)
    expect(pages.announced.map(({ change }) => change)).toEqual(['added', 'added', 'removed'])
  })

  test('a long and hostile request stays readable, and does nothing', async () => {
    await anAuthenticator()
    await enrolFirst()
    view = aRequestView({
      requester: 'Ann <script>alert(1)</script>',
      title: 'Break \u202Ethe page',
      risk: 'critical',
      mode: 'break-glass',
      reason: `<img src=x onerror=alert(1)>\n${'A very long story. '.repeat(160)}`.slice(0, 3000),
      startsAt: T0 + 86_400,
      approved: ['Cat Example (leads)'],
      stillNeeded: ['one of leads', 'two of security-oncall'],
      remains: 'A training job that was started goes on.',
    })
    await open(await aLink(pages, { purpose: 'confirm' }))
    await page.getByText('Nobody else is asked.').waitFor()
    await page.getByText('24 Nov 2026', { exact: false }).first().waitFor()
    await shots('hostile')
    outcome = { kind: 'already-decided', what: 'denied', by: 'Cat Example', at: T0 }
    await button('Confirm with a passkey').click()
    await spoken().getByRole('heading', { name: 'Already decided' }).waitFor()
    await spoken().getByText('10:00').waitFor()
    await shots('already-decided')
  })

  test('where approvals are missing, or the answer is refused, the page says so', async () => {
    await anAuthenticator()
    await enrolFirst()
    for (const [name, came, words] of [
      [
        'still-needed',
        { kind: 'still-needed', needed: ['one of security'] },
        '1 approval is still needed: one of security.',
      ],
      ['refused', { kind: 'refused', words: ['This passkey is too new for high-risk requests.'] }, 'too new'],
    ] as const) {
      outcome = came
      await open(await aLink(pages))
      await button('Approve with a passkey').click()
      await spoken().getByText(words).waitFor()
      await shots(name)
    }
  })

  test('a browser without passkeys says what to do', async () => {
    await enrolBensElsewhere()
    await page.addInitScript('delete window.PublicKeyCredential')
    await open(await aLink(pages))
    await page.getByText('This browser has no passkeys.').waitFor()
    expect(await button('Approve with a passkey').isDisabled()).toBe(true)
    await shots('no-passkeys')
  })

  test('somebody without a factor is shown how to get one', async () => {
    await open(await aLink(pages, { purpose: 'factors' }))
    await page.getByRole('heading', { name: 'First show that it is you' }).waitFor()
    await shots('factors-none')
    await page.getByRole('link', { name: 'Prove it with your AWS credentials' }).click()
    await page.getByRole('heading', { name: 'Show that it is you' }).waitFor()
    await open(await aLink(pages))
    await page.getByText('you have not enrolled: passkey').waitFor()
    await shots('approve-no-factor')
  })

  test('a full list of factors, each with its kind', async () => {
    await anAuthenticator()
    await enrolFirst('A work laptop with as long a name as OK')
    await anApp(pages, BEN)
    await someCodes(pages, BEN)
    await page.reload()
    await page.getByText('10 codes left').waitFor()
    await shots('factors-full')
    await button('Remove Phone').click()
    await shots('factors-confirm-full')
  })
})

/** Ben enrols a passkey on a device of his own. */
async function enrolBensElsewhere(): Promise<void> {
  const [own, before] = [await browser.newContext(), page]
  page = await own.newPage()
  await anAuthenticatorIn(await own.newCDPSession(page))
  await enrolFirst()
  await own.close()
  page = before
}
