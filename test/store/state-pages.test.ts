import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { DAY_S } from '../../src/base/time.ts'
import {
  type KeptState,
  type Page,
  pageOf,
  readPage,
  statesOf,
  writePage,
} from '../../src/store/state-pages.ts'
import { NOW } from '../support/inventory.ts'
import { aResource } from '../support/report.ts'

const OPEN: KeptState = { firstSeenAt: NOW, lastSeenAt: NOW, open: true }
/** Names that hardly shrink. */
const arn = (n: number) => aResource(hash('sha256', String(n))).arn

function manyStates(count: number): Map<string, KeptState> {
  return new Map(Array.from({ length: count }, (_, n) => [arn(n), OPEN]))
}

const page = (text: string): Promise<Page> => readPage({ pk: 'p', sk: 's', text })

test('a page comes back as it was written', async () => {
  const states = new Map<string, KeptState>([
    ['open', OPEN],
    ['back', { ...OPEN, fixedAt: NOW - DAY_S }],
    ['fixed', { firstSeenAt: 1, lastSeenAt: 2, fixedAt: NOW - 89 * DAY_S, open: false }],
  ])
  const texts = await writePage('', states, NOW)
  expect([...texts.keys()]).toEqual([''])
  expect((await page(texts.get('') ?? '')).states).toEqual(states)
})

test('what was fixed ninety days ago is forgotten, what is open never', async () => {
  const long = NOW - 90 * DAY_S
  const states = new Map<string, KeptState>([
    ['fixed', { firstSeenAt: 1, lastSeenAt: 2, fixedAt: long, open: false }],
    ['back', { ...OPEN, fixedAt: long }],
  ])
  const texts = await writePage('', states, NOW)
  expect((await page(texts.get('') ?? '')).states).toEqual(new Map([['back', OPEN]]))
})

test('a page that outgrows an item becomes sixteen, each with what belongs to it', async () => {
  const states = manyStates(20_000)
  const texts = await writePage('', states, NOW)
  expect([...texts.keys()].sort((a, b) => a.localeCompare(b))).toEqual([...'0123456789abcdef'])
  const pages = new Map<string, Page>()
  for (const [prefix, text] of texts) pages.set(prefix, await page(text))
  expect(new Map(statesOf(pages))).toEqual(states)
  for (const [prefix, { states: own }] of pages) {
    for (const name of own.keys()) expect(pageOf(pages, name)).toBe(prefix)
  }
})

test('a split that was cut short loses nothing, and the newer page speaks', async () => {
  const states = manyStates(20_000)
  const texts = await writePage('', states, NOW)
  const changed = await page(texts.get('7') ?? '')
  const [first = ''] = changed.states.keys()
  const newer = new Map(changed.states).set(first, { ...OPEN, lastSeenAt: NOW + 1 })
  const pages = new Map<string, Page>([
    ['', { states }],
    ['7', { states: newer }],
  ])
  const kept = new Map(statesOf(pages))
  expect(kept.size).toBe(states.size)
  expect(kept.get(first)?.lastSeenAt).toBe(NOW + 1)
})

test('a page may be split again while its neighbours are not', async () => {
  const digits = (name: string, count: number) => hash('sha256', name).slice(0, count)
  const name = arn(1)
  const at = (...prefixes: string[]) => pageOf(new Map(prefixes.map((prefix) => [prefix, 1])), name)
  expect(at()).toBe('')
  expect(at('')).toBe('')
  expect(at(digits(name, 1))).toBe(digits(name, 1))
  expect(at('', digits(name, 2))).toBe(digits(name, 2))
  expect(at('', digits(name, 1), digits(name, 3))).toBe(digits(name, 3))
})
