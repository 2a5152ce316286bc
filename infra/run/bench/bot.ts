import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { BenchAccount } from './account.ts'

/**
 * The bot in a process of its own, connected to a workspace in this one; `more` are further settings. Resolves when the bot
 * says that it is connected, with the milliseconds that this took and what acts as people.
 */
export async function openBenchBot(
  account: BenchAccount,
  state: string,
  more: Readonly<Record<string, string>> = {},
) {
  const { startSlackWorkspace } = await import('../../local/slack/server.ts')
  const manifest: unknown = parse(
    readFileSync(join(import.meta.dirname, '..', '..', '..', 'manifest.yml'), 'utf8'),
  )
  const workspace = await startSlackWorkspace({ port: 0, manifest })
  const began = performance.now()
  const bot = spawn(process.execPath, [join(import.meta.dirname, '..', 'launch.mjs'), 'start'], {
    env: {
      ...process.env,
      ...account.env,
      SLACK_API_URL: workspace.apiUrl,
      SLACK_BOT_TOKEN: workspace.botToken,
      SLACK_APP_TOKEN: workspace.appToken,
      SAGEWARDEN_STATE: state,
      SAGEWARDEN_LOG_LEVEL: 'error',
      ...more,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const close = async (): Promise<void> => {
    // In the middle of its work there is nothing to end cleanly.
    bot.kill('SIGKILL')
    if (bot.exitCode === null) await once(bot, 'exit')
    await workspace.close()
  }
  try {
    await connected(bot)
  } catch (error) {
    await close()
    throw error
  }
  return { driver: workspace.driver, connectedAfterMs: performance.now() - began, close }
}

async function connected(bot: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    bot.once('exit', (code) => reject(new Error(`the bot ended with ${code}`)))
    bot.stdout?.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('connected')) resolve()
    })
  })
}
