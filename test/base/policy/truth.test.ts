import { describe, expect, it } from 'vitest'
import { every, not, some, type Truth, truth } from '../../../src/base/policy/truth.ts'

const TABLE: ReadonlyArray<readonly [Truth, Truth, Truth, Truth]> = [
  ['yes', 'yes', 'yes', 'yes'],
  ['yes', 'maybe', 'maybe', 'yes'],
  ['yes', 'no', 'no', 'yes'],
  ['maybe', 'maybe', 'maybe', 'maybe'],
  ['maybe', 'no', 'no', 'maybe'],
  ['no', 'no', 'no', 'no'],
]

describe('three-valued logic', () => {
  it.each(TABLE)('of %s and %s makes %s, and %s for or', (a, b, and, or) => {
    expect([every([a, b]), every([b, a]), some([a, b]), some([b, a])]).toEqual([and, and, or, or])
  })

  it('holds for all of nothing and for none of nothing', () => {
    expect([every([]), some([])]).toEqual(['yes', 'no'])
  })

  it('turns yes and no around, and leaves maybe', () => {
    expect([not('yes'), not('no'), not('maybe'), truth(true), truth(false)]).toEqual([
      'no',
      'yes',
      'maybe',
      'yes',
      'no',
    ])
  })
})
