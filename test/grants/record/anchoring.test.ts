import { expect, it } from 'vitest'
import { dailyAnchor } from '../../../src/grants/record/anchoring.ts'
import { ANN, anAsked } from '../../support/grants.ts'
import { aProcess, aWorld, by } from '../../support/grants-world.ts'

it('anchors nothing while nothing was granted', async () => {
  const { grants, options } = aProcess(aWorld())
  expect(await dailyAnchor(options, grants)()).toBeUndefined()
})

it('anchors once a day, however often it is asked, and in however many processes', async () => {
  const world = aWorld()
  const { grants, options, calls } = aProcess(world)
  await grants.request(by(ANN), 'g1', anAsked())
  const daily = dailyAnchor(options, grants)
  const first = await daily()
  expect(first).toMatchObject({ seq: 0, heads: [{ id: 'g1' }] })
  const before = calls()
  expect(await daily()).toEqual(first)
  expect(calls()).toBe(before)
  const other = aProcess(world)
  expect(await dailyAnchor(other.options, other.grants)()).toEqual(first)
  world.now += 86_400
  expect(await daily()).toMatchObject({ seq: 1, previous: first?.hash })
  expect(world.anchors).toHaveLength(2)
})
