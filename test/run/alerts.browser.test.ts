import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, SCREENSHOTS } from '../support/browser.ts'
import { type Program, startProgram } from '../support/program.ts'
import { ROOT } from '../support/sources.ts'

const state = mkdtempSync(join(tmpdir(), 'sagewarden-alerts-'))
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

async function workspace(search: string, size = { width: 1280, height: 1500 }): Promise<Page> {
  const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' })
  await page.goto(`${url}/?place=ml-platform&${search}`)
  return page
}

async function type(page: Page, line: string): Promise<void> {
  const composer = page.getByRole('combobox', { name: /^Message/ })
  await composer.fill(line)
  await composer.press('Escape')
  await composer.press('Enter')
}

const shot = (page: Page, name: string) => page.screenshot({ path: join(SCREENSHOTS, `alerts-${name}.png`) })

/** Does something bad to the sample account from a shell. */
function makeChange(...argv: readonly string[]): string {
  const node = join(ROOT, 'node_modules', '.bin', 'node')
  return execFileSync(node, [join(ROOT, 'infra', 'run', 'launch.mjs'), 'local:aws', 'do', ...argv], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', SAGEWARDEN_STATE: state },
  })
}

describe('alerts in the local workspace', () => {
  it('come within seconds of a bad change, say who it was, and are kept quiet by somebody else', async () => {
    const ana = await workspace('as=ana&theme=light')
    await type(ana, '/sagemaker alerts here')
    await ana.getByText(/turned alerts on here/).waitFor()

    expect(makeChange('stop-trail')).toContain('dave.ops stops the company’s trail')
    await ana
      .getByText(/A CloudTrail trail was stopped/)
      .first()
      .waitFor()
    makeChange('deny-burst')
    await ana
      .getByText(/12 refused calls/)
      .first()
      .waitFor()
    makeChange('root-login')
    await ana
      .getByText(/The root user was used/)
      .first()
      .waitFor()
    await shot(ana, 'light')

    const dark = await workspace('as=ana&theme=dark')
    await dark
      .getByText(/The root user was used/)
      .first()
      .waitFor()
    await shot(dark, 'dark')
    const phone = await workspace('as=ana&theme=light', { width: 390, height: 844 })
    await phone
      .getByText(/The root user was used/)
      .first()
      .waitFor()
    await shot(phone, 'phone')

    const ben = await workspace('as=ben&theme=light')
    const [shownToAna, shownToBen] = [await askWho(ana), await askWho(ben)]
    await shownToBen.getByText(/cloudtrail:StopLogging/).waitFor()
    await shownToBen.getByText(/^@dev$/).waitFor()
    await shot(ben, 'who')
    // Ana approves nothing: she sees who it was, and no more of what they did.
    await shownToAna.getByText(/^@dev$/).waitFor()
    expect(await shownToAna.getByText(/cloudtrail:StopLogging/).count()).toBe(0)
    await shownToBen.getByRole('button', { name: 'Close' }).first().click()

    // Dev Patel is dave.ops: he cannot call his own doing expected, though he is on call.
    const dev = await workspace('as=dev&theme=light')
    await sayExpected(dev)
    await dev
      .getByRole('dialog')
      .getByText(/You did this yourself/)
      .waitFor()
    await shot(dev, 'own-doing')

    await sayExpected(ben)
    await ben
      .getByText(/says this is expected until/)
      .first()
      .waitFor()
    await ben.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click()
    await shot(ben, 'expected')

    await type(ben, '/sagemaker alerts list')
    await ben.getByText('Expected, so kept quiet').waitFor()
    await shot(ben, 'list')
  }, 240_000)
})

/** What “Who is this?” shows of whoever stopped the trail. */
async function askWho(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Who is this\?: A CloudTrail trail/ }).click()
  return page.getByRole('dialog')
}

async function sayExpected(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Expected: A CloudTrail trail/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/Why is it expected/).fill('Planned migration of the trail, change 4711')
  await shot(page, 'expect')
  await dialog.getByRole('button', { name: 'Keep it quiet' }).click()
}
