import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ANA, aBriefing, aLooking, anAcmePolicy, fakeAccess } from '../support/access.ts'
import { openBrowser, SCREENSHOTS } from '../support/browser.ts'
import { startWorkspaceBot, type WorkspaceBot } from '../support/workspace-bot.ts'

const policy = anAcmePolicy()
const access = fakeAccess({
  now: Math.floor(Date.now() / 1000),
  policy: {
    ...policy,
    groups: [...policy.groups, { id: 'data-science', people: [ANA] }],
    breakGlass: {
      for: {},
      askers: ['data-science'],
      longestSeconds: 3600,
      factors: ['passkey'],
      reviewers: ['security'],
      reviewWithinSeconds: 86_400,
    },
  },
  suggestions: ['In your last two grants of this kind, InvokeEndpointAsync was never used.'],
  briefing: aBriefing({
    looking: aLooking({
      reach: {
        roleArn: 'arn:aws:iam::111122223333:role/ml/endpoint-runtime',
        words: 'It runs as arn:aws:iam::111122223333:role/ml/endpoint-runtime.',
        can: ['read every bucket', 'use every key'],
        unknown: null,
      },
    }),
  }),
})
const LOOKS = [
  { name: 'light', search: 'theme=light', size: { width: 1280, height: 1400 } },
  { name: 'dark', search: 'theme=dark', size: { width: 1280, height: 1400 } },
  { name: 'phone', search: 'theme=light', size: { width: 390, height: 844 } },
]
let browser: Browser
let bot: WorkspaceBot

beforeAll(async () => {
  browser = await openBrowser()
  bot = await startWorkspaceBot(access)
})

afterAll(async () => {
  await browser.close()
  await bot.close()
})

async function type(page: Page, line: string): Promise<void> {
  const composer = page.getByRole('combobox', { name: /^Message/ })
  await composer.fill(line)
  await composer.press('Escape')
  await composer.press('Enter')
}

describe.each(LOOKS)('asking for access in the local workspace, $name', ({ name, search, size }) => {
  it('goes from the command to a sent request', async () => {
    const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' })
    const closed = async () => {
      await page.keyboard.press('Escape')
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    }
    const shot = (what: string) => page.screenshot({ path: join(SCREENSHOTS, `request-${what}-${name}.png`) })
    // The modal scrolls by itself; the second picture shows its end.
    const both = async (what: string, end: RegExp) => {
      await shot(what)
      await page.getByRole('dialog').last().getByText(end).last().scrollIntoViewIfNeeded()
      await shot(`${what}-end`)
    }
    await page.goto(`${bot.slack.url}/?as=ana&${search}`)
    await type(page, '/sagemaker request')
    const dialog = page.getByRole('dialog').last()
    await dialog.getByText('Switched off, and why').waitFor()
    await shot('choose')
    await closed()

    await type(page, '/sagemaker request invoke-endpoint')
    await dialog.getByRole('button', { name: 'Preview' }).waitFor()
    await both('form', /Everybody is told at once/)
    await dialog
      .getByRole('textbox', { name: /Why you need it/ })
      .fill('INC-42: predictions are off since Monday')
    await closed()

    await type(page, '/sagemaker request invoke-endpoint churn')
    await dialog
      .getByRole('textbox', { name: /Why you need it/ })
      .fill('INC-42: predictions are off since Monday')
    access.settings.problems = [
      { field: 'duration', words: 'A rule allows 2 hours at most for this endpoint.' },
    ]
    await dialog.getByRole('button', { name: 'Preview' }).click()
    await page.getByText('Another look, please').waitFor()
    await shot('problems')
    access.settings.problems = []
    await page.getByRole('dialog').last().getByRole('button', { name: 'Back' }).click()
    await page.getByText('A rule allows 2 hours at most').waitFor()
    await shot('mended')
    await dialog.getByRole('button', { name: 'Preview' }).click()
    await page.getByRole('button', { name: 'Ask 2 approvers' }).waitFor()
    await both('preview', /^Request /)
    await page.getByRole('button', { name: 'Ask 2 approvers' }).click()
    await page.getByText('It needs 1 approval').first().waitFor()
    await shot('sent')
    await page.getByRole('dialog').last().getByRole('button', { name: 'Close' }).last().click()
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await type(page, '/sagemaker mfa')
    await page.getByText('Your second factors').first().waitFor()
    await shot('mfa')
    const { factors } = access.settings
    access.settings.factors = []
    await type(page, '/sagemaker mfa')
    await page.getByRole('button', { name: 'Ask 2 others to vouch' }).last().scrollIntoViewIfNeeded()
    await shot('mfa-first')
    access.settings.factors = factors
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await page.close()
  })
})
