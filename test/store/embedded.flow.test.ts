import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../src/store/embedded.ts'
import { openStore } from '../../src/store/store.ts'
import { STORE_OPTIONS } from '../support/stores.ts'

const WRITER = new URL('../support/store-writer.ts', import.meta.url).pathname

let folder: string
const children: ChildProcess[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sagewarden-store-'))
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

function startWriter() {
  const child = spawn(process.execPath, [WRITER, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  return { child, lines: createInterface({ input: child.stdout }) }
}

test('a killed process loses no acknowledged write, and the folder opens again at once', async () => {
  const { child, lines } = startWriter()
  const gone = once(child, 'exit')
  const acknowledged: string[] = []
  for await (const line of lines) {
    acknowledged.push(line)
    if (acknowledged.length === 50) child.kill('SIGKILL')
  }
  await gone
  const dynamo = await openEmbedded({ folder })
  if (!dynamo.ok) throw new Error(dynamo.error)
  const store = await openStore({ ...dynamo.value.table, ...STORE_OPTIONS })
  if (!store.ok) throw new Error(store.error)
  const kept = new Set((await store.value.openJobs.leftovers()).map((job) => job.id))
  expect(acknowledged.length).toBeGreaterThanOrEqual(50)
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
  await store.value.close()
  await dynamo.value.close()
})

test('a second process on the same folder is told which one has it', async () => {
  const first = startWriter()
  await once(first.lines, 'line')
  const second = startWriter()
  const [[message], [code]] = await Promise.all([once(second.lines, 'line'), once(second.child, 'exit')])
  expect(message).toBe(
    `Another Sagewarden (process ${first.child.pid}) uses ${folder}. Stop it, or start this one in another folder.`,
  )
  expect(code).toBe(1)
  expect(first.child.exitCode).toBeNull()
})

test('the same process cannot open a folder twice, but again after it was closed', async () => {
  const first = await openEmbedded({ folder })
  const second = await openEmbedded({ folder })
  expect([first.ok, second.ok]).toEqual([true, false])
  if (first.ok) await first.value.close()
  const third = await openEmbedded({ folder })
  expect(third.ok).toBe(true)
  if (third.ok) await third.value.close()
})

test('a lock of a process that is gone, or that only shares its id with a living one, is no lock', async () => {
  for (const content of ['', '999999999 \n', `${process.ppid} boot-before:123\n`, `${process.pid} x\n`]) {
    await writeFile(join(folder, 'lock'), content)
    const dynamo = await openEmbedded({ folder })
    expect(dynamo.ok).toBe(true)
    expect(await readFile(join(folder, 'lock'), 'utf8')).toMatch(new RegExp(`^${process.pid} `))
    if (dynamo.ok) await dynamo.value.close()
  }
})
