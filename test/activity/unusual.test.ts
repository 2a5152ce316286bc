import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byCaller, compare, HISTORY_S } from '../../src/activity/unusual.ts'
import { DAY_S, HOUR_S } from '../../src/base/time.ts'
import { T0 } from '../support/grants.ts'
import { aHistory, anEvent, userArn } from '../support/log.ts'

const FROM = T0 - DAY_S
const WHOLE = { from: FROM, completeFrom: FROM - HISTORY_S }
const USED = aHistory(10, 3)
const said = (window: Parameters<typeof compare>[0], history = USED, span = WHOLE) =>
  compare(window, history, span).unusual.map(({ what, value }) => `${what} ${value}`.trim())

describe('what is unusual for a person', () => {
  it.each([
    ['what they always do', {}, []],
    ['an action they did not use', { action: 'sagemaker:CreateModel' }, ['action sagemaker:CreateModel']],
    ['an address they did not come from', { sourceIp: '198.51.100.9' }, ['address 198.51.100.9']],
    ['an hour far from all others', { at: T0 + 6 * HOUR_S }, ['hour 15']],
    ['an hour beside one of theirs', { at: T0 + HOUR_S }, []],
    ['a call that a service made for them', { sourceIp: 'sagemaker.amazonaws.com', at: T0 + 6 * HOUR_S }, []],
  ])('%s', (_, fields, expected) => {
    expect(said([anEvent(fields)])).toEqual(expected)
  })

  it('counts an hour before midnight as beside one after', () => {
    const midnight = Math.floor(T0 / DAY_S) * DAY_S
    const history = aHistory(10, 3).map((event, i) => ({ ...event, at: midnight - (2 + (i % 10)) * DAY_S }))
    expect(said([anEvent({ at: midnight - HOUR_S / 2 })], history)).toEqual([])
  })

  it('is that they come at all, where the 30 days before are empty of them', () => {
    const caller = { kind: 'user' as const, arn: userArn('eve'), name: 'eve', session: null }
    expect(said([anEvent({ caller })])).toEqual(['newcomer'])
  })

  it('is nothing where the log was not read far enough to say that', () => {
    const caller = { kind: 'user' as const, arn: userArn('eve'), name: 'eve', session: null }
    const span = { from: FROM, completeFrom: FROM - 5 * DAY_S }
    expect(said([anEvent({ caller })], USED, span)).toEqual([])
  })

  it.each([
    ['fewer than twenty calls', aHistory(10, 1)],
    ['fewer than three days', aHistory(2, 15)],
  ])('is nothing with %s to compare with, and says so', (_, history) => {
    const compared = compare([anEvent({ action: 'sagemaker:CreateModel' })], history, WHOLE)
    expect(compared.unusual).toEqual([])
    expect([...compared.tooLittle.values()]).toEqual([history.length])
  })

  it('never looks further back than 30 days, or than the log was read', () => {
    const old = aHistory(5, 5).map((event) => ({ ...event, at: event.at - 40 * DAY_S }))
    expect(said([anEvent()], old)).toEqual(['newcomer'])
    const span = { from: FROM, completeFrom: T0 - 5 * DAY_S }
    expect(compare([anEvent()], USED, span).compared).toBe(4 * DAY_S)
  })

  it('is never something that was in the history', () => {
    const seen = fc.record({
      action: fc.constantFrom('sagemaker:A', 'sagemaker:B'),
      sourceIp: fc.constantFrom('192.0.2.1', '192.0.2.2'),
      at: fc.integer({ min: FROM - HISTORY_S, max: FROM - 1 }),
    })
    fc.assert(
      fc.property(fc.array(seen, { minLength: 1, maxLength: 60 }), (fields) => {
        const history = fields.map((each) => anEvent(each))
        const window = history.map((event) => ({ ...event, at: event.at + HISTORY_S + DAY_S }))
        const { unusual } = compare(window, history, WHOLE, byCaller)
        return unusual.length === 0
      }),
    )
  })
})
