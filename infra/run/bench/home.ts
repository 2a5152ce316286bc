import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openKept } from '../kept.ts'
import { createLogger } from '../log.ts'
import { openBenchAccount } from './account.ts'
import { openBenchBot } from './bot.ts'
import { type Gathered, gather } from './home-records.ts'
import { quantile } from './measure.ts'

const OPENINGS = 20

const SIZES: ReadonlyArray<readonly [string, Gathered]> = [
  ['nothing', { endedGrants: 0, waitingGrants: 0, audits: 0, endedWaivers: 0, waitingWaivers: 0 }],
  [
    '500 grants, 20 waiting',
    { endedGrants: 480, waitingGrants: 20, audits: 60, endedWaivers: 100, waitingWaivers: 20 },
  ],
]

/**
 * The Home tab of an approver, opened again and again: milliseconds until Slack has it, with nothing kept and with what
 * gathers in years. The bot is a process of its own, over the embedded store.
 */
export async function homeScenario(print: (line: string) => void): Promise<void> {
  print(`\nHome, opened ${OPENINGS} times          first   p50 ms   p99 ms`)
  for (const [name, size] of SIZES) {
    const { first, rest } = await openings(size)
    const cells = [first, quantile(rest, 0.5), quantile(rest, 0.99)].map((ms) => ms.toFixed(0).padStart(8))
    print(`${name.padEnd(28)} ${cells.join(' ')}`)
  }
}

async function openings(
  size: Gathered,
): Promise<{ readonly first: number; readonly rest: readonly number[] }> {
  const state = mkdtempSync(join(tmpdir(), 'sagewarden-bench-'))
  const account = await openBenchAccount(['--estate', 'acme'])
  try {
    await fill(state, size)
    const bot = await openBenchBot(account, state, {
      SAGEWARDEN_ACCESS: join(import.meta.dirname, '..', '..', 'local', 'sagewarden.yml'),
      SAGEWARDEN_SEALING_KEY: randomBytes(32).toString('base64'),
    })
    try {
      const ben = bot.driver.person('ben')
      const times: number[] = []
      for (let i = 0; i < OPENINGS; i++) {
        const before = ben.home()
        const began = performance.now()
        await ben.openHome()
        await bot.driver.waitForHome('ben', (view) => view !== before)
        times.push(performance.now() - began)
      }
      const [first = Number.NaN, ...rest] = times
      return { first, rest }
    } finally {
      await bot.close()
    }
  } finally {
    await account.close()
    rmSync(state, { recursive: true, force: true })
  }
}

/** Fills the embedded store in this folder, and lets go of it. */
async function fill(folder: string, size: Gathered): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const logger = createLogger('error')
  const kept = await openKept({ table: undefined, folder, whenLocked: 'fail', clock: Date.now, logger })
  if (!kept.ok) throw new Error(kept.error)
  await gather(kept.value.store, size, Math.floor(Date.now() / 1000))
  await kept.value.close()
}
