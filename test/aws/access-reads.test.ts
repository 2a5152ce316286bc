import { expect, it } from 'vitest'
import { accessReads } from '../../src/aws/access-reads.ts'
import { OBSERVE_ACTIONS } from '../../src/aws/activity/observe.ts'
import { RUNNING_ACTIONS } from '../../src/aws/activity/running.ts'
import { COLLECTORS } from '../../src/aws/collectors/index.ts'
import { lookingActions } from '../../src/aws/prechecks/looking.ts'
import { ENTITLEMENTS } from '../../src/grants/entitlements/index.ts'

const { actions } = accessReads(ENTITLEMENTS)
const audited = COLLECTORS.flatMap((collector) => collector.actions)

it('with the reads of audits, the bot may look before a request and observe its use', () => {
  const allowed = new Set([...audited, ...actions])
  const needed = [...lookingActions(ENTITLEMENTS), ...OBSERVE_ACTIONS, ...RUNNING_ACTIONS]
  expect(needed.filter((action) => !allowed.has(action))).toEqual([])
})

it('names each read once, only reads, and nothing that audits read anyway', () => {
  expect(new Set(actions).size).toBe(actions.length)
  expect(
    actions.filter((action) => !/^[a-z-]+:(Describe|Get|List|Lookup|Simulate)\w+$/.test(action)),
  ).toEqual([])
  expect(actions.filter((action) => audited.includes(action))).toEqual([])
})
