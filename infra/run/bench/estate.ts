import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BenchAccount, openBenchAccount } from './account.ts'
import { type Measured, measure, median } from './measure.ts'

const RUNS = 3
/** Requests that our audit may have under way at most; the plain sweep gets the same number. */
const CONCURRENCY = 25

interface Row {
  readonly name: string
  readonly wall: number
  readonly peakMb: number
  readonly calls: number
}

/**
 * The estate that other tools were measured on (710 SageMaker resources, 30 roles, 20 users, a trail; 50 ms per call):
 * the whole audit with all checks, a second one with nothing changed, and a plain List + Describe sweep, in turn.
 */
export async function estateScenario(print: (line: string) => void): Promise<void> {
  const account = await openBenchAccount(['--estate', 'bench', '--latency', '50'])
  try {
    const rounds: Row[][] = []
    for (let round = 0; round < RUNS; round++) rounds.push(await oneRound(account))
    const rows = (rounds[0] ?? []).map((row, i) =>
      middle(
        row.name,
        rounds.map((r) => r[i] ?? row),
      ),
    )
    print(`\n710 resources, 50 ms per call, median of ${RUNS} rounds, whole processes`)
    print('what                         wall s   peak MB   calls')
    for (const row of rows) {
      const cells = [
        row.wall.toFixed(2).padStart(6),
        row.peakMb.toFixed(0).padStart(9),
        String(row.calls).padStart(7),
      ]
      print(`${row.name.padEnd(28)} ${cells.join(' ')}`)
    }
    const [sweep, first, second] = rows
    if (sweep && first && second) {
      print(
        `first audit / sweep: wall ${ratio(first.wall, sweep.wall)}, calls ${ratio(first.calls, sweep.calls)}, memory ${ratio(first.peakMb, sweep.peakMb)}`,
      )
      print(
        `second audit / first: wall ${ratio(second.wall, first.wall)}, calls ${ratio(second.calls, first.calls)}`,
      )
    }
  } finally {
    await account.close()
  }
}

async function oneRound(account: BenchAccount): Promise<Row[]> {
  const state = mkdtempSync(join(tmpdir(), 'sagewarden-bench-'))
  const env = { ...account.env, SAGEWARDEN_STATE: state }
  const audit = ['audit', '--format', 'json', '--output', join(state, 'report.json')]
  try {
    return [
      await run(account, 'plain List + Describe', () =>
        measure([String(CONCURRENCY)], env, join(import.meta.dirname, 'sweep.ts')),
      ),
      await run(account, 'audit, all checks', () => measure(audit, env)),
      await run(account, 'audit again, nothing changed', () => measure(audit, env)),
    ]
  } finally {
    rmSync(state, { recursive: true, force: true })
  }
}

async function run(account: BenchAccount, name: string, process: () => Promise<Measured>): Promise<Row> {
  const before = await account.calls()
  const measured = await process()
  if (![0, 1, 3].includes(measured.exitCode))
    throw new Error(`${name} ended with ${measured.exitCode}: ${measured.stderr}`)
  return {
    name,
    wall: measured.wallSeconds,
    peakMb: measured.peakMb,
    calls: (await account.calls()) - before,
  }
}

function middle(name: string, rows: readonly Row[]): Row {
  const of = (field: 'wall' | 'peakMb' | 'calls') => median(rows.map((row) => row[field]))
  return { name, wall: of('wall'), peakMb: of('peakMb'), calls: of('calls') }
}

function ratio(a: number, b: number): string {
  return (a / b).toFixed(2)
}
