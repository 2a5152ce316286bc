import { closeSync, mkdtempSync, openSync, readSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateEstate } from '../../infra/local/aws/estates/generated.ts'
import { type AwsAccount, startAwsAccount } from '../../infra/local/aws/server.ts'
import { type Measured, measure } from '../../infra/run/bench/measure.ts'

const JOBS = 100_000

let account: AwsAccount
const state = mkdtempSync(join(tmpdir(), 'sagewarden-large-'))

beforeAll(async () => {
  const clock = () => Date.now()
  const now = Math.floor(clock() / 1000)
  const estate = generateEstate({ resources: JOBS, seed: 1, now, mix: { training: JOBS } })
  account = await startAwsAccount({ port: 0, clock, estate })
})

afterAll(() => account.close())

function audit(...argv: readonly string[]): Promise<Measured> {
  return measure(['audit', ...argv], {
    AWS_ENDPOINT_URL: account.url,
    AWS_ACCESS_KEY_ID: 'AKIATEST',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'eu-west-1',
    SAGEWARDEN_STATE: state,
    NO_COLOR: '1',
  })
}

describe('an audit of a hundred thousand training jobs', { timeout: 300_000 }, () => {
  it('stays under 400 MB, and its report stays readable', async () => {
    const measured = await audit()
    expect(measured.exitCode).toBe(1)
    expect(measured.stdout).toMatch(/[\d,]+ findings fail/)
    expect(measured.stdout).toMatch(/and [\d,]+ more/)
    expect(measured.stdout.split('\n').length).toBeLessThan(700)
    expect(Math.max(...measured.stdout.split('\n').map((line) => line.length))).toBeLessThan(250)
    expect(measured.peakMb).toBeLessThan(400)
  })

  it('stays under 400 MB when it is compared with the last one and written out whole', async () => {
    const output = join(state, 'report.json')
    const measured = await audit('--format', 'json', '--output', output)
    expect(measured.exitCode).toBe(1)
    expect(beginningOf(output)).toContain('"schema":"sagewarden.report/v1"')
    expect(measured.peakMb).toBeLessThan(400)
  })
})

function beginningOf(path: string): string {
  const bytes = Buffer.alloc(64)
  const file = openSync(path, 'r')
  readSync(file, bytes)
  closeSync(file)
  return bytes.toString()
}
