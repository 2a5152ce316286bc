import { describe, expect, it } from 'vitest'
import { Undecided, Unseen } from '../../../src/posture/snapshot.ts'
import { failing, startSearch } from '../../../src/posture/verdicts/doubt.ts'
import { aGap } from '../../support/inventory.ts'

const hidden = () => {
  throw new Unseen(aGap({ kind: 'trails' }))
}
const open = () => {
  throw new Undecided('It lies elsewhere.')
}

describe('a search for one way that works', () => {
  it('goes on after a way that cannot be seen', () => {
    const search = startSearch('nothing')
    expect([hidden, open, () => true].some((way) => search.try(way))).toBe(true)
  })

  it('ends in doubt where nothing worked and something was hidden', () => {
    const search = startSearch('nothing')
    search.try(() => search.broken(3, 'far'))
    search.try(open)
    expect(() => search.explain()).toThrow(Undecided)
  })

  it('explains a failure by the way that led farthest', () => {
    const search = startSearch('nothing')
    expect(search.explain()).toBe('nothing')
    search.broken(1, 'near')
    search.broken(2, 'far')
    search.broken(2, 'as far, and later')
    search.broken(1, 'near again')
    expect(search.explain()).toBe('far')
  })

  it('does not swallow a crash', () => {
    const crash = () => {
      throw new TypeError('a bug')
    }
    expect(() => startSearch('nothing').try(crash)).toThrow(TypeError)
  })
})

describe('what surely does not hold', () => {
  const answers = { yes: () => true, no: () => false, hidden, open }
  const ask = (...names: ReadonlyArray<keyof typeof answers>) => failing(names, (name) => answers[name]())

  it('is named, whatever else is hidden', () => {
    expect(ask('yes', 'hidden', 'no')).toEqual(['no'])
    expect(ask('no', 'open')).toEqual(['no'])
  })

  it('is nothing where all is seen to hold', () => {
    expect(ask('yes', 'yes')).toEqual([])
  })

  it('is in doubt where the rest is hidden', () => {
    expect(() => ask('yes', 'hidden')).toThrow(Unseen)
  })
})
