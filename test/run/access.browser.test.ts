import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClients } from '../../src/aws/clients.ts'
import { openBrowser, SCREENSHOTS } from '../support/browser.ts'
import { type Program, startProgram } from '../support/program.ts'
import { ROOT } from '../support/sources.ts'

const state = mkdtempSync(join(tmpdir(), 'sagewarden-access-'))
const ENDPOINT = 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/'
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
  const page = await browser.newPage({ viewport: { width: 1280, height: 1500 }, reducedMotion: 'reduce' })
  await page.goto(`${url}/?${search}`)
  return page
}

/** A tab whose browser has a passkey device that asks nobody anything. */
async function tabWithPasskeys(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 900, height: 1400 }, reducedMotion: 'reduce' })
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return page
}

async function type(page: Page, line: string): Promise<void> {
  const composer = page.getByRole('combobox', { name: /^Message/ })
  await composer.fill(line)
  await composer.press('Escape')
  await composer.press('Enter')
}

function shot(page: Page, name: string): Promise<Buffer> {
  return page.screenshot({ path: join(SCREENSHOTS, `access-${name}.png`), fullPage: true })
}

/** What a command of ours prints, run as somebody would. */
function run(argv: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const node = join(ROOT, 'node_modules', '.bin', 'node')
  return execFileSync(node, [join(ROOT, 'infra', 'run', 'launch.mjs'), ...argv], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', SAGEWARDEN_STATE: state, ...env },
  }).trim()
}

/** The settings that the sample account's own command prints for a shell. */
function shellOf(...argv: readonly string[]): Readonly<Record<string, string>> {
  const lines = run(['local:aws', 'as', ...argv]).matchAll(/^export (\w+)='(.*)'$/gm)
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]))
}

/** Asks SageMaker for an endpoint with these settings; the error's name where it refuses. */
async function describeEndpoint(env: Readonly<Record<string, string>>, name: string): Promise<string> {
  const clients = createClients({
    endpoint: env.AWS_ENDPOINT_URL ?? '',
    credentials: {
      accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
      ...(env.AWS_SESSION_TOKEN && { sessionToken: env.AWS_SESSION_TOKEN }),
    },
  })
  try {
    const answer = await clients.send('sagemaker', 'eu-west-1', 'DescribeEndpoint', { EndpointName: name })
    return answer.EndpointArn ?? ''
  } catch (error) {
    return error instanceof Error ? error.name : 'unknown'
  } finally {
    clients.close()
  }
}

async function openLink(page: Page, button: Locator, tab: Page): Promise<void> {
  await button.waitFor()
  await tab.goto((await button.getAttribute('href')) ?? '')
  await page.bringToFront()
}

async function passTime(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: /Move the clock/ }).click()
  await page.getByRole('menuitem', { name: label }).click()
}

describe('temporary access in the local workspace, from nothing to the close-out', () => {
  it('is asked for, approved with a passkey, used, over by itself, and accounted for', { timeout: 300_000 }, async () => {
    const ana = await workspace('as=ana')
    const ben = await workspace('as=ben&place=security-approvals')
    const bensKeys = await tabWithPasskeys()

    // What can be asked for is what an audit has seen.
    await type(ana, '/sagemaker audit endpoints')
    await ana.getByText(/SageMaker audit:/).first().waitFor()

    // Ben enrols his first passkey, with his AWS credentials as the proof.
    await type(ben, '/sagemaker mfa')
    await openLink(ben, ben.getByRole('link', { name: /Open|page/i }).last(), bensKeys)
    await shot(bensKeys, 'factors-none')
    await bensKeys.getByRole('link', { name: 'Prove it with your AWS credentials' }).click()
    const command = (await bensKeys.getByText(/npm run -s cli -- prove [0-9a-f]+/).first().textContent()) ?? ''
    const [, nonce = ''] = /prove ([0-9a-f]+)/.exec(command) ?? []
    await shot(bensKeys, 'enrol')
    const anasProof = run(['cli', 'prove', nonce], shellOf('alice.meyer'))
    await bensKeys.getByRole('textbox').fill(anasProof)
    await bensKeys.getByRole('button', { name: /Check|Prove|Continue|Send/ }).click()
    await bensKeys.getByText(/another|somebody else|not the/i).first().waitFor()
    await bensKeys.getByRole('textbox').fill(run(['cli', 'prove', nonce], shellOf('carol.admin')))
    await bensKeys.getByRole('button', { name: /Check|Prove|Continue|Send/ }).click()
    await bensKeys.getByRole('button', { name: 'Add a passkey' }).waitFor()
    await bensKeys.getByLabel('Name').first().fill('Work laptop')
    await bensKeys.getByRole('button', { name: 'Add a passkey' }).click()
    await bensKeys.getByRole('heading', { name: 'Work laptop' }).waitFor()
    await shot(bensKeys, 'factors-one')
    await ben.getByText(/enrolled a passkey/).first().waitFor()

    // Ana asks.
    await type(ana, '/sagemaker request debug-endpoint fraud')
    const dialog = ana.getByRole('dialog').last()
    await dialog.getByRole('textbox', { name: /Why you need it/ }).fill('INC-42: look at <!channel> & `scores`')
    await shot(ana, 'form')
  })
})
