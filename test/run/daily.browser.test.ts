import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, SCREENSHOTS } from '../support/browser.ts'
import { type Program, startProgram } from '../support/program.ts'
import { ROOT } from '../support/sources.ts'

/** An audit of everything on a busy machine. */
const SLOW = { timeout: 90_000 }
/** How soon an alert has to stand in the channel after what it tells of, on a busy machine. */
const ALERT_WITHIN_MS = 15_000
const DESK = { width: 1280, height: 1300 }
const PHONE = { width: 390, height: 844 }
const LOOKS = [
  ['light', DESK],
  ['dark', DESK],
  ['phone', PHONE],
] as const

const state = mkdtempSync(join(tmpdir(), 'sagewarden-daily-'))
let browser: Browser
let program: Program
let url: string

beforeAll(async () => {
  browser = await openBrowser()
  program = startProgram(['start'], { SAGEWARDEN_STATE: state })
  const [, found = ''] = await program.says(/ready: (http:\/\/localhost:\d+)/)
  url = found
})

afterAll(async () => {
  await browser.close()
  await program.stop('SIGTERM')
})

async function workspace(search: string): Promise<Page> {
  const page = await browser.newPage({ viewport: DESK, reducedMotion: 'reduce' })
  await page.goto(`${url}/?${search}`)
  return page
}

async function type(page: Page, line: string): Promise<void> {
  const composer = page.getByRole('combobox', { name: /^Message/ }).first()
  await composer.fill(line)
  await composer.press('Escape')
  await composer.press('Enter')
}

async function passADay(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Move the clock/ }).click()
  await page.getByRole('menuitem', { name: '1 day' }).click()
}

const shot = (page: Page, name: string) => page.screenshot({ path: join(SCREENSHOTS, `daily-${name}.png`) })

/** The same thing light, dark and on a phone, each of which fits its screen. */
async function lookAt(name: string, search: string, words: string | RegExp): Promise<void> {
  const page = await workspace(`${search}&theme=light`)
  for (const [look, size] of LOOKS) {
    if (look !== 'light')
      await page.getByRole('button', { name: `Switch to ${look === 'dark' ? 'dark' : 'light'}` }).click()
    await page.setViewportSize(size)
    await page.getByText(words).last().scrollIntoViewIfNeeded(SLOW)
    await shot(page, `${name}-${look}`)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  }
  await page.close()
}

/** Does something bad to the sample account from a shell. */
function makeChange(id: string): void {
  const node = join(ROOT, 'node_modules', '.bin', 'node')
  execFileSync(node, [join(ROOT, 'infra', 'run', 'launch.mjs'), 'local:aws', 'do', id], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', SAGEWARDEN_STATE: state },
  })
}

