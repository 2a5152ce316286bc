import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stillNeeded, strictest } from '../../../src/grants/rules/approvals.ts'

const both = {
  groups: [
    { group: 'leads', count: 1 },
    { group: 'security', count: 1 },
  ],
  total: 2,
}
const two = { groups: [{ group: 'leads', count: 2 }], total: 2 }
const total = { groups: [{ group: 'leads', count: 1 }], total: 2 }

describe('approvals that are still needed', () => {
  it.each([
    ['one of each group, nobody yet', both, [], ['leads', 'security']],
    ['one of each group, one lead', both, [['leads']], ['security']],
    ['one of each group, both there', both, [['leads'], ['security']], []],
    ['one of each group, one person in both counts once', both, [['leads', 'security']], ['security']],
    ['one of each group, whoever came first', both, [['leads', 'security'], ['leads']], []],
    ['two of one group, two others', two, [['security'], ['security']], ['leads', 'leads']],
    ['two of one group, one', two, [['leads']], ['leads']],
    ['two people in total, one lead', total, [['leads']], [null]],
    ['two people in total, two leads', total, [['leads'], ['leads']], []],
    ['somebody of no group counts for nothing', total, [[], []], ['leads', null]],
    ['more than enough', two, [['leads'], ['leads'], ['leads']], []],
  ])('%s', (_, required, approvals, missing) => {
    expect(stillNeeded(required, approvals)).toEqual(missing)
  })

  const groups = ['a', 'b', 'c']
  const person = fc.subarray(groups)
  const requirement = fc
    .uniqueArray(fc.record({ group: fc.constantFrom(...groups), count: fc.integer({ min: 1, max: 2 }) }), {
      selector: ({ group }) => group,
    })
    .chain((each) => fc.integer({ min: 0, max: 5 }).map((sum) => ({ groups: each, total: sum })))

  it('are as few whatever the order of approvals, and never more after another one', () => {
    fc.assert(
      fc.property(requirement, fc.array(person, { maxLength: 5 }), person, (required, people, another) => {
        const count = stillNeeded(required, people).length
        expect(stillNeeded(required, people.toReversed()).length).toBe(count)
        expect(stillNeeded(required, [...people, another]).length).toBeLessThanOrEqual(count)
      }),
    )
  })

  it('never need somebody later who brings nothing now', () => {
    fc.assert(
      fc.property(
        requirement,
        fc.array(person, { maxLength: 4 }),
        person,
        person,
        (required, people, useless, later) => {
          const count = (approvals: string[][]) => stillNeeded(required, approvals).length
          fc.pre(count([...people, useless]) === count(people))
          expect(count([...people, later, useless])).toBe(count([...people, later]))
        },
      ),
    )
  })
})

describe('two requirements together', () => {
  it('keep the larger count of every group and the larger total', () => {
    expect(strictest(both, { groups: [{ group: 'leads', count: 2 }], total: 4 })).toEqual({
      groups: [
        { group: 'leads', count: 2 },
        { group: 'security', count: 1 },
      ],
      total: 4,
    })
  })
})
