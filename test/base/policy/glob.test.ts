import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { globMatches, hasWildcard, literally } from '../../../src/base/policy/glob.ts'

describe('a wildcard pattern', () => {
  it.each([
    ['*', '', true],
    ['*', 'arn:aws:s3:::a/b', true],
    ['', '', true],
    ['', 'a', false],
    ['s3:Get*', 's3:GetObject', true],
    ['s3:Get*', 's3:PutObject', false],
    ['s3:Get?bject', 's3:GetObject', true],
    ['s3:?', 's3:', false],
    ['a*b*c', 'aXbXbc', true],
    ['a*b*c', 'aXbXb', false],
    ['arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket/a/b:c', true],
    ['arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket', false],
    ['Case', 'case', false],
    ['a.c', 'abc', false],
    ['(a|b)+', 'a', false],
  ])('%s against "%s" is %s', (pattern, text, matches) => {
    expect(globMatches(pattern, text)).toBe(matches)
  })

  const small = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', ':'), maxLength: 12 })

  it('matches what a naive regular expression matches', () => {
    fc.assert(
      fc.property(small, small, (pattern, text) => {
        const naive = new RegExp(`^${pattern.replaceAll('*', '[^]*').replaceAll('?', '[^]')}$`)
        expect(globMatches(pattern, text)).toBe(naive.test(text))
      }),
      { numRuns: 2000 },
    )
  })

  it('made literal matches its own text and nothing else', () => {
    fc.assert(
      fc.property(small, small, (text, other) => {
        expect(globMatches(literally(text), other)).toBe(text === other)
      }),
    )
  })

  it('takes no exponential time on a hostile pattern', () => {
    expect(globMatches('*a'.repeat(200), `${'a'.repeat(2000)}b`)).toBe(false)
  })

  it('knows whether it has wildcards', () => {
    expect(['*', 'a?', 'a', literally('*')].map(hasWildcard)).toEqual([true, true, false, false])
  })
})
