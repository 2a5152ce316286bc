import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CHECKS } from '../../../src/posture/checks/index.ts'
import { openBenchAccount } from './account.ts'
import { openBenchBot } from './bot.ts'
import { quantile } from './measure.ts'

const COMMANDS = 50

/**
 * Fifty `/sagemaker audit` of fifty different scopes at once, sent by a workspace in this process to the bot in a process
 * of its own: milliseconds until each was acknowledged, and until its message stood in the channel.
 */
export async function slackScenario(print: (line: string) => void): Promise<void> {
  const account = await openBenchAccount(['--estate', 'acme'])
  const state = mkdtempSync(join(tmpdir(), 'sagewarden-bench-'))
  const bot = await openBenchBot(account, state)
  try {
    print(`\nbot connected ${(bot.connectedAfterMs / 1000).toFixed(1)} s after its start`)
    const { driver } = bot
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
    await bot.close()
    await account.close()
    rmSync(state, { recursive: true, force: true })
  }
}

function figures(values: readonly number[]): string {
  return [0.5, 0.99].map((share) => quantile(values, share).toFixed(0).padStart(8)).join(' ')
}
