import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { REPORT_SCHEMA } from '../../src/report/schema.ts'

const LAUNCH = new URL('../../infra/run/launch.mjs', import.meta.url).pathname

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sagewarden-audit-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** Starts the audit of the sample account as a person would, without any setting. */
function startAudit(...argv: string[]) {
  return spawn(process.execPath, [LAUNCH, 'audit', '--sample', ...argv], {
    env: { PATH: process.env.PATH, SAGEWARDEN_STATE: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function audit(...argv: string[]) {
  const child = startAudit(...argv)
  const [out, err, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ])
  return { out, err, status }
}

test('the sample account is audited, and its JSON fits the schema', async () => {
  const { out, status } = await audit('--format', 'json')
  const report = JSON.parse(out)
  const ajv = new Ajv2020({ allowUnionTypes: true })
  addFormats.default(ajv)
  expect(ajv.validate(REPORT_SCHEMA, report), ajv.errorsText()).toBe(true)
  expect(report.totals.fail).toBeGreaterThan(0)
  expect(report.findings.filter((f: { status: string }) => f.status === 'fail')).toHaveLength(
    report.totals.fail,
  )
  expect(status).toBe(1)
})

test('a second audit remembers the first', async () => {
  await audit('notebooks')
  const { out } = await audit('notebooks')
  expect(out).toContain('Nothing changed since')
})

test('a reader that wants one line gets it, and nothing breaks', async () => {
  const child = startAudit('--format', 'json')
  const errors = text(child.stderr)
  await Promise.race([once(child.stdout, 'data'), once(child.stdout, 'end')])
  child.stdout.destroy()
  const [status] = await once(child, 'exit')
  expect(status).toBe(1)
  expect(await errors).not.toMatch(/EPIPE|Error/)
})

test('a wrong word is told without a stack', async () => {
  const { out, err, status } = await audit('severity:hihg')
  expect([out, status]).toEqual(['', 2])
  expect(err).toMatch(/^severity:hihg: /)
  expect(err).not.toContain('    at ')
})
