import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DeleteModelCommand,
  DescribeEndpointCommand,
  ListDomainsCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOf, nameOfError } from '../local/aws/account.ts'
import { keyOf } from '../local/aws/people.ts'
import { openBrowser, SCREENSHOTS } from '../support/browser.ts'
import { type Program, startProgram } from '../support/program.ts'

const state = mkdtempSync(join(tmpdir(), 'sagewarden-reading-'))
const LOOKS = [
  { name: 'light', search: 'theme=light', size: { width: 1280, height: 1900 } },
  { name: 'dark', search: 'theme=dark', size: { width: 1280, height: 1900 } },
  { name: 'phone', search: 'theme=light', size: { width: 390, height: 844 } },
]
let browser: Browser
let program: Program
let url: string

beforeAll(async () => {
  browser = await openBrowser()
  program = startProgram(['start'], { SAGEWARDEN_STATE: state })
  const [, found = ''] = await program.says(/ready: (http:\/\/localhost:\d+)/)
  url = found
  await liveForDays(10)
})

afterAll(async () => {
  await browser.close()
  await program.stop('SIGTERM')
})

/** Alice looks at endpoints, day after day; on the last day others come, and one of them is denied what he tries. */
async function liveForDays(days: number): Promise<void> {
  const endpoint = readFileSync(join(state, 'local', 'aws-address'), 'utf8').trim()
  const as = (user: string) =>
    new SageMakerClient({ ...clientOf({ url: endpoint }), credentials: keyOf(user) })
  const alice = as('alice.meyer')
  const look = () =>
    alice.send(new DescribeEndpointCommand({ EndpointName: 'fraud-scoring' })).catch(() => {})
  const pass = (advanceMs: number) =>
    fetch(`${endpoint}/_local/clock`, { method: 'POST', body: JSON.stringify({ advanceMs }) })
  for (let day = 0; day < days; day++) {
    await look()
    await look()
    await look()
    await pass(86_400_000)
  }
  await look()
  await pass(3 * 3_600_000)
  await alice.send(new ListDomainsCommand({})).catch(() => {})
  await as('bob.tanaka')
    .send(new ListDomainsCommand({}))
    .catch(() => {})
  await nameOfError(as('erin.contractor').send(new DeleteModelCommand({ ModelName: 'fraud' }))).catch(
    () => {},
  )
  await nameOfError(as('dave.ops').send(new DeleteModelCommand({ ModelName: 'fraud' }))).catch(() => {})
}

async function type(page: Page, line: string): Promise<void> {
  const composer = page.getByRole('combobox', { name: /^Message/ })
  await composer.fill(line)
  await composer.press('Escape')
  await composer.press('Enter')
}

/** The direct message with the bot. */
async function openBot(page: Page, as: string, search: string): Promise<void> {
  await page.goto(`${url}/?as=${as}&${search}&place=app`)
  await page.getByRole('tab', { name: 'Messages' }).click()
}

describe.each(LOOKS)('the access log in the local workspace, $name', ({ name, search, size }) => {
  it('is read for an approver, who never sees it in the channel', async () => {
    const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' })
    const shot = (what: string) => page.screenshot({ path: join(SCREENSHOTS, `${what}-${name}.png`) })
    await page.goto(`${url}/?as=ben&${search}`)
    await type(page, '/sagemaker activity since 24h')
    await page.getByText('The answer is in our direct message').last().waitFor()
    expect(await page.getByText('Who called').count()).toBe(0)
    await openBot(page, 'ben', search)
    await page.getByText('What this cannot show').last().waitFor()
    await page.getByText('SageMaker activity, last 1 day').last().scrollIntoViewIfNeeded()
    await shot('activity')
    await page.getByText('What this cannot show').last().scrollIntoViewIfNeeded()
    await shot('activity-end')
    await page
      .getByRole('button', { name: /1 reply/ })
      .last()
      .click()
    await page
      .getByText(/sagemaker-activity-.*csv/)
      .first()
      .waitFor()
    await shot('activity-file')
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await page.close()
  })

  it('gives a smaller policy for a role, as a file', async () => {
    const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' })
    const shot = (what: string) => page.screenshot({ path: join(SCREENSHOTS, `${what}-${name}.png`) })
    await openBot(page, 'ben', search)
    await type(page, '/sagemaker rightsize fraud-training-rol')
    await page.getByText('Did you mean one of these?').last().waitFor()
    await shot('rightsize-unknown')
    await page
      .getByRole('button', { name: /fraud-training/ })
      .last()
      .click()
    await page.getByText('What this does not know').last().waitFor()
    await page.getByText('Did, in 90 days').last().scrollIntoViewIfNeeded()
    await shot('rightsize')
    await page.getByText('Nothing was changed in IAM').last().scrollIntoViewIfNeeded()
    await shot('rightsize-end')
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await page.close()
  })

  it('shows others only themselves', async () => {
    const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' })
    const shot = (what: string) => page.screenshot({ path: join(SCREENSHOTS, `${what}-${name}.png`) })
    await openBot(page, 'ana', search)
    await type(page, '/sagemaker activity bob.tanaka')
    await page.getByText('You may look at your own activity').last().waitFor()
    await page.getByRole('button', { name: 'My own activity' }).last().click()
    await page.getByText('at an hour without calls before').last().waitFor()
    await page.getByText('What this cannot show').last().scrollIntoViewIfNeeded()
    await shot('activity-own')
    expect(await page.getByText('bob.tanaka /').count()).toBe(0)
    await page.close()
  })
})
