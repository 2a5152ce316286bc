import { describe, expect, it } from 'vitest'
import { batchesOf, type TriedCall } from '../../../src/aws/access/simulation-batches.ts'

const at = (time: string) => [{ key: 'aws:CurrentTime', type: 'date', values: [time] }] as const
const call = (action: string, resource: string, time = 'noon'): TriedCall => ({
  action,
  resource,
  context: at(time),
  expected: 'allowed',
})

describe('simulations', () => {
  it('try calls of one context together, where each action is tried on each resource', () => {
    const calls = [call('a', 'x'), call('b', 'x'), call('b', 'y'), call('a', 'y'), call('c', 'z')]
    expect(batchesOf(calls)).toEqual([
      { actions: ['a', 'b'], resources: ['x', 'y'], context: at('noon') },
      { actions: ['c'], resources: ['z'], context: at('noon') },
    ])
  })

  it('never mix contexts', () => {
    expect(batchesOf([call('a', 'x'), call('a', 'x', 'midnight')])).toHaveLength(2)
  })

  it('hold 25 resources at most', () => {
    const calls = Array.from({ length: 60 }, (_, i) => call('a', `r${i}`))
    expect(batchesOf(calls).map(({ resources }) => resources.length)).toEqual([25, 25, 10])
  })
})
