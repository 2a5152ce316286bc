import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBenchAccount } from './account.ts'
import { measure } from './measure.ts'

/** 10,000 and 100,000 resources without added latency: does the time per resource grow? */
export async function growthScenario(print: (line: string) => void): Promise<void> {
  print('\nresources     wall s   peak MB   ms per resource')
  for (const resources of [10_000, 100_000]) {
    const account = await openBenchAccount(['--estate', `generated:${resources}`])
    const state = mkdtempSync(join(tmpdir(), 'sagewarden-bench-'))
    try {
      const argv = ['audit', '--format', 'json', '--output', join(state, 'report.json')]
      const measured = await measure(argv, { ...account.env, SAGEWARDEN_STATE: state })
      if (![0, 1, 3].includes(measured.exitCode))
        throw new Error(`ended with ${measured.exitCode}: ${measured.stderr}`)
      const each = (measured.wallSeconds * 1000) / resources
      const cells = [
        measured.wallSeconds.toFixed(1).padStart(9),
        measured.peakMb.toFixed(0).padStart(9),
        each.toFixed(2).padStart(17),
      ]
      print(`${resources.toLocaleString('en-GB').padEnd(10)} ${cells.join(' ')}`)
    } finally {
      rmSync(state, { recursive: true, force: true })
      await account.close()
    }
  }
}
