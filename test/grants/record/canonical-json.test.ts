import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../src/grants/record/canonical-json.ts'

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().map((n) => (n === 0 ? 0 : n)),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('any'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).any

describe('canonical JSON', () => {
  it.each([
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [[3, -1, true, false, null], '[3,-1,true,false,null]'],
    [
      { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 },
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    ],
    ['a"b\\c\u0007/é', '"a\\"b\\\\c\\u0007/é"'],
    [{}, '{}'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
  ])('writes %j in one way', (given, text) => {
    expect(canonicalJson(given)).toBe(text)
  })

  const cycle: unknown[] = []
  cycle.push([cycle])
  it.each([
    ['undefined', { a: undefined }, '$.a'],
    ['a fraction', [0.5], '$[0]'],
    ['negative zero', -0, '$'],
    ['a number too large to be exact', 2 ** 53, '$'],
    ['not a number', Number.NaN, '$'],
    ['a lone surrogate', { a: '\ud800' }, '$.a'],
    ['a lone surrogate in a key', { '\udc00': 1 }, '$'],
    ['a gap in a list', new Array(2), '$[0]'],
    ['a cycle', cycle, '$[0][0]'],
    ['a date', new Date(0), '$'],
    ['a map', new Map(), '$'],
    ['a bigint', 1n, '$'],
    ['a function', () => 1, '$'],
    ['a symbol key', { [Symbol('s')]: 1 }, '$'],
  ])('rejects %s and says where', (_, given, place) => {
    expect(() => canonicalJson(given)).toThrow(new RegExp(`at ${place.replace(/[$[\]]/g, '\\$&')}$`))
  })

  it('allows the same object twice', () => {
    const shared = { a: 1 }
    expect(canonicalJson([shared, shared])).toBe('[{"a":1},{"a":1}]')
  })

  it('says what JSON says, and does not depend on the order of keys', () => {
    fc.assert(
      fc.property(value, (given) => {
        const text = canonicalJson(given)
        expect(JSON.parse(text)).toEqual(given)
        expect(canonicalJson(reversed(given))).toBe(text)
      }),
    )
  })
})

function reversed(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(reversed)
  if (typeof given !== 'object' || given === null) return given
  return Object.fromEntries(
    Object.entries(given)
      .map(([key, member]) => [key, reversed(member)] as const)
      .toReversed(),
  )
}
