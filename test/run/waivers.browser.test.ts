import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, SCREENSHOTS } from '../support/browser.ts'
import { type Program, startProgram } from '../support/program.ts'

/** An audit of everything on a busy machine. */
const SLOW = { timeout: 120_000 }
const PHONE = { width: 390, height: 844 }
let browser: Browser
let program: Program
let url: string

beforeAll(async () => {
  browser = await openBrowser()
  const state = mkdtempSync(join(tmpdir(), 'sagewarden-waivers-'))
  program = startProgram(['start'], { SAGEWARDEN_STATE: state })
  const [, found = ''] = await program.says(/ready: (http:\/\/localhost:\d+)/)
  url = found
})

afterAll(async () => {
  await browser.close()
  await program.stop('SIGTERM')
})

async function workspace(search: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1500 }, reducedMotion: 'reduce' })
  await page.goto(`${url}/?${search}`)
  return page
}

async function type(page: Page, line: string): Promise<void> {
  const composer = page.getByRole('combobox', { name: /^Message/ })
  await composer.fill(line)
  await composer.press('Escape')
  await composer.press('Enter')
}

const shot = (page: Page, name: string) => page.screenshot({ path: join(SCREENSHOTS, `waivers-${name}.png`) })

/** The Home tab of somebody, once it shows this. */
async function homeOf(search: string, words: RegExp): Promise<Page> {
  const page = await workspace(search)
  await page.getByRole('button', { name: 'Sagewarden' }).last().click()
  await page.getByRole('tab', { name: 'Home' }).click()
  await page.getByText(words).first().waitFor()
  return page
}

it('a risk is accepted with a second person, stands apart, and is on Home and in the list', async () => {
  const ana = await workspace('as=ana&theme=light&place=ml-platform')
  await type(ana, '/sagemaker audit')
  await ana.getByRole('button', { name: 'All findings' }).first().waitFor(SLOW)
  await type(ana, '/sagemaker audit notebooks')
  await ana
    .getByText(/What to fix first/)
    .nth(1)
    .waitFor(SLOW)
  // The result of everything shows five; the next one is the worst of the notebooks.
  await ana
    .getByRole('button', { name: /^Details of/ })
    .nth(5)
    .click()
  const dialog = ana.getByRole('dialog')
  await dialog.getByRole('button', { name: /^Accept the risk/ }).click()
  await dialog.getByText('Why is it fine for now?').waitFor()
  await shot(ana, 'form')
  await dialog.getByLabel(/Why is it fine for now/).fill('The lab moves into the VPC in January: OPS-1042.')
  await dialog.getByRole('button', { name: 'Ask for it' }).click()
  await dialog.getByText(/A second person has to agree/).waitFor()
  await shot(ana, 'asked')
  await dialog.getByRole('button', { name: 'Close' }).first().click()

  const waiting = await homeOf('as=ben&theme=light', /The lab moves into the VPC/)
  await shot(waiting, 'home-waiting')

  const ben = await workspace('as=ben&theme=light&place=security-approvals')
  await ben.getByRole('button', { name: /^Agree to accept/ }).click()
  await ben.getByRole('button', { name: 'Accept it' }).click()
  await ben
    .getByRole('button', { name: /^End the waiver/ })
    .first()
    .waitFor()
  await shot(ben, 'agreed')
  // His Home tab, which stood open, is refreshed by itself.
  await expect.poll(() => waiting.getByText(/The lab moves into the VPC/).count()).toBe(0)

  await type(ana, '/sagemaker audit notebooks')
  await ana
    .getByText(/1 waived/)
    .last()
    .waitFor(SLOW)
  await ana
    .getByRole('button', { name: /replies/ })
    .last()
    .click()
  await ana
    .getByText(/Waived: fails, but somebody accepts/)
    .first()
    .waitFor()
  await shot(ana, 'audit')

  await type(ana, '/sagemaker waivers')
  await ana.getByText(/Accepted risks: 1/).waitFor()
  await shot(ana, 'list')

  for (const theme of ['light', 'dark'] as const) {
    const home = await homeOf(`as=ana&theme=${theme}`, /Recent audits/)
    await shot(home, `home-${theme}`)
  }
  await waiting.setViewportSize(PHONE)
  expect(await waiting.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await shot(waiting, 'home-phone')
}, 300_000)
