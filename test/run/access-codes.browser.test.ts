import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeAt, otherThan } from '../support/codes.ts'
import {
  describeNotebook,
  follow,
  type LocalDrive,
  passTime,
  type Shell,
  shot,
  startLocalDrive,
  type,
} from '../support/local-drive.ts'

/** What AWS says to a session that is denied, or whose role is no more. */
const REFUSED = /^(?:AccessDenied|ExpiredToken|UnrecognizedClient)/
const NOTEBOOK = 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/'
let drive: LocalDrive
let ana: Page
let ben: Page
let chloe: Page
let dev: Page
/** Seconds that the clock of the workspace is ahead. */
let ahead = 0
/** The key of Ben's authenticator app. */
let key = ''

beforeAll(async () => {
  drive = await startLocalDrive()
  ana = await drive.workspace('as=ana')
  ben = await drive.workspace('as=ben&place=security-approvals')
  chloe = await drive.workspace('as=chloe&place=security-approvals')
  dev = await drive.workspace('as=dev&place=security-approvals')
  await type(ana, '/sagemaker audit notebooks')
  await ana
    .getByText(/SageMaker audit:/)
    .first()
    .waitFor()
})
afterAll(() => drive.close())

/** Ana asks to start and stop a notebook. */
async function ask(notebook: string): Promise<void> {
  await ana.getByRole('button', { name: 'ml-platform', exact: true }).click()
  await type(ana, `/sagemaker request start-stop-notebook ${notebook}`)
  const dialog = ana.getByRole('dialog').last()
  await dialog.getByRole('textbox', { name: /Why you need it/ }).fill(`INC-42: ${notebook} hangs`)
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await ana.getByRole('button', { name: /^Ask \d approver/ }).click()
  await dialog.getByText(/It needs 1 approval/).waitFor()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect.poll(() => ana.getByRole('dialog').count()).toBe(0)
}

/** The message of Sagewarden that is about a notebook, as this page shows it. */
const about = (page: Page, notebook: string) =>
  page
    .getByRole('article', { name: /^Sagewarden/ })
    .filter({ hasText: `INC-42: ${notebook} hangs` })
    .last()

async function press(page: Page, notebook: string, button: RegExp): Promise<void> {
  await about(page, notebook).getByRole('button', { name: button }).click()
}

/** Presses Approve, and waits for the answer with this button that comes of it. */
async function approve(page: Page, notebook: string, answer: string): Promise<Locator> {
  const offers = page.getByRole('button', { name: answer })
  const before = await offers.count()
  await press(page, notebook, /^Approve/)
  const offer = offers.nth(before)
  await offer.waitFor()
  return offer
}

async function openDirectMessage(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sagewarden' }).first().click()
  await page.getByRole('tab', { name: 'Messages' }).click()
}

/** A session of the role that Ana was given for a notebook, as her own message says how to get it. */
async function anasSession(notebook: string): Promise<Shell> {
  await openDirectMessage(ana)
  const own = about(ana, notebook)
  await own.getByText('role_arn').waitFor()
  const [role = ''] =
    /arn:aws:iam::\d{12}:role\/sagewarden\/grant-[0-9a-f]+/.exec((await own.textContent()) ?? '') ?? []
  return drive.shellOf('alice.meyer', '--role', role)
}

async function passFiveMinutes(page: Page): Promise<void> {
  await passTime(page, '5 minutes')
  ahead += 300
}

/** What Ben's app shows now. */
const bensCode = () => codeAt(key, Date.now() / 1000 + ahead)

/** Ben presses Approve, and the button beneath the answer that opens the form for a code. */
async function bensForm(notebook: string): Promise<Locator> {
  await (await approve(ben, notebook, 'Type a code')).click()
  const form = ben.getByRole('dialog').last()
  await form.getByRole('textbox', { name: 'Code' }).waitFor()
  return form
}

async function enter(form: Locator, code: string): Promise<void> {
  await form.getByRole('textbox', { name: 'Code' }).fill(code)
  await form.getByRole('button', { name: 'Approve' }).click()
}

/** What still can be pressed under a message. */
const buttonsOf = (message: Locator) => message.locator('.actions button').allTextContents()

