import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createClients } from '../../src/aws/clients.ts'
import { openBrowser, SCREENSHOTS } from '../support/browser.ts'
import { type Program, startProgram } from '../support/program.ts'
import { ROOT } from '../support/sources.ts'

const state = mkdtempSync(join(tmpdir(), 'sagewarden-access-'))
const NOTEBOOK = 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/'
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
function run(argv: readonly string[], env: Partial<Shell> = {}): string {
  const node = join(ROOT, 'node_modules', '.bin', 'node')
  return execFileSync(node, [join(ROOT, 'infra', 'run', 'launch.mjs'), ...argv], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', SAGEWARDEN_STATE: state, ...env },
  }).trim()
}

/** The settings that the sample account's own command prints for a shell. */
function shellOf(...argv: readonly string[]): Shell {
  const lines = run(['local:aws', 'as', ...argv]).matchAll(/^export (\w+)='(.*)'$/gm)
  return Shell.parse(Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value])))
}

const Shell = z.object({
  AWS_ENDPOINT_URL: z.string(),
  AWS_REGION: z.string(),
  AWS_ACCESS_KEY_ID: z.string(),
  AWS_SECRET_ACCESS_KEY: z.string(),
  AWS_SESSION_TOKEN: z.string().optional(),
})
type Shell = z.infer<typeof Shell>

/** Asks SageMaker for a notebook instance with these settings; the error's name where it refuses. */
async function describeNotebook(shell: Shell, name: string): Promise<string> {
  const { AWS_SESSION_TOKEN: sessionToken } = shell
  const clients = createClients({
    endpoint: shell.AWS_ENDPOINT_URL,
    credentials: {
      accessKeyId: shell.AWS_ACCESS_KEY_ID,
      secretAccessKey: shell.AWS_SECRET_ACCESS_KEY,
      ...(sessionToken !== undefined && { sessionToken }),
    },
  })
  try {
    const answer = await clients.send('sagemaker', 'eu-west-1', 'DescribeNotebookInstance', {
      NotebookInstanceName: name,
    })
    return answer.NotebookInstanceArn ?? ''
  } catch (error) {
    return error instanceof Error ? error.name : 'unknown'
  } finally {
    clients.close()
  }
}

/** Presses a link button of Slack, and opens the address that it opens in a tab of one's own. */
async function follow(page: Page, button: string, tab: Page): Promise<void> {
  const link = page.getByRole('button', { name: button }).last()
  await link.waitFor()
  const opened = page.context().waitForEvent('page')
  await link.click()
  const popup = await opened
  await popup.waitForURL(/localhost/)
  await tab.goto(popup.url())
  await popup.close()
}

async function passTime(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: /Move the clock/ }).click()
  await page.getByRole('menuitem', { name: label, exact: true }).click()
}

