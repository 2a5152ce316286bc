import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '../support/sources.ts'

const NODE = join(ROOT, 'node_modules', '.bin', 'node')
const LAUNCH = join(ROOT, 'infra', 'run', 'launch.mjs')

it('a program that npm started ends where npm and its shell were ended', async () => {
  const shell = spawn('sh', ['-c', `${NODE} ${LAUNCH} local:aws --port 0; true`], {
    env: { PATH: process.env.PATH ?? '', npm_lifecycle_event: 'local:aws' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = await once(shell.stdout, 'data')
  expect(String(said)).toContain('http://127.0.0.1:')
  shell.kill('SIGTERM')
  // The pipe closes when the last process that holds it, the program itself, has ended.
  await once(shell.stdout.resume(), 'close')
})
