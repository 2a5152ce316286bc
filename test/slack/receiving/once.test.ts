import { describe, expect, it } from 'vitest'
import { createOnce } from '../../../src/slack/receiving/once.ts'
import { fakeTime } from '../fake-slack.ts'

describe('a delivery', () => {
  it('counts once, also where Slack sends it again minutes later', () => {
    const time = fakeTime()
    const isFirst = createOnce(time.clock)
    expect([isFirst('Ev1'), isFirst('Ev1'), isFirst('Ev2')]).toEqual([true, false, true])
    time.pass(9 * 60_000)
    expect(isFirst('Ev1')).toBe(false)
    time.pass(60_000)
    expect(isFirst('Ev3')).toBe(true)
    expect(isFirst('Ev1')).toBe(true)
  })

  it('does not fill the memory', () => {
    const isFirst = createOnce(fakeTime().clock)
    for (let i = 0; i < 20_000; i++) isFirst(`Ev${i}`)
    expect(isFirst('Ev0')).toBe(true)
    expect(isFirst('Ev19999')).toBe(false)
  })
})
