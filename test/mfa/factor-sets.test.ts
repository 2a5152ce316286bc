import { describe, expect, it } from 'vitest'
import { ok } from '../../src/base/result.ts'
import { changeFactors } from '../../src/mfa/factor-sets.ts'
import { memoryFactors } from '../support/factors.ts'
import { ANN } from '../support/grants.ts'

describe('an update of somebody’s factors', () => {
  it('that others keep overtaking gives up and changes nothing', async () => {
    const store = memoryFactors()
    const busy = { ...store, write: async () => false }
    const wrongCodes = { count: 1, lastAt: 1 }
    expect(await changeFactors(busy, ANN, () => ({ set: { wrongCodes }, answer: ok('yes') }))).toEqual({
      ok: false,
      error: 'busy',
    })
    expect(store.texts.size).toBe(0)
  })

  it('is lost by none of those that happen at once', async () => {
    const store = memoryFactors()
    const once = () =>
      changeFactors(store, ANN, ({ wrongCodes: { count } }) => ({
        set: { wrongCodes: { count: count + 1, lastAt: 1 } },
        answer: ok(count),
      }))
    const answers = await Promise.all(Array.from({ length: 8 }, once))
    expect(answers.map((answer) => (answer.ok ? answer.value : -1)).toSorted()).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7,
    ])
  })
})
