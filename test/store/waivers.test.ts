import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { waiversIn } from '../../src/store/waivers.ts'
import { aTable } from '../support/stores.ts'
import { aWaiver } from '../support/waivers.ts'

let opened: Awaited<ReturnType<typeof aTable>>

beforeAll(async () => {
  opened = await aTable()
})

afterAll(() => opened.close())

describe('kept waivers', () => {
  it('come back as they were, ended ones too', async () => {
    const store = waiversIn(opened.table)
    const tagged = aWaiver({ id: 'tagged', version: 1, scope: { tag: { key: 'team', value: '<!here> ml' } } })
    const ended = { ...tagged, version: 2, revokedAt: 5, revokedBy: 'T1/UBEN' } as const
    expect(await store.write(tagged)).toBe(true)
    expect(await store.write(ended)).toBe(true)
    expect(await store.write(aWaiver({ id: 'other', version: 1 }))).toBe(true)
    expect(await store.read('tagged')).toEqual(ended)
    expect((await store.all()).map(({ id }) => id)).toEqual(['other', 'tagged'])
    expect(await store.read('nothing')).toBeUndefined()
    expect(await store.read('')).toBeUndefined()
  })

  it('let one of many writers through', async () => {
    const store = waiversIn(opened.table)
    await store.write(aWaiver({ id: 'race', version: 1 }))
    const wrote = await Promise.all(
      [1, 2, 3].map((revokedAt) => store.write(aWaiver({ id: 'race', version: 2, revokedAt }))),
    )
    expect(wrote.filter(Boolean)).toHaveLength(1)
  })
})
