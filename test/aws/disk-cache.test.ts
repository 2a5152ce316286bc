import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diskCache } from '../../src/aws/disk-cache.ts'

const DAY_MS = 86_400_000
const ENTRY = { version: '2026-11-01', value: { name: 'lab' } }

function aFolder() {
  return join(mkdtempSync(join(tmpdir(), 'descriptions-')), 'cache')
}

const open = (folder: string, day = 0) => diskCache(folder, () => day * DAY_MS)('111122223333', 'eu-west-1')

async function written(folder: string, day = 0) {
  const cache = await open(folder, day)
  cache.set('notebooks lab', ENTRY)
  await cache.flush()
  return join(folder, readdirSync(folder)[0] ?? '')
}

describe('descriptions on disk', () => {
  it('are there again in the next process', async () => {
    const folder = aFolder()
    await written(folder)
    expect((await open(folder)).get('notebooks lab')).toMatchObject(ENTRY)
  })

  it('are kept apart by account and Region', async () => {
    const folder = aFolder()
    await written(folder)
    const elsewhere = await diskCache(folder, () => 0)('111122223333', 'us-east-1')
    expect(elsewhere.get('notebooks lab')).toBeUndefined()
  })

  it('can be read by their owner only, and leave no half-written file', async () => {
    const folder = aFolder()
    const file = await written(folder)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(readdirSync(folder)).toHaveLength(1)
  })

  it.each([
    ['damaged', '{"schema":1,"entr'],
    ['of another schema', '{"schema":0,"entries":{}}'],
    ['of another shape', '{"schema":1,"entries":{"a":["v"]}}'],
    ['empty', ''],
  ])('are none where the file is %s', async (_, text) => {
    const folder = aFolder()
    writeFileSync(await written(folder), text)
    expect((await open(folder)).get('notebooks lab')).toBeUndefined()
  })

  it('are written only when something changed', async () => {
    const folder = aFolder()
    const file = await written(folder)
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, before.replace('lab', 'LAB'))
    await (await open(folder)).flush()
    expect(readFileSync(file, 'utf8')).toContain('LAB')
  })

  it('are dropped when no audit asked for them in 30 days', async () => {
    const folder = aFolder()
    await written(folder, 100)
    const later = await open(folder, 131)
    later.set('notebooks other', ENTRY)
    await later.flush()
    expect((await open(folder, 131)).get('notebooks lab')).toBeUndefined()
    expect((await open(folder, 131)).get('notebooks other')).toMatchObject(ENTRY)
  })

  it('never fail an audit: a folder that cannot be made is no error', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'descriptions-')), 'file')
    writeFileSync(file, '')
    const cache = await open(join(file, 'below'))
    cache.set('notebooks lab', ENTRY)
    await expect(cache.flush()).resolves.toBeUndefined()
  })
})
