import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AddressRange,
  parseCidr,
  prefixes,
  subtract,
  union,
  wholeFamilies,
} from '../../../src/posture/network/cidr.ts'

const SMALL = 64n

/** Ranges within the first 64 addresses of IPv4, where every address can be looked at. */
const smallRanges = fc.array(
  fc
    .tuple(fc.bigInt(0n, SMALL / 2n), fc.bigInt(0n, SMALL / 2n - 1n))
    .map(([first, more]): AddressRange => ({ family: 4, first, last: first + more })),
  { maxLength: 6 },
)

function members(ranges: readonly AddressRange[]): readonly bigint[] {
  const all = Array.from({ length: Number(SMALL) }, (_, i) => BigInt(i))
  return all.filter((address) => ranges.some((r) => r.first <= address && address <= r.last))
}

describe('a CIDR', () => {
  it.each([
    ['203.0.113.0/24', 4, 0xcb007100n, 0xcb0071ffn],
    ['203.0.113.9/24', 4, 0xcb007100n, 0xcb0071ffn],
    ['203.0.113.9', 4, 0xcb007109n, 0xcb007109n],
    ['0.0.0.0/0', 4, 0n, 0xffffffffn],
    ['::/0', 6, 0n, (1n << 128n) - 1n],
    ['2001:db8::/32', 6, 0x20010db8n << 96n, (0x20010db9n << 96n) - 1n],
    ['::ffff:203.0.113.9', 6, 0xffffcb007109n, 0xffffcb007109n],
    ['1:2:3:4:5:6:7:8', 6, 0x00010002000300040005000600070008n, 0x00010002000300040005000600070008n],
  ] as const)('reads %s', (text, family, first, last) => {
    expect(parseCidr(text)).toEqual({ family, first, last })
  })

  it.each([
    '',
    'pl-0123',
    '10.0.0/8',
    '10.0.0.0/33',
    '10.0.0.256/8',
    '10.0.0.0/8/8',
    '10.0.0.0/',
    '1::2::3/64',
    '::/129',
    '1:2:3:4:5:6:7:8::',
    '12345::/16',
    '::10.0.0.300',
    '10.0.0.-1',
  ])('does not read %o', (text) => {
    expect(parseCidr(text)).toBeUndefined()
  })
})

describe('sets of addresses', () => {
  it('hold after a union what they held before, in disjoint ranges with gaps between', () => {
    fc.assert(
      fc.property(smallRanges, (ranges) => {
        const merged = union(ranges)
        expect(members(merged)).toEqual(members(ranges))
        for (const [i, range] of merged.slice(1).entries()) {
          expect(range.first > (merged[i]?.last ?? 0n) + 1n).toBe(true)
        }
      }),
    )
  })

  it('lose by a subtraction exactly what is taken', () => {
    fc.assert(
      fc.property(smallRanges, smallRanges, (ranges, taken) => {
        const gone = new Set(members(taken))
        expect(members(subtract(ranges, taken))).toEqual(members(ranges).filter((a) => !gone.has(a)))
      }),
    )
  })

  it('are written in aligned prefixes that hold the same addresses, no two of which could be one', () => {
    fc.assert(
      fc.property(smallRanges, (ranges) => {
        const parts = prefixes(ranges)
        const sized = parts.map((p) => ({ ...p, size: 1n << BigInt(32 - p.length) }))
        const asRanges = sized.map((p) => ({ family: p.family, first: p.first, last: p.first + p.size - 1n }))
        expect(members(asRanges)).toEqual(members(ranges))
        expect(sized.every((p) => p.first % p.size === 0n)).toBe(true)
        for (const [i, p] of sized.slice(1).entries()) {
          const before = sized[i]
          const twins = before?.size === p.size && before.first % (2n * p.size) === 0n
          expect(twins && p.first === before.first + p.size).toBe(false)
        }
      }),
    )
  })

  it.each([
    [['0.0.0.0/0'], [4]],
    [['0.0.0.0/1', '128.0.0.0/1'], [4]],
    [['::/1', '8000::/1', '10.0.0.0/8'], [6]],
    [
      ['0.0.0.0/0', '::/0'],
      [4, 6],
    ],
    [['0.0.0.0/1', '128.0.0.0/2'], []],
    [[], []],
  ] as const)('%j hold all of the families %j', (cidrs, families) => {
    expect(wholeFamilies(cidrs.map(parseCidr).filter((range) => range !== undefined))).toEqual(families)
  })

  it('of the two families never mix', () => {
    const v4 = parseCidr('0.0.0.0/0')
    const v6 = parseCidr('::/96')
    if (!v4 || !v6) throw new Error('unreadable')
    expect(subtract([v6], [v4])).toEqual([v6])
    expect(union([v6, v4])).toEqual([v4, v6])
  })
})
