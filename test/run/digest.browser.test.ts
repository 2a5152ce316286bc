import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, it } from 'vitest'
import { openBrowser, SCREENSHOTS } from '../support/browser.ts'
import { type Program, startProgram } from '../support/program.ts'

let browser: Browser
let program: Program
let url: string

beforeAll(async () => {
  browser = await openBrowser()
  program = startProgram(['start'], { SAGEWARDEN_STATE: mkdtempSync(join(tmpdir(), 'sagewarden-digest-')) })
  const [, found = ''] = await program.says(/ready: (http:\/\/localhost:\d+)/)
  url = found
})

afterAll(async () => {
  await browser.close()
  await program.stop('SIGTERM')
})

const DESK = { width: 1280, height: 1300 }
const PHONE = { width: 390, height: 844 }

async function workspace(search: string, viewport = DESK): Promise<Page> {
  const page = await browser.newPage({ viewport, reducedMotion: 'reduce' })
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

const shot = (page: Page, name: string) => page.screenshot({ path: join(SCREENSHOTS, `digest-${name}.png`) })

it('subscribes a channel, lets a day pass, and reads the digest', { timeout: 240_000 }, async () => {
  const page = await workspace('as=ana&theme=light&place=ml-platform')
  await type(page, '/sagemaker digest here 09:00 Europe/Berln weekdays')
  await page.getByRole('button', { name: 'digest here 09:00 Europe/Berlin weekdays' }).waitFor()
  await shot(page, 'unknown-zone')

  await type(page, '/sagemaker digest here 09:00 Europe/Berlin')
  await page
    .getByText(/The daily SageMaker digest comes here from now on/)
    .first()
    .waitFor()
  await type(page, '/sagemaker digest')
  await page.getByText('See to these first').first().waitFor()
  await shot(page, 'preview')

  await passADay(page)
  await page.getByText('first digest').nth(1).waitFor()
  await page
    .getByText(/Access record, anchor/)
    .first()
    .waitFor()
  await shot(page, 'first')

  await passADay(page)
  await page
    .getByText(/Nothing changed since yesterday/)
    .first()
    .waitFor()
  await shot(page, 'quiet')

  await page
    .getByRole('button', { name: /repl(y|ies)/ })
    .first()
    .click()
  await page.getByText('All failing findings (CSV)').first().waitFor()
  await shot(page, 'thread')

  await page.getByRole('button', { name: 'Close' }).first().click()
  await type(page, '/sagemaker digest')
  await page.getByText('The same in words').first().waitFor()
  await shot(page, 'chart')

  await type(page, '/sagemaker digest list')
  await page.getByText('Channels with a daily digest').first().waitFor()
  await shot(page, 'list')

  const dark = await workspace('as=ben&theme=dark&place=ml-platform')
  await dark
    .getByText(/Nothing changed since yesterday/)
    .first()
    .waitFor()
  await shot(dark, 'dark')
  await type(dark, '/sagemaker digest')
  await dark.getByText('The same in words').first().waitFor()
  await shot(dark, 'chart-dark')
  const phone = await workspace('as=ben&theme=light&place=ml-platform', PHONE)
  await phone
    .getByText(/Nothing changed since yesterday/)
    .first()
    .waitFor()
  await shot(phone, 'phone')
  await type(phone, '/sagemaker digest')
  await phone.getByText('The same in words').first().waitFor()
  await shot(phone, 'chart-phone')
})