describe('codes, links and early ends in the local workspace', { timeout: 300_000 }, () => {
  it('enrols an authenticator app, whose code approves: once, and no wrong one', async () => {
    await type(ben, '/sagemaker mfa')
    const bensPage = await drive.tabWithPasskeys()
    await follow(ben, 'Prove it on the page', bensPage)
    await drive.prove(bensPage, 'carol.admin')
    await bensPage.getByRole('textbox', { name: 'Name' }).nth(1).fill('Phone')
    await bensPage.getByRole('button', { name: 'Add an app' }).click()
    await bensPage.getByRole('img', { name: 'The key as a QR code' }).waitFor()
    key = (await bensPage.locator('#totp-key').textContent()) ?? ''
    await bensPage.getByRole('textbox', { name: 'The code that the app shows now' }).fill(bensCode())
    await bensPage.getByRole('button', { name: 'Finish' }).click()
    await bensPage.getByRole('heading', { name: 'Phone' }).waitFor()
    await bensPage.close()
    await ask('churn-lab')
    await ask('fraud-research')
    // The code that enrolled the app is spent.
    await passFiveMinutes(ben)

    const form = await bensForm('churn-lab')
    await shot(ben, 'code-form')
    await enter(form, otherThan(bensCode()))
    await form.getByText(/That code is wrong/).waitFor()
    await shot(ben, 'code-wrong')
    const code = bensCode()
    await enter(form, code)
    await form
      .getByText(/Approved/)
      .first()
      .waitFor()
    await shot(ben, 'code-right')
    await form.getByRole('button', { name: 'Close' }).last().click()
    await about(ben, 'churn-lab')
      .getByText(/has access:/)
      .waitFor()
    await about(ben, 'churn-lab').getByText('with an authenticator code').waitFor()

    const second = await bensForm('fraud-research')
    await enter(second, code)
    // On a slow machine it is too old as well by now.
    await second.getByText(/That code was used already|That code is wrong or too old/).waitFor()
    await shot(ben, 'code-again')
    await second.getByRole('button', { name: 'Cancel' }).click()
    await about(ben, 'fraud-research')
      .getByText(/asks for access:/)
      .waitFor()
  })

  it('ends access at once when the requester is done', async () => {
    const session = await anasSession('churn-lab')
    expect(await describeNotebook(session, 'churn-lab')).toBe(`${NOTEBOOK}churn-lab`)
    await press(ana, 'churn-lab', /^I’m done/)
    await ana.getByRole('button', { name: 'End it now' }).click()
    await about(ana, 'churn-lab')
      .getByText(/Ended early by/)
      .waitFor()
    expect(await describeNotebook(session, 'churn-lab')).toMatch(REFUSED)
    expect(await buttonsOf(about(ana, 'churn-lab'))).toEqual(['History'])
    await about(ben, 'churn-lab')
      .getByText(/Ended early by/)
      .waitFor()
    expect(await buttonsOf(about(ben, 'churn-lab'))).toEqual(['View policy', 'History'])
    await shot(ana, 'done')
  })

  it('lets nobody use the link of somebody else, nor one that is too old', async () => {
    const [chloesKeys, devsKeys] = [await drive.tabWithPasskeys(), await drive.tabWithPasskeys()]
    await drive.enrolPasskey(chloe, chloesKeys, 'bob.tanaka', 'Chloe’s key')
    await drive.enrolPasskey(dev, devsKeys, 'dave.ops', 'Dev’s key')

    await approve(chloe, 'fraud-research', 'Open the page to confirm')
    await follow(chloe, 'Open the page to confirm', chloesKeys)
    await devsKeys.goto(chloesKeys.url())
    await devsKeys.getByText('You are approving as Chloe Dubois').waitFor()
    await devsKeys
      .getByRole('button', { name: /^Approve/ })
      .first()
      .click()
    await devsKeys.getByText('none of this person’s passkeys is on this device').waitFor()
    await shot(devsKeys, 'link-of-another')

    await passFiveMinutes(chloe)
    await chloesKeys
      .getByRole('button', { name: /^Approve/ })
      .first()
      .click()
    await chloesKeys.getByText('A link works for five minutes.').waitFor()
    await chloesKeys.reload()
    await chloesKeys.getByRole('heading', { name: 'This link has expired' }).waitFor()
    await shot(chloesKeys, 'link-expired')
    await about(chloe, 'fraud-research')
      .getByText(/asks for access:/)
      .waitFor()

    // A new link does, and needs no mouse.
    await approve(chloe, 'fraud-research', 'Open the page to confirm')
    await follow(chloe, 'Open the page to confirm', chloesKeys)
    await chloesKeys.getByText('You are approving as Chloe Dubois').waitFor()
    for (let presses = 0; presses < 10; presses++) {
      await chloesKeys.keyboard.press('Tab')
      if ((await chloesKeys.evaluate('document.activeElement.id')) === 'passkey') break
    }
    await chloesKeys.keyboard.press('Enter')
    await chloesKeys.getByRole('status').getByRole('heading', { name: 'Approved' }).waitFor()
    await about(chloe, 'fraud-research')
      .getByText(/has access:/)
      .waitFor()
  })

  it('ends access at once when somebody on call presses the button', async () => {
    const session = await anasSession('fraud-research')
    expect(await describeNotebook(session, 'fraud-research')).toBe(`${NOTEBOOK}fraud-research`)
    await press(dev, 'fraud-research', /^End now/)
    await shot(dev, 'end-now')
    await dev.getByRole('button', { name: 'End it now' }).click()
    await about(dev, 'fraud-research')
      .getByText(/Ended early by/)
      .waitFor()
    expect(await describeNotebook(session, 'fraud-research')).toMatch(REFUSED)
    await about(ana, 'fraud-research')
      .getByText(/Ended early by @?dev/i)
      .waitFor()
    expect(await buttonsOf(about(ana, 'fraud-research'))).toEqual(['History'])
    expect(await buttonsOf(about(dev, 'fraud-research'))).toEqual(['View policy', 'History'])
    await shot(dev, 'ended-by-on-call')
    expect(drive.run(['cli', 'verify'])).toMatch(/^All fits: 2 grants/)
  })
})
