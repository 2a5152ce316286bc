import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { z } from 'zod'
import { createClients } from '../../src/aws/clients.ts'
import { openBrowser, SCREENSHOTS } from './browser.ts'
import { startProgram } from './program.ts'
import { ROOT } from './sources.ts'

/** `npm start` as it is, in a browser: its local workspace, its pages, and its account in the cloud. */
export interface LocalDrive {
  /** The workspace, as this person sees it: `as=ben&place=security-approvals`. */
  workspace(search: string): Promise<Page>
  /** A tab whose browser has a passkey device that asks nobody anything. */
  tabWithPasskeys(): Promise<Page>
  /** What a command of ours prints, run as somebody would. */
  run(argv: readonly string[], env?: Partial<Shell>): string
  /** The settings that the sample account's own command prints for a shell. */
  shellOf(...argv: readonly string[]): Shell
  /** Shows on the page of `/sagemaker mfa` who somebody is, with the credentials of this IAM user, pressing Go on. */
  prove(tab: Page, user: string): Promise<void>
  /** Enrols somebody's first passkey in this tab, with their AWS credentials as the proof. */
  enrolPasskey(slack: Page, tab: Page, user: string, label: string): Promise<void>
  close(): Promise<void>
}

const Shell = z.object({
  AWS_ENDPOINT_URL: z.string(),
  AWS_REGION: z.string(),
  AWS_ACCESS_KEY_ID: z.string(),
  AWS_SECRET_ACCESS_KEY: z.string(),
  AWS_SESSION_TOKEN: z.string().optional(),
})
export type Shell = z.infer<typeof Shell>

/** Starts the program in a state of its own, and a browser. */
export async function startLocalDrive(): Promise<LocalDrive> {
  const state = mkdtempSync(join(tmpdir(), 'sagewarden-access-'))
  const browser: Browser = await openBrowser()
  const program = startProgram(['start'], { SAGEWARDEN_STATE: state })
  const [, url = ''] = await program.says(/ready: (http:\/\/localhost:\d+)/)

  const run: LocalDrive['run'] = (argv, env = {}) =>
    execFileSync(join(ROOT, 'node_modules', '.bin', 'node'), [join(ROOT, 'infra/run/launch.mjs'), ...argv], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '', SAGEWARDEN_STATE: state, ...env },
    }).trim()

  const shellOf: LocalDrive['shellOf'] = (...argv) => {
    const lines = run(['local:aws', 'as', ...argv]).matchAll(/^export (\w+)='(.*)'$/gm)
    return Shell.parse(Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value])))
  }

  const prove: LocalDrive['prove'] = async (tab, user) => {
    const command = await tab.locator('#command').textContent()
    const [, nonce = ''] = /prove ([\w-]+)/.exec(command ?? '') ?? []
    await tab.getByLabel('Output of the command').fill(run(['cli', 'prove', nonce], shellOf(user)))
    await tab.getByRole('button', { name: 'Go on' }).click()
  }

  return {
    run,
    shellOf,
    prove,
    workspace: async (search) => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 1500 }, reducedMotion: 'reduce' })
      await page.goto(`${url}/?${search}`)
      return page
    },
    tabWithPasskeys: async () => {
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
    },
    enrolPasskey: async (slack, tab, user, label) => {
      await type(slack, '/sagemaker mfa')
      await follow(slack, 'Prove it on the page', tab)
      await prove(tab, user)
      await makePasskey(tab, label)
    },
    close: async () => {
      await browser.close()
      await program.stop('SIGTERM')
    },
  }
}

/** Makes a passkey on the page of one's own factors. */
export async function makePasskey(tab: Page, label: string): Promise<void> {
  await tab.getByRole('button', { name: 'Add a passkey' }).waitFor()
  await tab.getByLabel('Name').first().fill(label)
  await tab.getByRole('button', { name: 'Add a passkey' }).click()
  await tab.getByRole('button', { name: 'Make the passkey' }).click()
  await tab.getByRole('heading', { name: label }).waitFor()
}

/** Sends a line in the channel that the page shows. */
export async function type(page: Page, line: string): Promise<void> {
  const composer = page.getByRole('combobox', { name: /^Message/ })
  await composer.fill(line)
  await composer.press('Escape')
  await composer.press('Enter')
}

/** Presses a link button of Slack, and opens the address that it opens in a tab of one's own. */
export async function follow(page: Page, button: string, tab: Page): Promise<void> {
  const link = page.getByRole('button', { name: button }).last()
  await link.waitFor()
  const opened = page.context().waitForEvent('page')
  await link.click()
  const popup = await opened
  await popup.waitForURL(/localhost/)
  await tab.goto(popup.url())
  await popup.close()
}

/** Moves the clock of the workspace and of the account on. */
export async function passTime(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: /Move the clock/ }).click()
  await page.getByRole('menuitem', { name: label, exact: true }).click()
}

/** A picture of all of a page. */
export function shot(page: Page, name: string): Promise<Buffer> {
  return page.screenshot({ path: join(SCREENSHOTS, `access-${name}.png`), fullPage: true })
}

/** Asks SageMaker for a notebook instance with these settings; the error's name where it refuses. */
export async function describeNotebook(shell: Shell, name: string): Promise<string> {
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
