/** A run of addresses of one family, both ends included. */
export interface AddressRange {
  readonly family: 4 | 6
  readonly first: bigint
  readonly last: bigint
}

/** A range that one CIDR can write: its first address and the length of its prefix. */
export interface Prefix {
  readonly family: 4 | 6
  readonly first: bigint
  readonly length: number
}

const BITS = { 4: 32, 6: 128 } as const

/**
 * The addresses of a CIDR (`203.0.113.0/24`, `2001:db8::/32`) or of a single address. Bits beyond the prefix are
 * ignored, as AWS does. `undefined` where the text is neither. Source: RFC 4632 and RFC 4291 §2.2 and §2.3.
 */
export function parseCidr(text: string): AddressRange | undefined {
  const [address = '', length, ...rest] = text.trim().split('/')
  const family = address.includes(':') ? 6 : 4
  const value = family === 6 ? parseIpv6(address) : parseIpv4(address)
  const bits = length === undefined ? BITS[family] : number(length, BITS[family], 10)
  if (value === undefined || bits === undefined || rest.length > 0) return undefined
  const host = (1n << BigInt(BITS[family] - bits)) - 1n
  return { family, first: value - (value & host), last: value | host }
}

/** The same addresses as disjoint ranges in order, with a gap between any two of a family. */
export function union(ranges: readonly AddressRange[]): readonly AddressRange[] {
  const sorted = ranges.toSorted((a, b) => a.family - b.family || compare(a.first, b.first))
  const merged: AddressRange[] = []
  for (const range of sorted) {
    const top = merged.at(-1)
    if (top && top.family === range.family && range.first <= top.last + 1n) {
      merged[merged.length - 1] = { ...top, last: later(top.last, range.last) }
    } else merged.push(range)
  }
  return merged
}

/** The addresses of `ranges` that are in none of `taken`, as disjoint ranges in order. */
export function subtract(
  ranges: readonly AddressRange[],
  taken: readonly AddressRange[],
): readonly AddressRange[] {
  const holes = union(taken)
  return union(ranges).flatMap((range) => {
    const left: AddressRange[] = []
    let first = range.first
    for (const hole of holes) {
      if (hole.family !== range.family || hole.last < first || hole.first > range.last) continue
      if (hole.first > first) left.push({ ...range, first, last: hole.first - 1n })
      first = hole.last + 1n
    }
    if (first <= range.last) left.push({ ...range, first })
    return left
  })
}

/** The fewest CIDRs that hold exactly these addresses, in order. */
export function prefixes(ranges: readonly AddressRange[]): readonly Prefix[] {
  return union(ranges).flatMap(({ family, first, last }) => {
    const parts: Prefix[] = []
    let next = first
    while (next <= last) {
      let size = 0
      while (
        size < BITS[family] &&
        (next & ((2n << BigInt(size)) - 1n)) === 0n &&
        next + (2n << BigInt(size)) - 1n <= last
      )
        size++
      parts.push({ family, first: next, length: BITS[family] - size })
      next += 1n << BigInt(size)
    }
    return parts
  })
}

/** The families of which these ranges, taken together, hold every address: two `/1` count as much as one `/0`. */
export function wholeFamilies(ranges: readonly AddressRange[]): ReadonlyArray<4 | 6> {
  return prefixes(ranges)
    .filter((prefix) => prefix.length === 0)
    .map((prefix) => prefix.family)
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.').map((part) => number(part, 255, 10))
  return parts.length === 4 ? join(parts, 8n) : undefined
}

function parseIpv6(text: string): bigint | undefined {
  const [head = '', tail, ...rest] = embedIpv4(text).split('::')
  if (rest.length > 0) return undefined
  const before = groups(head)
  const after = tail === undefined ? [] : groups(tail)
  const missing = 8 - before.length - after.length
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined
  return join([...before, ...Array.from({ length: missing }, () => 0), ...after], 16n)
}

function groups(text: string): ReadonlyArray<number | undefined> {
  return text === '' ? [] : text.split(':').map((part) => number(part, 0xffff, 16))
}

/** `::ffff:203.0.113.9` → `::ffff:cb00:7109` */
function embedIpv4(text: string): string {
  const dotted = /^(.*:)([^:]*\..*)$/.exec(text)
  const value = dotted?.[2] === undefined ? undefined : parseIpv4(dotted[2])
  if (value === undefined) return text
  return `${dotted?.[1]}${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`
}

function join(parts: ReadonlyArray<number | undefined>, bits: bigint): bigint | undefined {
  let value = 0n
  for (const part of parts) {
    if (part === undefined) return undefined
    value = (value << bits) | BigInt(part)
  }
  return value
}

function number(text: string, most: number, radix: 10 | 16): number | undefined {
  const digits = radix === 10 ? /^\d{1,3}$/ : /^[\da-f]{1,4}$/i
  const value = digits.test(text) ? Number.parseInt(text, radix) : Number.NaN
  return value <= most ? value : undefined
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function later(a: bigint, b: bigint): bigint {
  return compare(a, b) < 0 ? b : a
}
