import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What one process took, from outside. */
export interface Measured {
  readonly wallSeconds: number
  /** The most memory it held at any time, in MB; `NaN` where the system does not tell (no /proc). */
  readonly peakMb: number
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

const LAUNCH = join(import.meta.dirname, '..', 'launch.mjs')

/** The flags with which the npm scripts start Node. */
const FLAGS = ['--max-semi-space-size=2']

/** Runs a Node script to its end and measures the whole process. */
export function measure(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  script = LAUNCH,
): Promise<Measured> {
  const started = performance.now()
  const child = spawn(process.execPath, [...FLAGS, script, ...argv], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let peakMb = Number.NaN
  // VmHWM is a high-water mark: the last reading before the end is the peak.
  const probe = setInterval(() => {
    peakMb = highWaterMb(child.pid) ?? peakMb
  }, 20)
  const out: string[] = []
  const errors: string[] = []
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      clearInterval(probe)
      resolve({
        wallSeconds: (performance.now() - started) / 1000,
        peakMb,
        exitCode: code ?? -1,
        stdout: out.join(''),
        stderr: errors.join(''),
      })
    })
  })
}

function highWaterMb(pid: number | undefined): number | undefined {
  try {
    const kb = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kb === undefined ? undefined : Number(kb) / 1024
  } catch {
    return undefined
  }
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** The value that this share (0..1) of the values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
