import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { DAY_S } from '../../src/base/time.ts'
import { readInventoryPage, seenAgain, writeInventoryPage } from '../../src/store/inventory-pages.ts'
import { ITEM_TEXT } from '../../src/store/pack.ts'
import { NOW } from '../support/inventory.ts'
import { aResource } from '../support/report.ts'

const noise = (seed: number, length: number) =>
  Array.from({ length: length / 64 }, (_, n) => hash('sha256', `${seed} ${n}`)).join('')

test('a page comes back as it was written', async () => {
  const page = seenAgain(new Map(), [aResource('one'), aResource('two \ud83d\ude80')], NOW)
  if (!page) throw new Error('Nothing to write')
  expect(await readInventoryPage('notebooks', await writeInventoryPage(page))).toEqual(page)
})

test('a page that would not fit an item loses its older half', async () => {
  const resource = (n: number) =>
    aResource(`n${n}`, { arn: `arn:aws:iam::111122223333:role/${noise(n, 1024)}` })
  const older = seenAgain(
    new Map(),
    Array.from({ length: 700 }, (_, n) => resource(n)),
    NOW - DAY_S,
  )
  const page = seenAgain(
    older ?? new Map(),
    Array.from({ length: 100 }, (_, n) => resource(n)),
    NOW,
  )
  if (!page) throw new Error('Nothing to write')
  const text = await writeInventoryPage(page)
  expect(text.length).toBeLessThanOrEqual(ITEM_TEXT)
  const kept = await readInventoryPage('iamRoles', text)
  expect(kept.size).toBe(350)
  expect([...kept.values()].filter(({ seenAt }) => seenAt === NOW)).toHaveLength(100)
})

test('a resource under another name is worth writing, an older sight of it is not', () => {
  const page = seenAgain(new Map(), [aResource('one')], NOW)
  if (!page) throw new Error('Nothing to write')
  expect(seenAgain(page, [aResource('one')], NOW - 5 * DAY_S)).toBeUndefined()
  const renamed = seenAgain(page, [{ ...aResource('one'), name: 'One' }], NOW - 5 * DAY_S)
  expect([...(renamed?.values() ?? [])].map(({ resource, seenAt }) => [resource.name, seenAt])).toEqual([
    ['One', NOW],
  ])
})
