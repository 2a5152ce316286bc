import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { ROOT } from './sources.ts'

/** A program of ours, running as a process of its own. */
export interface Program {
  readonly child: ChildProcess
  /** Everything on stdout and stderr so far. */
  output(): string
  /** Resolves with the first match in the output; rejects when the process ends without one. */
  says(pattern: RegExp): Promise<RegExpMatchArray>
  /** Sends a signal and resolves with the exit status (`null` where the signal ended it). */
  stop(signal: NodeJS.Signals): Promise<number | null>
  ended(): Promise<number | null>
}

const NODE = join(ROOT, 'node_modules', '.bin', 'node')

/** Starts `launch.mjs` with these arguments, in an environment without any setting but the given ones. */
export function startProgram(argv: readonly string[], env: Readonly<Record<string, string>> = {}): Program {
  const child = spawn(NODE, [join(ROOT, 'infra', 'run', 'launch.mjs'), ...argv], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const watchers = new Set<() => void>()
  const take = (chunk: string) => {
    text += chunk
    for (const watcher of watchers) watcher()
  }
  child.stdout.setEncoding('utf8').on('data', take)
  child.stderr.setEncoding('utf8').on('data', take)
  const ended = once(child, 'close').then(() => child.exitCode)
  return {
    child,
    output: () => text,
    ended: () => ended,
    says(pattern) {
      return new Promise((resolve, reject) => {
        const look = () => {
          const found = text.match(pattern)
          if (found) {
            watchers.delete(look)
            resolve(found)
          }
        }
        watchers.add(look)
        look()
        void ended.then((code) => reject(new Error(`ended with ${code} and never said ${pattern}: ${text}`)))
      })
    },
    stop(signal) {
      child.kill(signal)
      return ended
    },
  }
}
