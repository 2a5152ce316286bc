import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { CHECKS } from '../../../src/posture/checks/index.ts'
import { openBenchAccount } from './account.ts'
import { quantile } from './measure.ts'

const COMMANDS = 50

/**
 * Fifty `/sagemaker audit` of fifty different scopes at once, sent by a workspace in this process to the bot in a process
 * of its own: milliseconds until each was acknowledged, and until its message stood in the channel.
 */
export async function slackScenario(print: (line: string) => void): Promise<void> {
  const { startSlackWorkspace } = await import('../../local/slack/server.ts')
  const account = await openBenchAccount(['--estate', 'acme'])
  const manifest: unknown = parse(
    readFileSync(join(import.meta.dirname, '..', '..', '..', 'manifest.yml'), 'utf8'),
  )
  const workspace = await startSlackWorkspace({ port: 0, manifest })
  const state = mkdtempSync(join(tmpdir(), 'sagewarden-bench-'))
  const bot = spawn(process.execPath, [join(import.meta.dirname, '..', 'launch.mjs'), 'start'], {
    env: {
      ...process.env,
      ...account.env,
      SLACK_API_URL: workspace.apiUrl,
      SLACK_BOT_TOKEN: workspace.botToken,
      SLACK_APP_TOKEN: workspace.appToken,
      SAGEWARDEN_STATE: state,
      SAGEWARDEN_LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const began = performance.now()
    await ready(bot)
    print(`\nbot connected ${((performance.now() - began) / 1000).toFixed(1)} s after its start`)
    const { driver } = workspace
    const person = driver.person('ana')
    const started = performance.now()
    const since = () => performance.now() - started
    const shown = CHECKS.slice(0, COMMANDS).map((_, i) =>
      driver.waitFor(
        () => (driver.messages('ml-platform').filter((m) => m.fromApp).length > i ? since() : undefined),
        'a message',
        60_000,
      ),
    )
    const acked = await Promise.all(
      CHECKS.slice(0, COMMANDS).map(async (check) => {
        const outcome = await person.slash(`/sagemaker audit ${check.id}`, { channel: 'ml-platform' })
        if (!outcome.ok) throw new Error(outcome.error)
        return since()
      }),
    )
    const first = await Promise.all(shown)
    print(`${COMMANDS} commands at once          p50 ms   p99 ms`)
    print(`acknowledged               ${figures(acked)}`)
    print(`first progress in channel  ${figures(first)}`)
  } finally {
    // In the middle of fifty audits there is nothing to end cleanly.
    bot.kill('SIGKILL')
    if (bot.exitCode === null) await once(bot, 'exit')
    await workspace.close()
    await account.close()
    rmSync(state, { recursive: true, force: true })
  }
}

function figures(values: readonly number[]): string {
  return [0.5, 0.99].map((share) => quantile(values, share).toFixed(0).padStart(8)).join(' ')
}

/** Resolves when the bot says that it is connected. */
async function ready(bot: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    bot.once('exit', (code) => reject(new Error(`the bot ended with ${code}`)))
    bot.stdout?.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('connected')) resolve()
    })
  })
}
