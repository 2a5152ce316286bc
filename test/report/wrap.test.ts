import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listed, wrap } from '../../src/report/wrap.ts'

describe('wrapped text', () => {
  test.each([
    ['', ['']],
    ['short', ['short']],
    ['one two three four', ['one two', '  three', '  four']],
    ['a-very-long-word and', ['a-very-long-word', '  and']],
  ])('%j', (text, lines) => {
    expect(wrap(text, 8, '  ')).toEqual(lines)
  })

  test('keeps every word, and is only wider where a word is', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[^ ]+$/)), (words) => {
        const lines = wrap(words.join(' '), 20, '    ')
        expect(lines.map((line, n) => (n === 0 ? line : line.slice(4))).join(' ')).toBe(words.join(' '))
        for (const line of lines) if (line.length > 20) expect(line.trimStart()).not.toContain(' ')
      }),
    )
  })
})

test.each([
  [[], ''],
  [['a', 'b'], 'a, b'],
  [['a', 'b', 'c', 'd'], 'a, b and 2 more'],
])('%j is listed as "%s"', (words, text) => {
  expect(listed(words, 2)).toBe(text)
})
