import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ITEM_TEXT, pack, packLines, unpack, unpackLines } from '../../src/store/pack.ts'

const line = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', ' '))

async function* each<T>(things: readonly T[]): AsyncIterable<T> {
  yield* things
}

async function all(texts: AsyncIterable<string>): Promise<readonly string[]> {
  const found: string[] = []
  for await (const text of texts) found.push(text)
  return found
}

describe('packed lines', () => {
  test('come back as they were', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line), async (lines) => {
        const packs = await all(packLines(lines))
        expect(await all(unpackLines(each(packs)))).toEqual(lines)
      }),
    )
  })

  test('each fit an item, whatever they hold', async () => {
    // Hashes hardly shrink.
    const noise = Array.from({ length: 3000 }, (_, n) =>
      Array.from({ length: 40 }, (_unused, m) => ((n * 7919 + m * 104_729) ** 2 % 1e9).toString(36)).join(''),
    )
    const packs = await all(packLines(noise))
    expect(packs.length).toBeGreaterThan(1)
    expect(Math.max(...packs.map((text) => text.length))).toBeLessThanOrEqual(ITEM_TEXT)
    expect(await all(unpackLines(each(packs)))).toEqual(noise)
    await expect(all(unpackLines(each(packs.slice(0, -1))))).rejects.toThrow()
    await expect(all(unpackLines(each(packs.toReversed())))).rejects.toThrow()
  })
})

test('a small thing comes back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      expect(JSON.stringify(await unpack(await pack(value)))).toBe(JSON.stringify(value))
    }),
  )
})
