import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inventoryIndex } from '../../src/store/inventory-index.ts'
import { aResource } from '../support/report.ts'

const NAMES = ['churn-v2', 'Churn', 'model-churn', 'unchurned', 'fraud', 'arn-only']

const index = inventoryIndex(
  NAMES.map((name) =>
    aResource(name, {
      arn: `arn:aws:sagemaker:eu-west-1:111122223333:${name === 'arn-only' ? 'churn/x' : name}`,
    }),
  ),
)

const found = (typed: string, most = 10) => index.find(typed, most).map(({ name }) => name)

test.each([
  ['churn', 10, ['Churn', 'churn-v2', 'model-churn', 'unchurned', 'arn-only']],
  ['  CHURN ', 10, ['Churn', 'churn-v2', 'model-churn', 'unchurned', 'arn-only']],
  ['churn', 3, ['Churn', 'churn-v2', 'model-churn']],
  ['churn', 1, ['Churn']],
  ['111122223333:fraud', 10, ['fraud']],
  ['', 2, ['arn-only', 'Churn']],
  ['.*', 10, []],
  ['churn', 0, []],
] as const)('%j finds the best %s first', (typed, most, names) => {
  expect(found(typed, most)).toEqual(names)
})

test('whatever is typed, all that contain it are found, and nothing else', () => {
  const name = fc.string({ minLength: 1, maxLength: 4, unit: fc.constantFrom('a', 'B', '-', '1') })
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 20 }), name, (names, typed) => {
      const all = inventoryIndex(names.map((each) => aResource(each, { arn: `arn:${each}` })))
      const wanted = typed.toLowerCase()
      const expected = names.filter((each) => `arn:${each}`.toLowerCase().includes(wanted))
      const sorted = (list: readonly string[]) => list.toSorted((a, b) => (a < b ? -1 : 1))
      expect(sorted(all.find(typed, 100).map((each) => each.name))).toEqual(sorted(expected))
    }),
  )
})
