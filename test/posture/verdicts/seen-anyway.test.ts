import { expect, it } from 'vitest'
import type { Sight } from '../../../src/posture/check.ts'
import { Unseen } from '../../../src/posture/snapshot.ts'
import { seenAnyway } from '../../../src/posture/verdicts/seen-anyway.ts'
import { IAM_GAP } from '../../support/iam.ts'

const sight = (items: readonly string[], error?: Error): Sight<string> => ({
  all: () => items,
  find: (matches) => items.find(matches),
  some(matches) {
    if (items.some(matches)) return true
    if (error) throw error
    return false
  },
  in: () => sight(items, error),
})

it('gives what is seen, whatever is hidden', () => {
  expect(seenAnyway(sight(['a', 'b']))).toEqual(['a', 'b'])
  expect(seenAnyway(sight(['a', 'b'], new Unseen(IAM_GAP)))).toEqual(['a', 'b'])
})

it('swallows nothing else', () => {
  expect(() => seenAnyway(sight(['a'], new TypeError('broken')))).toThrow(TypeError)
})
