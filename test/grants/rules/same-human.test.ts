import { expect, it } from 'vitest'
import { sameHuman } from '../../../src/grants/rules/same-human.ts'
import { ANN, aPolicy, BEN, principalOfTest } from '../../support/grants.ts'

const other = '999999999999'

it.each([
  ['one Slack account', ANN, ANN, true],
  ['two with an AWS identity of their own', ANN, BEN, false],
  ['two with one AWS identity', ANN, 'T1/UTWIN' as const, true],
  ['one whom nobody knows', ANN, 'T1/UNOBODY' as const, false],
])('%s', (_, a, b, same) => {
  const policy = aPolicy({
    people: [
      { slack: ANN, principals: { '111122223333': principalOfTest(ANN), [other]: principalOfTest(BEN) } },
      { slack: BEN, principals: { '111122223333': principalOfTest(BEN) } },
      { slack: 'T1/UTWIN', principals: { '111122223333': principalOfTest(ANN) } },
    ],
  })
  expect(sameHuman(policy, a, b)).toBe(same)
  expect(sameHuman(policy, b, a)).toBe(same)
})
