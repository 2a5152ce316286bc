import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { DAY_S } from '../../src/base/time.ts'
import { ITEM_TEXT } from '../../src/store/pack.ts'
import { outgrown, readShared, type StatesByCheck, writeShared } from '../../src/store/shared-states.ts'
import type { KeptState } from '../../src/store/state-pages.ts'
import { NOW } from '../support/inventory.ts'

const OPEN: KeptState = { firstSeenAt: NOW, lastSeenAt: NOW, open: true }
/** States under names that hardly shrink. */
const states = (count: number, of: string) =>
  new Map(Array.from({ length: count }, (_, n) => [hash('sha256', `${of}${n}`), OPEN]))
const back = (text: string) => readShared({ pk: 'p', sk: 's', text })

test('checks with few states come back as they were written', async () => {
  const few: StatesByCheck = new Map([
    ['internet', states(3, 'a')],
    ['root-access', new Map([['fixed', { ...OPEN, open: false, fixedAt: NOW - DAY_S }]])],
  ])
  expect(await outgrown(few, NOW)).toEqual([])
  const page = { states: few, leaving: ['large'] }
  expect(await back(await writeShared(page, NOW))).toEqual(page)
  expect(await readShared(undefined)).toEqual({ states: new Map(), leaving: [] })
})

test('a check with very many states does not share', async () => {
  const both: StatesByCheck = new Map([
    ['large', states(2000, 'l')],
    ['small', states(1, 's')],
  ])
  expect(await outgrown(both, NOW)).toEqual(['large'])
})

test('where all together are too many, those with the most leave until the rest fits an item', async () => {
  const many = new Map(Array.from({ length: 12 }, (_, n) => [`check-${n}`, states(1000 + n, String(n))]))
  const left = await outgrown(many, NOW)
  expect(left[0]).toBe('check-11')
  const fits = async (checks: readonly string[]) => {
    const stay = new Map([...many].filter(([check]) => !checks.includes(check)))
    return (await writeShared({ states: stay, leaving: left }, NOW)).length <= ITEM_TEXT
  }
  expect([await fits(left), await fits(left.slice(0, -1))]).toEqual([true, false])
})
