import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, SCREENSHOTS } from '../support/browser.ts'
import { type Program, startProgram } from '../support/program.ts'

let browser: Browser
let program: Program
let url: string

beforeAll(async () => {
  browser = await openBrowser()
  program = startProgram(['start'], { SAGEWARDEN_STATE: mkdtempSync(join(tmpdir(), 'sagewarden-browser-')) })
  const [, found = ''] = await program.says(/ready: (http:\/\/localhost:\d+)/)
  url = found
})

afterAll(async () => {
  await browser.close()
  await program.stop('SIGTERM')
})

async function pageOf(search: string, size: { width: number; height: number }): Promise<Page> {
  const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' })
  await page.goto(`${url}/?${search}`)
  return page
}

async function type(page: Page, line: string): Promise<void> {
  const composer = page.getByRole('combobox', { name: 'Message #ml-platform' })
  await composer.fill(line)
  await composer.press('Escape')
  await composer.press('Enter')
}

function shot(page: Page, name: string): Promise<Buffer> {
  return page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) })
}

describe('an audit in the local workspace', () => {
  it('goes from the command line to the thread, with details and explanations', async () => {
    const page = await pageOf('as=ana&theme=light', { width: 1440, height: 1800 })
    await type(page, '/sagemaker audit')
    const verdict = page.getByText(/SageMaker audit: \d+ findings fail/).first()
    await verdict.waitFor()
    await shot(page, 'audit-result')

    await page.getByRole('button', { name: 'Details' }).first().click()
    const details = page.getByRole('dialog')
    await details
      .getByText(/How to fix|Fix/)
      .first()
      .waitFor()
    await shot(page, 'audit-details')
    await details.getByRole('button', { name: 'Close' }).first().click()

    await page.getByRole('button', { name: 'Explain' }).first().click()
    await page
      .getByText(/Why it matters/)
      .first()
      .waitFor()
    await shot(page, 'audit-explain')
    const open = page.getByRole('dialog')
    if ((await open.count()) > 0) await open.getByRole('button', { name: 'Close' }).first().click()

    await page.getByRole('button', { name: /\d+ repl/ }).click()
    const thread = page.getByRole('complementary', { name: 'Thread' })
    await thread
      .getByText(/IAM and least privilege/)
      .first()
      .waitFor()
    await shot(page, 'audit-thread')
    await page.close()
  })

  it('can be read and used by a second person, in the dark', async () => {
    const page = await pageOf('as=ben&theme=dark', { width: 1440, height: 1800 })
    await page
      .getByRole('button', { name: /ml-platform/ })
      .or(page.getByRole('link', { name: /ml-platform/ }))
      .first()
      .click()
    await page.getByRole('button', { name: 'All findings' }).last().click()
    await page.getByRole('dialog').waitFor()
    await shot(page, 'audit-all-findings-dark')
    await page.close()
  })

  it('fits a phone', async () => {
    const page = await pageOf('as=ana&theme=light', { width: 390, height: 844 })
    await page.waitForLoadState('networkidle')
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await shot(page, 'audit-phone')
    await page.close()
  })

  it('answers a misspelt word with the nearest one', async () => {
    const page = await pageOf('as=ana&theme=light', { width: 1200, height: 900 })
    await type(page, '/sagemaker audti')
    await page
      .getByText(/Did you mean/i)
      .first()
      .waitFor()
    await shot(page, 'misspelt-verb')
    await type(page, '/sagemaker audit notbooks')
    await page
      .getByText(/notbooks/)
      .last()
      .waitFor()
    await shot(page, 'misspelt-scope')
    await type(page, '/sagemaker help')
    await page
      .getByText(/audit \[scope/)
      .last()
      .waitFor()
    await shot(page, 'help')
    await page.close()
  })
})