describe('the first two days of a stranger', () => {
  it('subscribes a channel, lets a day pass, and reads the digest', { timeout: 300_000 }, async () => {
    const page = await workspace('as=ana&theme=light&place=ml-platform')
    await type(page, '/sagemaker digest here 09:00 Europe/Berln weekdays')
    await page.getByRole('button', { name: 'digest here 09:00 Europe/Berlin weekdays' }).waitFor()
    await type(page, '/sagemaker digest here 09:00 Europe/Berlin')
    await page
      .getByText(/The daily SageMaker digest comes here from now on/)
      .first()
      .waitFor()
    await passADay(page)
    await page
      .getByText(/Access record, anchor/)
      .first()
      .waitFor(SLOW)
    await lookAt('digest-first', 'as=ana&place=ml-platform', 'See to these first')

    await passADay(page)
    await page
      .getByText(/Nothing changed since yesterday/)
      .first()
      .waitFor(SLOW)
    await lookAt('digest-quiet', 'as=ben&place=ml-platform', /Nothing changed since yesterday/)

    await page
      .getByRole('button', { name: /repl(y|ies)/ })
      .first()
      .click()
    await page.getByText('All that fails, is waived or is unknown (CSV)').first().waitFor()
    await shot(page, 'digest-thread')
    await page.getByRole('button', { name: 'Close' }).first().click()
    await type(page, '/sagemaker digest')
    await page.getByText('The same in words').first().waitFor(SLOW)
    await lookAt('digest-chart', 'as=ana&place=ml-platform', 'The same in words')
    await type(page, '/sagemaker digest list')
    await page.getByText('Channels with a daily digest').first().waitFor()
    await page.close()
  })

  it('makes a bad change, and sees the alert within seconds', { timeout: 120_000 }, async () => {
    const ana = await workspace('as=ana&theme=light&place=ml-platform')
    await type(ana, '/sagemaker alerts here')
    await ana.getByText(/turned alerts on here/).waitFor()
    makeChange('stop-trail')
    const began = performance.now()
    await ana
      .getByText(/A CloudTrail trail was stopped/)
      .first()
      .waitFor()
    expect(performance.now() - began).toBeLessThan(ALERT_WITHIN_MS)
    await lookAt('alert', 'as=ana&place=ml-platform', /A CloudTrail trail was stopped/)
    await ana.close()
  })

  it('asks for access to what a message names, by its shortcut', { timeout: 120_000 }, async () => {
    const ana = await workspace('as=ana&theme=light&place=ml-platform')
    await type(ana, '/sagemaker audit endpoints')
    const audit = ana.getByRole('article').filter({ hasText: 'What to fix first' }).last()
    await audit.waitFor(SLOW)
    const named = await audit.locator('code').allInnerTexts()
    await audit.hover()
    await audit.getByRole('button', { name: 'More actions' }).click()
    await ana.getByRole('menuitem', { name: /Request access for this/ }).click()
    const form = ana.getByRole('dialog')
    const endpoint = form.getByRole('combobox', { name: /^Endpoint/ })
    await endpoint.waitFor()
    await shot(ana, 'shortcut-form')
    expect(named).toContain((await endpoint.textContent())?.trim())
    await form.getByRole('button', { name: 'Cancel' }).click()
    await ana.close()
  })

  it('waives a finding with a second person, and opens Home', { timeout: 300_000 }, async () => {
    const ana = await workspace('as=ana&theme=light&place=ml-platform')
    const audits = ana.getByRole('article').filter({ hasText: 'What to fix first' })
    await type(ana, '/sagemaker audit notebooks')
    await audits.nth(1).waitFor(SLOW)
    await audits
      .nth(1)
      .getByRole('button', { name: /^Details of/ })
      .first()
      .click()
    const dialog = ana.getByRole('dialog')
    await dialog.getByRole('button', { name: /^Accept the risk/ }).click()
    await dialog.getByLabel(/Why is it fine for now/).fill('The lab moves into the VPC in January: OPS-1042.')
    await shot(ana, 'waiver-form')
    await dialog.getByRole('button', { name: 'Ask for it' }).click()
    await dialog.getByText(/A second person has to agree/).waitFor()
    await dialog.getByRole('button', { name: 'Close' }).first().click()

    const home = await workspace('as=ben&theme=light&place=app')
    await home.getByText(/The lab moves into the VPC/).waitFor()
    await shot(home, 'home-waiting')
    await lookAt('waiver-asked', 'as=ben&place=security-approvals', /The lab moves into the VPC/)
    const ben = await workspace('as=ben&theme=light&place=security-approvals')
    await ben.getByRole('button', { name: /^Agree to accept/ }).click()
    await ben.getByRole('button', { name: 'Accept it' }).click()
    await ben
      .getByRole('button', { name: /^End the waiver/ })
      .first()
      .waitFor()
    // His Home tab, which stood open, is refreshed by itself.
    await expect.poll(() => home.getByText(/The lab moves into the VPC/).count(), SLOW).toBe(0)

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
    await shot(ana, 'waived')
    await ana.getByRole('button', { name: 'Close thread' }).click()
    await type(ana, '/sagemaker waivers')
    await ana.getByText(/Accepted risks: 1/).waitFor()
    await shot(ana, 'waivers')
    await lookAt('home', 'as=ben&place=app', 'Is SageMaker set up securely?')
  })
})
