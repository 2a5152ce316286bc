import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ANA, aCloseOut, BEN_CARTER, CHLOE } from '../support/access.ts'
import { openBrowser, SCREENSHOTS } from '../support/browser.ts'
import { type GrantBot, startGrantBot } from '../support/grant-bot.ts'
import { anAsked, aProof, principalOfTest } from '../support/grants.ts'
import { by, grantIn } from '../support/grants-world.ts'

let browser: Browser
let bot: GrantBot

beforeAll(async () => {
  browser = await openBrowser()
  bot = await startGrantBot()
})

afterAll(async () => {
  await browser.close()
  await bot.close()
})

const TALL = { width: 1280, height: 1500 }
const PHONE = { width: 390, height: 844 }

async function pageOf(search: string, size = TALL): Promise<Page> {
  const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' })
  await page.goto(`${bot.slack.url}/?${search}`)
  return page
}

/** Opens the direct message with the bot. */
async function openBot(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sagewarden' }).last().click()
  await page.getByRole('tab', { name: 'Messages' }).click()
}

const shot = (page: Page, name: string) => page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) })

const ask = () =>
  bot.access.access.grants.request(
    by(ANA),
    'g1',
    anAsked({ resources: ['arn:aws:sagemaker:eu-west-1:111122223333:endpoint/churn'], ticket: 'OPS-1042' }),
  )

async function approve(): Promise<void> {
  const { world } = bot.fake
  const answered = await bot.access.access.grants.answer(
    by(BEN_CARTER),
    { id: 'g1', revision: grantIn(world).revisions },
    { action: 'approve', proof: aProof(grantIn(world), BEN_CARTER, { at: world.now }) },
  )
  if (!answered.ok) throw new Error(answered.error.codes.join())
}

describe('temporary access in the local workspace', () => {
  it('is asked for, looked at, confirmed, used, lengthened and ended', async () => {
    expect(principalOfTest(ANA).arn).toContain('U0ANARUIZ1')
    expect((await ask()).ok).toBe(true)

    const ben = await pageOf('as=ben&theme=light&place=security-approvals')
    await ben
      .getByRole('button', { name: /Approve 1 h access/ })
      .first()
      .waitFor()
    await shot(ben, 'grant-pending')

    await ben
      .getByRole('button', { name: /View policy/ })
      .first()
      .click()
    await ben
      .getByRole('dialog')
      .getByText(/Who may take the role/)
      .waitFor()
    await shot(ben, 'grant-policy')
    await ben.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click()

    await ben.getByRole('button', { name: /^Deny/ }).first().click()
    await ben.getByRole('dialog').getByText('Why?').waitFor()
    await shot(ben, 'grant-deny')
    await ben.getByRole('dialog').getByRole('button', { name: 'Cancel' }).first().click()

    await ben
      .getByRole('button', { name: /Approve 1 h access/ })
      .first()
      .click()
    await ben
      .getByRole('link', { name: /Open the page to confirm/ })
      .or(ben.getByRole('button', { name: /Open the page to confirm/ }))
      .first()
      .waitFor()
    await ben
      .getByText(/is confirming with a second factor/)
      .first()
      .waitFor()
    await shot(ben, 'grant-confirming')

    const ana = await pageOf('as=ana&theme=light')
    await openBot(ana)
    await ana
      .getByRole('button', { name: /Withdraw/ })
      .first()
      .waitFor()
    await shot(ana, 'grant-own-pending')

    await approve()
    await ana
      .getByText(/You have access/)
      .first()
      .waitFor()
    await shot(ana, 'grant-own-active')
    await shot(ben, 'grant-active')

    await ben
      .getByRole('button', { name: /^History/ })
      .first()
      .click()
    await ben
      .getByRole('dialog')
      .getByText(/History of request/)
      .waitFor()
    await shot(ben, 'grant-history')
    await ben.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click()

    await ana
      .getByRole('button', { name: /More time/ })
      .first()
      .click()
    await ana.getByRole('dialog').getByText('Until when?').waitFor()
    await shot(ana, 'grant-more-time')
    await ana
      .getByRole('dialog')
      .getByLabel(/Why do you need longer/)
      .fill('The model is bigger than I thought.')
    await ana.getByRole('dialog').getByRole('button', { name: 'Ask for it' }).click()
    await ana
      .getByText(/You ask for 1 h more/)
      .first()
      .waitFor()
    await shot(ana, 'grant-more-time-asked')
    await ana.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click()
    await ben
      .getByRole('button', { name: /Approve 1 h more/ })
      .first()
      .waitFor()
    await shot(ben, 'grant-more-time-pending')

    await ana
      .getByRole('button', { name: /I’m done/ })
      .first()
      .click()
    await ana.getByText('End your access now?').waitFor()
    await shot(ana, 'grant-done-confirm')
    await ana.getByRole('button', { name: 'End it now' }).click()
    await ana
      .getByText(/Ended early/)
      .first()
      .waitFor()
    await bot.notices.closeOut(
      grantIn(bot.fake.world),
      aCloseOut({
        stillRunning: [
          { arn: 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/churn-copy', status: 'InService' },
        ],
        gaps: ['CloudTrail data events of endpoints are not recorded.'],
      }),
    )
    await shot(ana, 'grant-own-ended')
    await ben.getByRole('button', { name: /repl/ }).last().click()
    await ben
      .getByText(/Close-out/)
      .first()
      .waitFor()
    await shot(ben, 'grant-close-out')
    await ana.close()
    await ben.close()
  })

  it('can be read in the dark and on a phone', async () => {
    await bot.access.access.grants.request(by(ANA), 'g2', anAsked({ reason: 'INC-43: once more' }))
    const chloe = await pageOf('as=chloe&theme=dark&place=security-approvals')
    await chloe
      .getByRole('button', { name: /Approve 1 h access/ })
      .last()
      .waitFor()
    await shot(chloe, 'grant-pending-dark')
    const phone = await pageOf('as=chloe&theme=light&place=security-approvals', PHONE)
    await phone
      .getByRole('button', { name: /Approve 1 h access/ })
      .last()
      .waitFor()
    expect(await phone.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await shot(phone, 'grant-pending-phone')
    await phone.close()
    await chloe.close()
  })

  it('lists grants, and says who was faster', async () => {
    const page = await pageOf('as=chloe&theme=light')
    const composer = page.getByRole('combobox', { name: 'Message #ml-platform' })
    await composer.fill('/sagemaker grants all')
    await composer.press('Escape')
    await composer.press('Enter')
    await page
      .getByText(/All grants: 2/)
      .first()
      .waitFor()
    await shot(page, 'grant-list')
    await page.close()
    expect(CHLOE).toContain('U0CHLOEDU1')
  })
})
