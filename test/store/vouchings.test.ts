import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Vouching } from '../../src/grants/rules/vouching.ts'
import { type EmbeddedDynamo, openEmbedded } from '../../src/store/embedded.ts'
import { openTable, type Table } from '../../src/store/table.ts'
import { vouchingsIn } from '../../src/store/vouchings.ts'
import { ANN, BEN, principalOfTest, T0 } from '../support/grants.ts'

let dynamo: EmbeddedDynamo
let table: Table

beforeAll(async () => {
  const opened = await openEmbedded({})
  if (!opened.ok) throw new Error(opened.error)
  dynamo = opened.value
  const tables = openTable(dynamo.table)
  await tables.ready()
  table = tables
})

afterAll(async () => {
  await table.close()
  await dynamo.close()
})

function aVouching(id: string, change: Partial<Vouching> = {}): Vouching {
  return {
    id,
    person: ANN,
    principal: principalOfTest(ANN),
    askedAt: T0,
    expiresAt: T0 + 3600,
    vouchers: [],
    usedAt: null,
    version: 1,
    ...change,
  }
}

describe('kept vouchings', () => {
  it('come back as they were', async () => {
    const store = vouchingsIn(table)
    const by = { by: BEN, principal: principalOfTest(BEN), at: T0 }
    expect(await store.write(aVouching('v1'))).toBe(true)
    expect(await store.write(aVouching('v1', { version: 2, vouchers: [by] }))).toBe(true)
    expect(await store.read('v1')).toEqual(aVouching('v1', { version: 2, vouchers: [by] }))
    expect(await store.read('v0')).toBeUndefined()
  })

  it.each([
    ['a second beginning', 1],
    ['an old version', 2],
    ['a version too many', 4],
  ])('refuse %s', async (name, version) => {
    const store = vouchingsIn(table)
    const id = `w-${name.replaceAll(' ', '-')}`
    await store.write(aVouching(id))
    await store.write(aVouching(id, { version: 2 }))
    expect(await store.write(aVouching(id, { version, usedAt: T0 }))).toBe(false)
    expect(await store.read(id)).toMatchObject({ usedAt: null, version: 2 })
  })

  it('let one of many writers through', async () => {
    const store = vouchingsIn(table)
    await store.write(aVouching('v9'))
    const wrote = await Promise.all(
      [1, 2, 3, 4].map((at) => store.write(aVouching('v9', { version: 2, usedAt: at }))),
    )
    expect(wrote.filter(Boolean)).toHaveLength(1)
  })
})
