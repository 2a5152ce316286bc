import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { z } from 'zod'

/** A local AWS account in a process of its own, so that its time and memory are not ours. */
export interface BenchAccount {
  /** What a process needs to use it. */
  readonly env: Readonly<Record<string, string>>
  /** Requests answered so far. */
  calls(): Promise<number>
  close(): Promise<void>
}

const Calls = z.object({ total: z.number() })

/** Starts one with these flags of `local:aws`, and waits until it listens. */
export async function openBenchAccount(flags: readonly string[]): Promise<BenchAccount> {
  const launch = join(import.meta.dirname, '..', 'launch.mjs')
  const child = spawn(process.execPath, [launch, 'local:aws', '--port', '0', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.once('exit', (code) => reject(new Error(`the local account ended with ${code}`)))
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      const found = /http:\/\/(?:127\.0\.0\.1|localhost):\d+/.exec(text)?.[0]
      if (found) resolve(found)
    })
  })
  return {
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'AKIABENCH',
      AWS_SECRET_ACCESS_KEY: 'bench',
      AWS_REGION: 'eu-west-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    async calls() {
      const answer = await fetch(`${url}/_local/calls`)
      return Calls.parse(await answer.json()).total
    },
    async close() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}
