import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTarget, targetSubject } from '../../infra/run/target.ts'

describe('what a one-time link is about', () => {
  it('comes back as it was written', () => {
    const target = fc.record({
      id: fc.stringMatching(/^[a-z0-9-]{1,50}$/),
      revision: fc.integer({ min: 1, max: 999_999 }),
    })
    fc.assert(
      fc.property(target, (each) => {
        expect(parseTarget(targetSubject(each))).toEqual(each)
      }),
    )
  })

  it.each([
    '',
    'g1',
    'g1.',
    '.1',
    'g1.0',
    'g1.01',
    'g1.-1',
    'g1.1.1',
    'g1.1 ',
    'g1.1\n',
    'G1.1',
    '../g1.1',
    'g1.1000000',
    `${'g'.repeat(51)}.1`,
  ])('is nothing in %j', (subject) => {
    expect(parseTarget(subject)).toBeUndefined()
  })
})