describe('temporary access in the local workspace, from nothing to the close-out', () => {
  it('is asked for, approved with a passkey, used, over by itself, and accounted for', {
    timeout: 300_000,
  }, async () => {
    const ana = await workspace('as=ana')
    const ben = await workspace('as=ben&place=security-approvals')
    const bensKeys = await tabWithPasskeys()

    // What can be asked for is what an audit has seen.
    await type(ana, '/sagemaker audit notebooks')
    await ana
      .getByText(/SageMaker audit:/)
      .first()
      .waitFor()

    // Ben enrols his first passkey, with his AWS credentials as the proof; Ana's are not enough.
    await type(ben, '/sagemaker mfa')
    await follow(ben, 'Prove it on the page', bensKeys)
    await shot(bensKeys, 'enrol')
    const command = await bensKeys.locator('#command').textContent()
    const [, nonce = ''] = /prove ([\w-]+)/.exec(command ?? '') ?? []
    const pasted = bensKeys.getByLabel('Output of the command')
    await pasted.fill(run(['cli', 'prove', nonce], shellOf('alice.meyer')))
    await bensKeys.getByRole('button', { name: 'Go on' }).click()
    await bensKeys
      .getByText(/AWS says/i)
      .first()
      .waitFor()
    await shot(bensKeys, 'enrol-other')
    await pasted.fill(run(['cli', 'prove', nonce], shellOf('carol.admin')))
    await bensKeys.getByRole('button', { name: 'Go on' }).click()
    await bensKeys.getByRole('button', { name: 'Add a passkey' }).waitFor()
    await bensKeys.getByLabel('Name').first().fill('Work laptop')
    await bensKeys.getByRole('button', { name: 'Add a passkey' }).click()
    await bensKeys.getByRole('button', { name: 'Make the passkey' }).click()
    await bensKeys.getByRole('heading', { name: 'Work laptop' }).waitFor()
    await shot(bensKeys, 'factors')
    await ben
      .getByText(/enrolled a passkey/)
      .first()
      .waitFor()

    // Ana asks for one endpoint.
    await type(ana, '/sagemaker request start-stop-notebook churn-lab')
    const dialog = ana.getByRole('dialog').last()
    await dialog
      .getByRole('textbox', { name: /Why you need it/ })
      .fill('INC-42: look at <!channel> & `scores`')
    await dialog.getByText('I need to').first().scrollIntoViewIfNeeded()
    await shot(ana, 'form')
    await dialog.getByRole('button', { name: 'Preview' }).click()
    await ana.getByRole('button', { name: /^Ask \d approver/ }).waitFor()
    await shot(ana, 'preview')
    await ana.getByRole('button', { name: /^Ask \d approver/ }).click()
    await ana
      .getByText(/It needs \d approval/)
      .first()
      .waitFor()
    await shot(ana, 'sent')
    await ana.getByRole('dialog').last().getByRole('button', { name: 'Close' }).last().click()

    // Ben reads it and approves with his passkey.
    await ben.getByText('INC-42').first().waitFor()
    await shot(ben, 'asked')
    await ben
      .getByRole('button', { name: /^Approve/ })
      .last()
      .click()
    await follow(ben, 'Open the page to confirm', bensKeys)
    await bensKeys.getByText('You are approving as Ben Carter').waitFor()
    await shot(bensKeys, 'approve')
    await bensKeys
      .getByRole('button', { name: /^Approve/ })
      .first()
      .click()
    await bensKeys
      .getByText(/approved/i)
      .first()
      .waitFor()
    await shot(bensKeys, 'approved')
    await ben
      .getByText(/has access:/)
      .first()
      .waitFor()
    await shot(ben, 'active')

    // Ana is told how, and uses it: this notebook, nothing else, and only with her second factor.
    await ana.getByRole('button', { name: 'Sagewarden' }).first().click()
    await ana.getByText('role_arn').first().waitFor()
    await shot(ana, 'how-to-use')
    const [role = ''] = /arn:aws:iam::\d{12}:role\/sagewarden\/grant-[0-9a-f]+/.exec(
      (await ana.locator('body').textContent()) ?? '',
    ) ?? ['']
    const session = shellOf('alice.meyer', '--role', role)
    expect(await describeNotebook(session, 'churn-lab')).toBe(`${NOTEBOOK}churn-lab`)
    expect(await describeNotebook(session, 'fraud-research')).toMatch(/AccessDenied/)
    expect(() => run(['local:aws', 'as', 'carol.admin', '--role', role])).toThrow(
      /AccessDenied|not authorized/,
    )

    // An hour later it is over, though nobody did anything.
    await passTime(ben, '1 hour')
    expect(await describeNotebook(session, 'churn-lab')).toMatch(/AccessDenied|ExpiredToken/)
    expect(() => run(['local:aws', 'as', 'alice.meyer', '--role', role])).toThrow(
      /AccessDenied|not authorized/,
    )
    await ben
      .getByText(/Ended on time/)
      .first()
      .waitFor()
    await shot(ben, 'over')

    // And when CloudTrail has caught up, what was used stands in the thread.
    await passTime(ben, '15 minutes')
    await passTime(ben, '5 minutes')
    await ana
      .getByRole('button', { name: /\d+ repl/ })
      .first()
      .click()
    await ana.getByText('Close-out').first().waitFor()
    await shot(ana, 'close-out')
    await type(ana, `/sagemaker history ${role.split('grant-')[1]}`)
    await ana
      .getByText(/History of request/)
      .first()
      .waitFor()
    await shot(ana, 'history')
    expect(run(['cli', 'verify'])).toMatch(/^All fits: 1 grant, \d+ events/)
  })
})
