import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Program, startProgram } from '../support/program.ts'
import { ROOT } from '../support/sources.ts'

const running: Program[] = []
const READY = /Sagewarden is ready: (http:\/\/localhost:\d+)/

function start(env: Readonly<Record<string, string>>): Program {
  const program = startProgram(['start'], env)
  running.push(program)
  return program
}

function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'sagewarden-start-'))
}

async function freePort(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((program) => program.stop('SIGKILL')))
})

describe('npm start with nothing configured', () => {
  it('says when it is ready, prints one address, and stops cleanly at Ctrl-C', async () => {
    const program = start({ SAGEWARDEN_STATE: freshFolder() })
    const [, url = ''] = await program.says(READY)
    expect(program.output().match(/https?:\/\//g)).toHaveLength(1)
    expect((await fetch(url.replace('localhost', '127.0.0.1'))).status).toBe(200)
    expect(await program.stop('SIGINT')).toBe(0)
  })

  it('says that a port is taken and takes the next free one', async () => {
    const taken = await freePort()
    const program = start({ SAGEWARDEN_STATE: freshFolder(), SAGEWARDEN_LOCAL_PORT: String(taken.port) })
    const [, url = ''] = await program.says(READY)
    expect(program.output()).toContain(`Port ${taken.port} is taken`)
    expect(url).not.toContain(`:${taken.port}`)
    await taken.close()
  })

  it('keeps its state through kill -9 and a restart', async () => {
    const folder = freshFolder()
    const first = start({ SAGEWARDEN_STATE: folder })
    await first.says(READY)
    const before = readFileSync(join(folder, 'local', 'workspace.jsonl'), 'utf8')
    await first.stop('SIGKILL')
    const second = start({ SAGEWARDEN_STATE: folder })
    await second.says(READY)
    expect(readFileSync(join(folder, 'local', 'workspace.jsonl'), 'utf8').length).toBeGreaterThanOrEqual(
      before.length,
    )
    expect(await second.stop('SIGTERM')).toBe(0)
  })

  it('tells a second process in the same folder who is there already', async () => {
    const folder = freshFolder()
    const first = start({ SAGEWARDEN_STATE: folder })
    await first.says(READY)
    const second = start({ SAGEWARDEN_STATE: folder })
    expect(await second.ended()).toBe(2)
    expect(second.output()).toContain(`process ${first.child.pid}`)
  })
})

describe('a start that cannot work', () => {
  it('names every problem with the settings at once, and none of their values', async () => {
    const program = start({ SLACK_APP_TOKEN: 'hunter2', SAGEWARDEN_JOB_DAYS: 'hunter2' })
    expect(await program.ended()).toBe(2)
    expect(program.output()).toContain('SLACK_APP_TOKEN must start with xapp-')
    expect(program.output()).toContain('SAGEWARDEN_JOB_DAYS must be a whole number')
    expect(program.output()).toContain('SLACK_BOT_TOKEN is missing')
    expect(program.output()).not.toContain('hunter2')
  })

  it('is one clear line under an older Node', () => {
    const launch = join(ROOT, 'infra', 'run', 'launch.mjs')
    const older = `Object.defineProperty(process.versions, 'node', { value: '20.20.2' }); await import(${JSON.stringify(launch)})`
    const run = () =>
      execFileSync(process.execPath, ['--input-type=module', '--eval', older], {
        encoding: 'utf8',
        stdio: 'pipe',
      })
    expect(run).toThrow(
      expect.objectContaining({
        status: 2,
        stderr: expect.stringMatching(/^Sagewarden needs Node 24.*npm ci.*\n$/),
      }),
    )
  })

  it('says which programs there are', async () => {
    const program = startProgram(['strat'])
    expect(await program.ended()).toBe(2)
    expect(program.output()).toContain('There is no program "strat". There are: start, audit')
  })
})
